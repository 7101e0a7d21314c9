"""Every kind of record, by its name, in the order in which one may refer to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.fact import Fact

_WHERE = {
    "lpu": ("force", "Lpu"),
    "beat": ("force", "Beat"),
    "officer": ("officer", "Officer"),
    "posting": ("officer", "Posting"),
    "absence": ("officer", "Absence"),
    "place": ("place", "Place"),
    "named_officer": ("place", "NamedOfficer"),
    "contact": ("contact", "Contact"),
    "contact_role": ("contact", "ContactRole"),
    "visit": ("visit", "Visit"),
    "meeting": ("meeting", "Meeting"),
    "priority": ("priority", "Priority"),
    "priority_update": ("priority", "PriorityUpdate"),
    "concern": ("concern", "Concern"),
    "reported_figure": ("figure", "ReportedFigure"),
    "register_source": ("register", "RegisterSource"),
    "saved_mapping": ("register", "SavedMapping"),
    "promise": ("promise", "Promise"),
    "query": ("query", "Query"),
    "snooze": ("snooze", "Snooze"),
    "access_note": ("access_note", "AccessNote"),
    "attachment": ("attachment", "Attachment"),
    "questionnaire": ("questionnaire", "Questionnaire"),
    "closed_spell": ("closed_spell", "ClosedSpell"),
    "usual_frequency": ("usual_frequency", "UsualFrequency"),
    "action": ("action", "Action"),
    "osara_plan": ("osara", "OsaraPlan"),
    "publicity": ("publicity", "Publicity"),
    "proposal": ("proposal", "Proposal"),
    "feedback": ("feedback", "Feedback"),
    "publication": ("publication", "Publication"),
    "police_uk_entry": ("police_uk_entry", "PoliceUkEntry"),
    "team_setting": ("team_setting", "TeamSetting"),
    "beat_boundary": ("beat_boundary", "BeatBoundary"),
}
"""For each kind the module of this package that declares it, and its name there."""


class _Kinds(Mapping[str, "type[Fact]"]):
    """The kinds by name; each is loaded when it is first asked for, so that the names alone cost nothing."""

    def __init__(self) -> None:
        """Begin with none loaded."""
        self._loaded: dict[str, type[Fact]] = {}

    def __getitem__(self, name: str) -> type[Fact]:
        """Return a kind; a KeyError if there is none of this name."""
        found = self._loaded.get(name)
        if found is None:
            module, called = _WHERE[name]
            found = getattr(import_module(f"{__package__}.{module}"), called)
            self._loaded[name] = found
        return found

    def __contains__(self, name: object) -> bool:
        """Say whether there is a kind of this name, without loading it."""
        return name in _WHERE

    def __iter__(self) -> Iterator[str]:
        """Go through the names in order."""
        return iter(_WHERE)

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(_WHERE)


KINDS: Mapping[str, type[Fact]] = _Kinds()
