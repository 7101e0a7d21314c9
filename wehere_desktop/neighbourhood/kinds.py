"""Every kind of record, by its name, in the order in which one may refer to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.fact import Fact

KINDS: dict[str, type[Fact]] = {
    each.kind: each
    for each in (
        Lpu,
        Beat,
        Officer,
        Posting,
        Absence,
        Place,
        NamedOfficer,
        Contact,
        ContactRole,
        Visit,
        Meeting,
        Priority,
        PriorityUpdate,
        Concern,
        ReportedFigure,
        RegisterSource,
        SavedMapping,
        Promise,
        Query,
        Snooze,
        AccessNote,
        Attachment,
        Questionnaire,
        ClosedSpell,
        UsualFrequency,
        Action,
        OsaraPlan,
        Publicity,
        Proposal,
        Feedback,
        Publication,
        PoliceUkEntry,
        TeamSetting,
    )
}
