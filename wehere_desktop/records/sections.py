"""The sections of a book: one for each kind of record, under the name by which it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.attachment import Attachment
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.feedback import Feedback
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.force import Beat, Lpu
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting
from wehere_desktop.neighbourhood.osara import OsaraPlan
from wehere_desktop.neighbourhood.place import NamedOfficer, Place
from wehere_desktop.neighbourhood.police_uk_entry import PoliceUkEntry
from wehere_desktop.neighbourhood.priority import Priority, PriorityUpdate
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.publication import Publication
from wehere_desktop.neighbourhood.publicity import Publicity
from wehere_desktop.neighbourhood.query import Query
from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.neighbourhood.register import RegisterSource, SavedMapping
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.neighbourhood.team_setting import TeamSetting
from wehere_desktop.neighbourhood.usual_frequency import UsualFrequency
from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.records.access_notes import AccessNotes
from wehere_desktop.records.actions import Actions, OsaraPlans
from wehere_desktop.records.attachments import Attachments
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
from wehere_desktop.records.section import Section
from wehere_desktop.records.snoozes import ClosedSpells, Snoozes, UsualFrequencies
from wehere_desktop.records.units import Beats, Lpus
from wehere_desktop.records.visits import Visits

if TYPE_CHECKING:
    from wehere_desktop.records.section import Writing


class Sections:
    """A section for every kind of record."""

    def __init__(self, book: Writing) -> None:
        """Lay out the sections of one book."""
        self.lpus = Lpus(book, Lpu)
        self.beats = Beats(book, Beat)
        self.officers = Officers(book, Officer)
        self.postings = Postings(book, Posting)
        self.absences = Absences(book, Absence)
        self.places = Places(book, Place)
        self.named_officers = NamedOfficers(book, NamedOfficer)
        self.contacts = Contacts(book, Contact)
        self.contact_roles = ContactRoles(book, ContactRole)
        self.visits = Visits(book, Visit)
        self.meetings = Meetings(book, Meeting)
        self.priorities = Priorities(book, Priority)
        self.priority_updates = PriorityUpdates(book, PriorityUpdate)
        self.concerns = Concerns(book, Concern)
        self.figures = ReportedFigures(book, ReportedFigure)
        self.register_sources = RegisterSources(book, RegisterSource)
        self.saved_mappings = SavedMappings(book, SavedMapping)
        self.promises = Promises(book, Promise)
        self.queries = Queries(book, Query)
        self.snoozes = Snoozes(book, Snooze)
        self.access_notes = AccessNotes(book, AccessNote)
        self.attachments = Attachments(book, Attachment)
        self.questionnaires = Questionnaires(book, Questionnaire)
        self.closed_spells = ClosedSpells(book, ClosedSpell)
        self.usual_frequencies = UsualFrequencies(book, UsualFrequency)
        self.actions = Actions(book, Action)
        self.osara_plans = OsaraPlans(book, OsaraPlan)
        self.publicities = Publicities(book, Publicity)
        self.proposals = Proposals(book, Proposal)
        self.feedbacks = Feedbacks(book, Feedback)
        self.publications = Publications(book, Publication)
        self.police_uk_entries = PoliceUkEntries(book, PoliceUkEntry)
        self.team_settings = TeamSettings(book, TeamSetting)
        self._by_kind: dict[str, Section[Any]] = {
            each.kind.kind: each for each in vars(self).values() if isinstance(each, Section)
        }
