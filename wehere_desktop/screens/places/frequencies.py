"""How often a place wants to see us: its own days between contacts, or what is usual for its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.neighbourhood.touch import DueRules


@dataclass(frozen=True, slots=True)
class Frequency:
    """Days between contacts: `own` is 0 where the place has none of its own; `usual` is its kind's."""

    own: int
    usual: int

    @property
    def words(self) -> str:
        """Return it in words: “every 28 days (usual: 42)” or “every 42 days (usual)”."""
        if self.own and self.own != self.usual:
            return f"every {counted(self.own, 'day')} (usual: {self.usual})"
        return f"every {counted(self.own or self.usual, 'day')} (usual)"


def frequency_at(place: Place, rules: DueRules) -> Frequency:
    """Return how often a place wants to see us under the rules of a day."""
    return Frequency(place.frequency, rules.usual_for(place.place_kind))
