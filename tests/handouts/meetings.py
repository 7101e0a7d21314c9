"""Meetings written into a real book, to be gathered and printed; every person in them is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.elm_park import a_book
from wehere_desktop.neighbourhood.concern import Concern, Outcome
from wehere_desktop.neighbourhood.fact import Fact
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting, Rank
from wehere_desktop.neighbourhood.place import Place, PlaceKind
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.records import BeatBook

MEETING_DAY = date(2026, 12, 9)


class Parish:
    """A book open for writing with one beat of it in hand, and short ways to add what a handout tells of."""

    def __init__(self, folder: Path, *, beat: str = "Winsford Wharton", practice: bool = False) -> None:
        """Make the book."""
        self.hold(a_book(folder, practice=practice), beat=beat)

    @classmethod
    def of(cls, book: BeatBook, *, beat: str = "Winsford Wharton") -> Parish:
        """Return a parish of a book that is there already."""
        parish = cls.__new__(cls)
        parish.hold(book, beat=beat)
        return parish

    def hold(self, book: BeatBook, *, beat: str) -> None:
        """Take a book and one of its beats in hand."""
        self.book = book
        self.beat = self.book.beats.known_as(beat)[0]

    def add(self, kind: type[Fact], **fields: Any) -> str:
        """Add a record of a kind and return its id."""
        fact = kind(id=self.book.world.new_id(), **fields)
        with self.book.change("Write it down"):
            self.book.section(kind.kind).add(fact)
        return fact.id

    def meeting(self, day: date = MEETING_DAY, **fields: Any) -> str:
        """Add a meeting of the beat at seven in the evening of a winter's day."""
        given = {"title": "Beat meeting", "starts": datetime(day.year, day.month, day.day, 19, tzinfo=UTC)}
        return self.add(Meeting, beat=self.beat.id, **{**given, **fields})

    def officer(self, name: str, rank: Rank = Rank.PCSO, **fields: Any) -> str:
        """Add an officer posted to the beat since the spring."""
        officer = self.add(Officer, name=name, rank=rank, **fields)
        self.add(Posting, officer=officer, beat=self.beat.id, starts=date(2026, 3, 2))
        return officer

    def hall(self, **fields: Any) -> str:
        """Add the community centre."""
        given: dict[str, Any] = {
            "name": "Wharton Community Centre",
            "place_kind": PlaceKind.COMMUNITY_HALL,
            "street": "School Road",
            "locality": "Wharton",
            "town": "Winsford",
            "postcode": "CW7 3EP",
            "latitude": 53.1955,
            "longitude": -2.5041,
            "access": "Step-free · hearing loop · parking behind the hall",
        }
        return self.add(Place, **{**given, **fields})

    def priority(self, title: str, chosen: date | None, *updates: tuple[date, str], **fields: Any) -> str:
        """Add a priority with its public updates."""
        given = {"title": title, "issue_date": chosen, "life": PriorityLife.IN_ACTION}
        priority = self.add(Priority, beat=self.beat.id, **{**given, **fields})
        for day, text in updates:
            self.add(PriorityUpdate, priority=priority, on=day, text=text, note="The lads from the flats.")
        return priority

    def concern(self, you_said: str, we_did: str, **fields: Any) -> str:
        """Add a concern whose wording may be published."""
        given: dict[str, Any] = {
            "raised_on": date(2026, 10, 14),
            "said": "As spoken, with names",
            "outcome": Outcome.DONE,
            "publishable": True,
        }
        return self.add(Concern, beat=self.beat.id, you_said=you_said, we_did=we_did, **{**given, **fields})

    def figure(self, measure: str, count: int, before: int | None, **fields: Any) -> str:
        """Add a reported figure of the twelve months to October."""
        given: dict[str, Any] = {
            "period_from": date(2025, 11, 1),
            "period_to": date(2026, 10, 31),
            "source": "data.police.uk",
        }
        return self.add(
            ReportedFigure, beat=self.beat.id, measure=measure, count=count, count_before=before, **{**given, **fields}
        )


