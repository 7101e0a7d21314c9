"""Questions asked of entries from data.police.uk, and of the numbers a team has set for itself."""

from __future__ import annotations

from wehere_desktop.neighbourhood.police_uk_entry import PoliceUkEntry
from wehere_desktop.neighbourhood.team_setting import USUAL, TeamSetting
from wehere_desktop.records.section import Section


class PoliceUkEntries(Section[PoliceUkEntry]):
    """The entries as they came."""

    def of_beat(self, beat: str, *, shape: str = "") -> list[PoliceUkEntry]:
        """Return the entries of a beat in the order in which they came; of one shape if given."""
        return self._some(
            'WHERE "beat" = ?1 AND (?2 = \'\' OR "shape" = ?2) ORDER BY "shape", "position", "id"', (beat, shape)
        )

    def behind(self, record: str) -> PoliceUkEntry | None:
        """Return the entry one of our records was made from, or None."""
        return self._one('WHERE "ours" = ? ORDER BY "id" DESC', (record,))


class TeamSettings(Section[TeamSetting]):
    """The team's own numbers."""

    def number(self, name: str) -> int:
        """Return the number the team has set, or what holds until it does; a KeyError for a name there is not."""
        found = self._one('WHERE "name" = ? ORDER BY "changed" DESC', (name,))
        return found.number if found is not None else USUAL[name]
