"""Evenings that were held and what was raised at them, in a real book; every person in them is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.handouts.meetings import HOSTILE_TEXT, Parish
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.officer import Officer, Posting, Rank
from wehere_desktop.neighbourhood.place import Known
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.records import BeatBook

EVENING = date(2026, 10, 14)
COMING = date(2026, 12, 9)
REPORT = (
    "We began with the underpass and the new lights.\nThe longest talk was about cars at the school gates: eleven of "
    "them on the zig-zags on one morning. The head teacher asked for help with a walking bus."
)


def full_evening(folder: Path) -> Parish:
    """Return a parish with an evening of which everything can be told, and the one that follows it."""
    parish = Parish(folder, practice=True)
    hall = parish.hall(access="Ramp at the side", step_free=Known.YES, hearing_loop=Known.YES, parking=Known.NO)
    sam = parish.officer("Sam Ashdown", phone="07700 900417", email="sam.ashdown@example.org")
    held = parish.meeting(
        EVENING,
        title="Autumn meeting",
        venue=hall,
        leads=sam,
        life=MeetingLife.HELD,
        ends=datetime(2026, 10, 14, 20, 15, tzinfo=UTC),
        attendance=31,
        groups=("Friends of the Flashes", "Wharton Primary School"),
        report=REPORT,
        decisions=("Ask the council to trim the hedge on Station Road.", "Meet at the bowling club in March."),
        publishable=True,
        closed_on=date(2026, 10, 15),
        notes="Somebody shouted at the back",
    )
    parish.meeting(
        COMING,
        title="Winter meeting",
        venue=hall,
        venue_note="Use the side door.",
        leads=sam,
        agenda=("Welcome, and who we are", "You said, we did: two answers", "What should come next?"),
        language_help="Polish, and British Sign Language",
    )
    underpass = parish.priority(
        "The underpass on Station Road",
        EVENING,
        chosen_at=held,
        partners=("Winsford Town Council", "Weaver Housing"),
        notes="The lads from the flats",
    )
    for what, partner, marked in (
        ("Clear the planting", "Weaver Housing", True),
        ("Watch from number 12", "", False),
    ):
        parish.add(Action, priority=underpass, what=what, partner=partner, publishable=marked)
    parish.add(
        Proposal,
        meeting=held,
        title="The underpass on Station Road",
        hands_for=19,
        hands_against=2,
        hands_neither=4,
        priority=underpass,
    )
    parish.add(Proposal, meeting=held, title="Litter by the shops", hands_for=6, hands_against=9, hands_neither=10)
    parish.add(Proposal, meeting=held, title="Scooters in the precinct")
    at: dict[str, Any] = {"raised_on": EVENING, "raised_at": held}
    parish.concern(
        "The underpass is dark and people wait in it",
        "",
        outcome=Outcome.IN_HAND,
        priority=underpass,
        theme=Theme.ANTISOCIAL,
        **at,
    )
    parish.concern(
        "Who is our PCSO now?", "It is Sam Ashdown. The number is on this sheet.", theme=Theme.VISIBILITY, **at
    )
    parish.concern(
        "CCTV for the play area",
        "We asked for lighting instead.",
        outcome=Outcome.COULD_NOT,
        because="there is no funding this year, and cameras would not see past the trees.",
        theme=Theme.ANTISOCIAL,
        **at,
    )
    parish.concern("The lads at number 14", "Warrant in hand", publishable=False, **at)
    parish.concern(
        "Thank you for the quick answer about the stolen bicycle",
        "",
        outcome=Outcome.OPEN,
        concern_kind=ConcernKind.COMPLIMENT,
        **at,
    )
    parish.concern(
        "Speeding on Crook Lane",
        "Checked five times: average 29 mph in a 30.",
        raised_on=date(2026, 7, 8),
        told_back_on=EVENING,
        told_back_at=held,
        told_back_how="At the October meeting",
        theme=Theme.SPEEDING,
        to_everyone="Drivers on Crook Lane in Winsford keep to the limit: we checked five times.",
        to_raiser="Dear Helen, we checked five times, as you asked, and stood by your gate.",
    )
    return parish


def owed_evening(folder: Path) -> Parish:
    """Return a parish in which answers wait to be told: to a person, a group, nobody known, and a complaint."""
    parish = Parish(folder)
    parish.officer("Sam Ashdown", phone="07700 900417")
    helen = parish.add(Contact, name="Helen Marsh")
    parish.concern("Speeding on Crook Lane", "Checked five times.", contact=helen, organisation="Elm Park School")
    parish.concern(
        "CCTV", "", outcome=Outcome.COULD_NOT, because="there is no money this year", organisation="Friends of the Park"
    )
    parish.concern("Nobody rang me back", "We were wrong, and are sorry.", concern_kind=ConcernKind.COMPLAINT)
    parish.concern("", "", said="About the neighbour", to_raiser="We spoke to the neighbour.", publishable=False)
    parish.concern("Already told", "Done.", told_back_on=date(2026, 11, 2), told_back_how="By letter")
    return parish


def bare_evening(folder: Path) -> Parish:
    """Return a parish with an evening of which only the hour is known, on a beat where nobody is posted."""
    parish = Parish(folder, beat="Tattenhall")
    parish.meeting(EVENING)
    parish.meeting(COMING)
    return parish


def overfull_evening(folder: Path) -> Parish:
    """Return a parish with more to tell than some sides hold."""
    parish = Parish(folder)
    hall = parish.hall()
    held = parish.meeting(
        EVENING,
        venue=hall,
        life=MeetingLife.HELD,
        publishable=True,
        report="\n".join("We talked about parking, lights and the bins behind the hall. " * 6 for _ in range(9)),
        groups=tuple(f"Group {number} of the parish of Wharton" for number in range(1, 25)),
        decisions=tuple(f"Decision {number}: ask the council once more." for number in range(1, 15)),
    )
    parish.meeting(COMING, venue=hall, agenda=tuple(f"Point {number}: parking" for number in range(1, 30)))
    for number in range(1, 8):
        officer = parish.add(Officer, name=f"Sam Ashdown the {number}th", rank=Rank.PCSO, phone=f"07700 90010{number}")
        parish.add(Posting, officer=officer, beat=parish.beat.id, starts=date(2026, 3, 2))
    outcomes = (Outcome.DONE, Outcome.COULD_NOT, Outcome.IN_HAND)
    for number in range(1, 31):
        parish.concern(
            f"Lamp {number} on Station Road is out, and the one behind it",
            "The council was told and has mended it. " * (number % 5),
            outcome=outcomes[number % 3],
            because="the lamp is not the council’s. " * 3 if number % 3 == 1 else "",
            raised_on=EVENING,
            raised_at=held,
        )
        parish.add(Proposal, meeting=held, title=f"Proposal {number} about lamps", hands_for=number)
        parish.priority(f"Parking in Lane {number}", EVENING, chosen_at=held)
    return parish


def hostile_evening(folder: Path) -> Parish:
    """Return a parish in which every text that reaches a paper is mischief."""
    parish = Parish(folder)
    with parish.book.change("Rename"):
        parish.book.beats.amend(parish.beat.id, name=HOSTILE_TEXT)
    hall = parish.hall(name=HOSTILE_TEXT, street="y" * 300, access="z " * 150, step_free=Known.NO)
    sam = parish.officer(HOSTILE_TEXT, phone="9" * 300, email="a" * 300)
    texts: dict[str, Any] = {
        "title": HOSTILE_TEXT,
        "venue": hall,
        "venue_note": HOSTILE_TEXT,
        "leads": sam,
        "agenda": (HOSTILE_TEXT, "x" * 900),
        "language_help": HOSTILE_TEXT,
    }
    held = parish.meeting(
        EVENING,
        life=MeetingLife.HELD,
        publishable=True,
        report=HOSTILE_TEXT + " مرحبا بكم " + "x" * 5000,
        groups=(HOSTILE_TEXT, "g" * 250),
        decisions=("d" * 1500,),
        **texts,
    )
    parish.meeting(COMING, **texts)
    chosen = parish.priority(HOSTILE_TEXT, EVENING, chosen_at=held, partners=("p" * 200,), life=PriorityLife.ADOPTED)
    parish.add(Proposal, meeting=held, title=HOSTILE_TEXT, hands_for=10**9)
    whom = parish.add(Contact, name=HOSTILE_TEXT)
    for outcome in Outcome:
        parish.add(
            Concern,
            beat=parish.beat.id,
            raised_on=EVENING,
            raised_at=held,
            you_said=HOSTILE_TEXT,
            we_did="Ł" * 400,
            because=HOSTILE_TEXT,
            to_everyone="e" * 3000 if outcome is Outcome.DONE else "",
            outcome=outcome,
            priority=chosen,
            contact=whom,
            publishable=True,
        )
    return parish


def books_of(parish: Parish) -> tuple[BeatBook, str, str, str]:
    """Return a parish's book, the evening that was held, the one to come, and its beat."""
    held, coming = parish.book.meetings.on_beat(parish.beat.id)
    return parish.book, held.id, coming.id, parish.beat.id


EVENINGS = {
    "full": full_evening,
    "bare": bare_evening,
    "overfull": overfull_evening,
    "hostile": hostile_evening,
}