def full_meeting(folder: Path) -> tuple[BeatBook, str]:
    """Return a book with a meeting of which everything can be told."""
    parish = Parish(folder, practice=True)
    parish.meeting(date(2026, 10, 14), life=MeetingLife.HELD, attendance=31)
    sam = parish.officer(
        "Sam Ashdown", phone="07700900417", email="sam.ashdown@example.org", drop_in="Library, Saturdays 10 to 12"
    )
    rhiannon = parish.officer("Rhiannon Pryce", Rank.PC, phone="07700 900108")
    dele = parish.add(Officer, name="Dele Oyelaran", rank=Rank.PC, phone="07700 900233")
    parish.add(
        Absence,
        officer=rhiannon,
        starts=date(2026, 12, 1),
        ends=date(2027, 1, 4),
        cover=dele,
        reason="Operation on a knee",
    )
    parish.priority(
        "The underpass on Station Road",
        date(2026, 9, 9),
        (date(2026, 11, 2), "Patrols on 14 evenings since the last meeting, most of them after nine."),
        (date(2026, 11, 20), "The council replaced four lights. Still to come: clearing the planting in January."),
        notes="The lads from the flats again",
    )
    parish.priority(
        "Parking at the school gates",
        date(2026, 6, 10),
        (date(2026, 11, 13), "Twenty-two drivers spoken to, six tickets. Cars on the zig-zags fell from 11 to 3."),
        life=PriorityLife.UNDER_REVIEW,
    )
    parish.priority(
        "Quad bikes on the flashes",
        date(2026, 9, 9),
        (date(2026, 9, 15), "Two bikes seized with the Rural Crime Team."),
    )
    parish.priority("Litter by the shops", date(2026, 11, 1), life=PriorityLife.PROPOSED)
    parish.priority(
        "Burglaries from sheds",
        date(2026, 3, 11),
        life=PriorityLife.CLOSED,
        closed=date(2026, 10, 14),
        action="None since June.",
    )
    parish.concern(
        "Nobody answers at the station desk on Saturdays",
        "The desk now opens 10 to 1. Out of hours ring 101.",
        told_back_on=date(2026, 10, 14),
        told_back_how="October meeting",
    )
    parish.concern(
        "Speeding on Crook Lane",
        "Checked five times: average 29 mph in a 30.",
        told_back_on=date(2026, 11, 12),
        told_back_how="Letter",
    )
    parish.concern(
        "CCTV for the play area",
        "We asked for lighting instead.",
        outcome=Outcome.COULD_NOT,
        because="there is no funding this year, and cameras would not see past the trees.",
    )
    parish.concern("Who is dealing at number 14", "Warrant in hand", publishable=False)
    for measure, count, before in (
        ("Burglary", 24, 31),
        ("Anti-social behaviour", 127, 151),
        ("Criminal damage and arson", 76, 70),
        ("Vehicle crime", 41, None),
    ):
        parish.figure(measure, count, before)
    parish.figure("Burglary", 31, None, period_from=date(2024, 11, 1), period_to=date(2025, 10, 31))
    hall = parish.hall()
    club = parish.add(Place, name="Over Bowling Club", street="Swanlow Lane", town="Winsford", postcode="CW7 1JE")
    parish.meeting(date(2027, 3, 10), venue=club)
    meeting = parish.meeting(
        venue=hall,
        ends=datetime(2026, 12, 9, 20, 30, tzinfo=UTC),
        venue_note="Use the side door; somebody will be there from 6.30 pm.",
        leads=sam,
        agenda=("Welcome, and who we are", "What we did since September", "You said, we did", "What should come next?"),
        feedback_link="https://www.example.org/tell-us/wharton",
        notes="Expect the lads from the flats",
        publicity="Posters in the flats",
    )
    return parish.book, meeting


