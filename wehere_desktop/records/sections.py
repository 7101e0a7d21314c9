"""The sections of a book: one for each kind of record, under the name by which it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from wehere_desktop.neighbourhood.kinds import KINDS

if TYPE_CHECKING:
    from wehere_desktop.records.access_notes import AccessNotes
    from wehere_desktop.records.actions import Actions, OsaraPlans
    from wehere_desktop.records.attachments import Attachments
    from wehere_desktop.records.boundaries import BeatBoundaries
    from wehere_desktop.records.concerns import Concerns, ReportedFigures
    from wehere_desktop.records.contacts import ContactRoles, Contacts
    from wehere_desktop.records.meetings import Meetings
    from wehere_desktop.records.officers import Absences, Officers, Postings
    from wehere_desktop.records.places import NamedOfficers, Places
    from wehere_desktop.records.police_uk_entries import PoliceUkEntries, TeamSettings
    from wehere_desktop.records.priorities import Priorities, PriorityUpdates
    from wehere_desktop.records.promises import Promises
    from wehere_desktop.records.publicities import Feedbacks, Proposals, Publications, Publicities
    from wehere_desktop.records.queries import Queries
    from wehere_desktop.records.questionnaires import Questionnaires
    from wehere_desktop.records.registers import RegisterSources, SavedMappings
    from wehere_desktop.records.section import Section, Writing
    from wehere_desktop.records.snoozes import ClosedSpells, Snoozes, UsualFrequencies
    from wehere_desktop.records.units import Beats, Lpus
    from wehere_desktop.records.visits import Visits

Made = TypeVar("Made")


class _When(Generic[Made]):
    """A section that is loaded and made when it is first asked for, and from then on is the book's own."""

    def __init__(self, kind: str, module: str, name: str) -> None:
        """Serve a kind through a class of this package."""
        self.kind = kind
        self._module = module
        self._class = name
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn under which name the section is asked for."""
        self._name = name

    def __get__(self, book: Writing, owner: type) -> Made:
        """Return the section, made now; it then stands in the book before this does."""
        maker = getattr(import_module(f"{__package__}.{self._module}"), self._class)
        # Two threads that ask at once get the same one
        made: Made = vars(book).setdefault(self._name, maker(book, KINDS[self.kind]))
        return made


class Sections:
    """A section for every kind of record."""

    lpus: _When[Lpus] = _When("lpu", "units", "Lpus")
    beats: _When[Beats] = _When("beat", "units", "Beats")
    officers: _When[Officers] = _When("officer", "officers", "Officers")
    postings: _When[Postings] = _When("posting", "officers", "Postings")
    absences: _When[Absences] = _When("absence", "officers", "Absences")
    places: _When[Places] = _When("place", "places", "Places")
    named_officers: _When[NamedOfficers] = _When("named_officer", "places", "NamedOfficers")
    contacts: _When[Contacts] = _When("contact", "contacts", "Contacts")
    contact_roles: _When[ContactRoles] = _When("contact_role", "contacts", "ContactRoles")
    visits: _When[Visits] = _When("visit", "visits", "Visits")
    meetings: _When[Meetings] = _When("meeting", "meetings", "Meetings")
    priorities: _When[Priorities] = _When("priority", "priorities", "Priorities")
    priority_updates: _When[PriorityUpdates] = _When("priority_update", "priorities", "PriorityUpdates")
    concerns: _When[Concerns] = _When("concern", "concerns", "Concerns")
    figures: _When[ReportedFigures] = _When("reported_figure", "concerns", "ReportedFigures")
    register_sources: _When[RegisterSources] = _When("register_source", "registers", "RegisterSources")
    saved_mappings: _When[SavedMappings] = _When("saved_mapping", "registers", "SavedMappings")
    promises: _When[Promises] = _When("promise", "promises", "Promises")
    queries: _When[Queries] = _When("query", "queries", "Queries")
    snoozes: _When[Snoozes] = _When("snooze", "snoozes", "Snoozes")
    access_notes: _When[AccessNotes] = _When("access_note", "access_notes", "AccessNotes")
    attachments: _When[Attachments] = _When("attachment", "attachments", "Attachments")
    questionnaires: _When[Questionnaires] = _When("questionnaire", "questionnaires", "Questionnaires")
    closed_spells: _When[ClosedSpells] = _When("closed_spell", "snoozes", "ClosedSpells")
    usual_frequencies: _When[UsualFrequencies] = _When("usual_frequency", "snoozes", "UsualFrequencies")
    actions: _When[Actions] = _When("action", "actions", "Actions")
    osara_plans: _When[OsaraPlans] = _When("osara_plan", "actions", "OsaraPlans")
    publicities: _When[Publicities] = _When("publicity", "publicities", "Publicities")
    proposals: _When[Proposals] = _When("proposal", "publicities", "Proposals")
    feedbacks: _When[Feedbacks] = _When("feedback", "publicities", "Feedbacks")
    publications: _When[Publications] = _When("publication", "publicities", "Publications")
    police_uk_entries: _When[PoliceUkEntries] = _When("police_uk_entry", "police_uk_entries", "PoliceUkEntries")
    team_settings: _When[TeamSettings] = _When("team_setting", "police_uk_entries", "TeamSettings")
    beat_boundaries: _When[BeatBoundaries] = _When("beat_boundary", "boundaries", "BeatBoundaries")

    def section_of(self, kind: str) -> Section[Any]:
        """Return the section of a kind; a KeyError if there is no such kind."""
        found: Section[Any] = getattr(self, _NAMES[kind])
        return found


_NAMES = {each.kind: name for name, each in vars(Sections).items() if isinstance(each, _When)}
