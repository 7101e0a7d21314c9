"""The sheets about one officer: adding them in seconds, changing what is known, and their leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.officer import Officer, Rank
from wehere_desktop.records.staffing import leave, leaving, post
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed, short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

NOWHERE = ("", "Not yet")
GIVEN_TO_THE_PUBLIC = "Given to the public."


def unit_choices(desk: Desk, *, first: tuple[str, str] = NOWHERE) -> list[tuple[str, str]]:
    """Return the units in being today to choose from, after a first choice of none."""
    return [first, *((each.id, each.name) for each in desk.book.lpus.current(desk.today()))]


def beat_picker(desk: Desk, lpu: str = "") -> RecordPicker:
    """Return a field for a beat; those of a unit are offered first, else of the person's own."""
    unit = lpu or desk.mine().lpu

    def first() -> list[str]:
        return [each.id for each in desk.book.beats.in_lpu(unit, desk.today())] if unit else []

    return RecordPicker(desk, "beat", name="Beat", hint="A few letters of the beat, or ↓ for the unit's", first=first)


class AddSheet(Paper):
    """A new officer: name, rank, number, and where they are posted from when."""

    def __init__(self, desk: Desk, *, beat: str = "", lpu: str = "") -> None:
        """Ask for an officer; their beat may be known already, or the unit whose beats are offered first."""
        self.beat = beat_picker(desk, lpu)
        fields = [
            field_of(Officer, "name", hint="First and family name"),
            field_of(Officer, "rank"),
            field_of(Officer, "number"),
            Field("beat", "Posted to the beat"),
            Field("lpu", "Or to a whole unit", "choice", unit_choices(desk)),
            Field("starts", "From", "day", hint="today", required=True),
            field_of(Officer, "phone", under=GIVEN_TO_THE_PUBLIC),
            field_of(Officer, "email", under=GIVEN_TO_THE_PUBLIC),
        ]
        filled = {"rank": Rank.PCSO, "beat": beat, "starts": "today"}
        super().__init__(desk, fields, "Add the officer", editors={"beat": self.beat}, filled=filled)
        self.begin("name")

    def said(self) -> list[tuple[str, bool]]:
        """Point out somebody of the same name or number who is in the book."""
        typed = self.form.typed()
        found = {
            each.id: each
            for words in (typed["name"], typed["number"])
            if words.strip()
            for each in self.desk.book.officers.known_as(words)
        }
        left = {each.id: f", left {short_day(each.ended)}" for each in found.values() if each.ended is not None}
        return [
            (f"In the book already: {each.rank} {each.name} {each.number}".rstrip() + left.get(each.id, "") + ".", True)
            for each in found.values()
        ]

    def keep_typed(self) -> None:
        """Add the officer and their posting in one change."""
        typed, beat, starts = self.form.typed(), self.one("beat"), self.day("starts")
        name, lpu = typed["name"].strip(), typed["lpu"]
        if not name:
            raise Refusal(
                "The officer needs a name.", remedy="As the public may know it.", field="name", kind="missing"
            )
        told = {each: typed[each].strip() for each in ("number", "phone", "email")}

        def work(book: BeatBook) -> str:
            new = Officer(id=book.world.new_id(), name=name, rank=Rank(typed["rank"]), started=starts, **told)
            officer = book.officers.add(new).id
            if beat or lpu:
                post(book, officer, beat=beat, lpu=lpu, starts=starts)
            return officer

        self.write(f"Add {typed['rank']} {name}", work, opens=lambda officer: officer)


EDITED = ("name", "rank", "number", "phone", "email", "drop_in", "started")


class EditSheet(Paper):
    """What a team may change of an officer; that they have left is said elsewhere."""

    def __init__(self, desk: Desk, officer: Officer) -> None:
        """Show the officer as they are."""
        self._officer = officer
        under = {
            "phone": GIVEN_TO_THE_PUBLIC,
            "email": GIVEN_TO_THE_PUBLIC,
            "drop_in": "Such as: Mondays 2 to 4 pm at the library. Given to the public.",
            "number": "Stays inside the force.",
        }
        fields = [field_of(Officer, each, under=under.get(each, "")) for each in EDITED]
        filled = {each: getattr(officer, each) for each in EDITED}
        super().__init__(desk, fields, "Save", filled=filled)
        self.begin("name")

    def keep_typed(self) -> None:
        """Write what differs."""
        values: dict[str, Any] = self.form.values()
        values["rank"] = Rank(values["rank"])
        if not values["name"]:
            raise Refusal(
                "The officer needs a name.", remedy="As the public may know it.", field="name", kind="missing"
            )
        officer = self._officer.id
        changed = {name: value for name, value in values.items() if value != getattr(self._officer, name)}
        self.write(f"Edit {values['rank']} {values['name']}", lambda book: book.officers.amend(officer, **changed))


class LeaveSheet(Paper):
    """An officer leaves: their last day, and what ends with it, told before it is done."""

    def __init__(self, desk: Desk, officer: Officer) -> None:
        """Ask for the last day."""
        self._officer = officer
        say = f"{officer.name} stays in the book with all they did. What they hold ends on their last day."
        fields = [Field("last", "Last day", "day", hint="today", required=True)]
        super().__init__(desk, fields, f"{officer.name} leaves", say=say, filled={"last": "today"}, grave=True)
        self.begin("last")

    def said(self) -> list[tuple[str, bool]]:
        """Tell what will end."""
        last = self.day("last")
        if last is None:
            return []
        found = leaving(self.desk.book, self._officer.id, last)
        ends = [
            counted(len(part), one)
            for part, one in ((found.postings, "posting"), (found.duties, "place"), (found.absences, "absence"))
            if part
        ]
        said = [(f"On {short_day(last)} this ends: {listed(ends)}." if ends else "Nothing else ends with it.", False)]
        if found.duties:
            said.append(("Their places will have nobody unless you hand them over first.", True))
        if found.covering:
            said.append((f"They are to cover {counted(len(found.covering), 'absence')} after that.", True))
        return said

    def keep_typed(self) -> None:
        """End it all in one change."""
        last, officer = self.day("last"), self._officer
        self.write(f"{officer.rank} {officer.name} leaves", lambda book: leave(book, officer.id, last))