def sparse_meeting(folder: Path) -> tuple[BeatBook, str]:
    """Return a book with a meeting of which little can be told: one officer away, one priority without news."""
    parish = Parish(folder, beat="Tattenhall")
    sam = parish.officer("Sam Ashdown")
    parish.add(Absence, officer=sam, starts=date(2026, 12, 1), ends=date(2026, 12, 20), reason="Leave")
    parish.priority("Hare coursing", None, action="Gates marked and watched with the farmers.")
    hall = parish.hall(
        name="St Oswald's Church Hall",
        street="",
        locality="Malpas",
        town="Malpas",
        postcode="SY14 8NU",
        latitude=None,
        longitude=None,
        access="",
    )
    return parish.book, parish.meeting(venue=hall, title="Winter meeting with the parish council")


def empty_meeting(folder: Path) -> tuple[BeatBook, str]:
    """Return a book with a meeting of which nothing is known but its hour, on a beat where nobody is posted."""
    parish = Parish(folder)
    parish.book.beats.get(parish.beat.id)
    return parish.book, parish.meeting()


def called_off_meeting(folder: Path) -> tuple[BeatBook, str]:
    """Return a book with a meeting that was called off, and a surgery that follows it."""
    parish = Parish(folder)
    parish.officer("Sam Ashdown", phone="07700 900417")
    meeting = parish.meeting(life=MeetingLife.CANCELLED, venue=parish.hall())
    parish.meeting(date(2027, 1, 13), life=MeetingLife.CANCELLED)
    parish.meeting(date(2027, 2, 10))
    return parish.book, meeting


def overfull_meeting(folder: Path) -> tuple[BeatBook, str]:
    """Return a book with a meeting of which there is more to tell than two sides hold."""
    parish = Parish(folder)
    for number in range(1, 9):
        parish.officer(
            f"Sam Ashdown the {number}th", phone=f"07700 90010{number}", drop_in="Library, Saturdays 10 to 12"
        )
    for number in range(1, 10):
        news = ("Two drivers were spoken to and the bollards came back. " * 4).strip()
        parish.priority(f"Parking in Lane {number}", date(2026, number, 4), (date(2026, 11, number), news))
    for number in range(1, 16):
        parish.concern(f"Lamp {number} on Station Road is out", "The council was told and has mended it. " * 3)
    return parish.book, parish.meeting(venue=parish.hall(), agenda=tuple(f"Point {number}" for number in range(1, 13)))


HOSTILE_TEXT = '<b>bold</b> &amp; <img src=x onerror="alert(1)"> {{7*7}} %s =cmd|x \x07 \u202eesrever 🚓'


def hostile_meeting(folder: Path) -> tuple[BeatBook, str]:
    """Return a book in which every text that reaches the paper is mischief."""
    parish = Parish(folder)
    with parish.book.change("Rename"):
        parish.book.beats.amend(parish.beat.id, name=HOSTILE_TEXT)
    parish.officer(HOSTILE_TEXT, phone="9" * 300, email="a" * 300, drop_in=HOSTILE_TEXT)
    parish.priority(HOSTILE_TEXT, date(2026, 9, 9), (date(2026, 11, 2), HOSTILE_TEXT + " مرحبا بكم " + "x" * 5000))
    parish.concern(HOSTILE_TEXT, "Ł" * 400, told_back_how=HOSTILE_TEXT)
    parish.figure(HOSTILE_TEXT, 3, 10**9, source=HOSTILE_TEXT)
    hall = parish.hall(name=HOSTILE_TEXT, street="y" * 300, access="z " * 150)
    meeting = parish.meeting(
        venue=hall,
        venue_note=HOSTILE_TEXT,
        agenda=(HOSTILE_TEXT,),
        feedback_link="javascript:alert(1)",
        title=HOSTILE_TEXT,
    )
    return parish.book, meeting


MEETINGS = {
    "full": full_meeting,
    "sparse": sparse_meeting,
    "empty": empty_meeting,
    "called_off": called_off_meeting,
    "overfull": overfull_meeting,
    "hostile": hostile_meeting,
}
