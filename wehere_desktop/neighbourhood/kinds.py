"""Every kind of record, by its name, in the order in which one may refer to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.force import Beat, Lpu
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting
from wehere_desktop.neighbourhood.place import NamedOfficer, Place
from wehere_desktop.neighbourhood.priority import Priority, PriorityUpdate
from wehere_desktop.neighbourhood.register import RegisterSource, SavedMapping
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
    )
}
