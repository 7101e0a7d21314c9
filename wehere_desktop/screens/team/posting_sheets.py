"""The sheets about postings and absences: posting somebody, ending a posting, going away with or without cover."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.cover import cautions, check_absence, known_as
from wehere_desktop.neighbourhood.officer import Absence
from wehere_desktop.records.staffing import DAY, end_posting, post
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.team.officer_sheets import beat_picker, unit_choices
from wehere_desktop.screens.team.words import posted_to
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.neighbourhood.officer import Officer, Posting
    from wehere_desktop.records.beatbook import BeatBook

OPEN_END = "empty while no end is known"


def officer_picker(desk: Desk, name: str, first: Callable[[], Sequence[str]] | None = None) -> RecordPicker:
    """Return a field for an officer, by name or collar number."""
    return RecordPicker(desk, "officer", name=name, hint="Type a name or a collar number", first=first)


def nearby(desk: Desk, beat: Beat | None, lpu: str) -> list[str]:
    """Return the officers to offer first: those of a beat, then those of its unit (ids)."""
    book, today = desk.book, desk.today()
    found = [each.officer for each in book.postings.on_beat(beat.id, today)] if beat is not None else []
    found += [each.officer for each in book.postings.in_lpu(lpu, today)] if lpu else []
    return list(dict.fromkeys(found))


class PostSheet(Paper):
    """An officer is posted to a beat or a unit: begun from the officer, or from the beat that has nobody."""

    def __init__(self, desk: Desk, *, officer: Officer | None = None, beat: Beat | None = None) -> None:
        """Ask for what is not known yet."""
        self._officer, self._beat = officer, beat
        who = officer_picker(desk, "Officer", lambda: nearby(desk, beat, beat.lpu if beat is not None else ""))
        where = beat_picker(desk)
        editors = {"officer": who, "beat": where}
        fields = [Field("officer", "Officer", required=True)] if officer is None else []
        if beat is None:
            fields.append(Field("beat", "To the beat"))
            fields.append(Field("lpu", "Or to a whole unit", "choice", unit_choices(desk, first=("", "–"))))
        fields += [
            Field("starts", "From", "day", hint="today", required=True),
            Field("ends", "Last day", "day", hint=OPEN_END),
            Field("instead", "This ends where they are posted now", "yes_no"),
        ]
        shown = {name: each for name, each in editors.items() if any(field.name == name for field in fields)}
        words = f"{officer.name} is posted" if officer is not None else "Post the officer"
        say = f"To {beat.name}." if beat is not None else ""
        filled = {"starts": "today", "instead": officer is not None}
        super().__init__(desk, fields, words, say=say, editors=shown, filled=filled)
        self.begin(fields[0].name)

    def said(self) -> list[tuple[str, bool]]:
        """Say where they are posted now, and whether that ends."""
        officer = self._officer.id if self._officer is not None else next(iter(self.form.typed()["officer"]), "")
        starts = self.day("starts") or self.desk.today()
        book = self.desk.book
        held = [each for each in book.postings.of(officer) if each.ends is None or each.ends >= starts]
        instead = bool(self.form.typed()["instead"])
        return [
            (
                f"Posted now to {posted_to(book, each)}"
                + (f", until {_before(starts)}." if instead else ", and stays."),
                False,
            )
            for each in held
            if each.starts is None or each.starts <= starts
        ]

    def keep_typed(self) -> None:
        """Post them in one change."""
        typed = self.form.typed()
        officer = self._officer.id if self._officer is not None else self.one("officer")
        beat = self._beat.id if self._beat is not None else self.one("beat")
        lpu = typed.get("lpu", "")
        starts = self.day("starts")
        ends = self.day("ends", since=starts)
        who = self.desk.book.officers.find(officer)
        name = known_as(who) if who is not None else "an officer"
        self.write(
            f"Post {name}",
            lambda book: post(
                book, officer, beat=beat, lpu=lpu, starts=starts, ends=ends, instead=bool(typed["instead"])
            ),
        )


class PostingSheet(Paper):
    """A posting that is kept: its last day may be set, moved or taken away."""

    def __init__(self, desk: Desk, posting: Posting, officer: Officer) -> None:
        """Ask for the last day."""
        self._posting, self._officer = posting, officer
        since = f" since {short_day(posting.starts)}" if posting.starts is not None else ""
        say = f"{known_as(officer)} is posted to {posted_to(desk.book, posting)}{since}."
        fields = [Field("ends", "Last day", "day", hint=OPEN_END)]
        super().__init__(desk, fields, "Save", say=say, filled={"ends": posting.ends or "today"})
        self.begin("ends")

    def keep_typed(self) -> None:
        """Write the last day."""
        posting = self._posting
        ends = self.day("ends", since=posting.starts)
        if ends is not None and posting.starts is not None and ends < posting.starts:
            raise Refusal(
                f"The posting begins on {short_day(posting.starts)}.",
                remedy="Give a day from then on.",
                field="ends",
                kind="order",
            )

        def work(book: BeatBook) -> None:
            if ends is not None and (posting.ends is None or ends < posting.ends):
                end_posting(book, posting, ends)
            else:
                book.postings.amend(posting.id, ends=ends)

        self.write(f"Change the posting of {known_as(self._officer)}", work)


class AbsenceSheet(Paper):
    """Days away, first and last included, who covers, and why; what does not go together is said at once."""

    def __init__(self, desk: Desk, officer: Officer, absence: Absence | None = None) -> None:
        """Ask for an absence, or show one that is in the book."""
        self._officer = officer
        self._new = absence is None
        self._before = absence or Absence(id=desk.book.world.new_id(), officer=officer.id)
        self.cover = officer_picker(desk, "Covered by", self._colleagues)
        fields = [
            Field("starts", "First day away", "day", hint="today", required=True),
            Field("ends", "Last day away", "day", hint="Friday, 12 Dec", required=True),
            Field("cover", "Covered by", under="Named on papers for the public."),
            field_of(Absence, "reason", hint="Annual leave", under="Never published."),
        ]
        starts = "today" if absence is None else absence.starts
        filled = {
            "starts": starts,
            "ends": self._before.ends,
            "cover": self._before.cover,
            "reason": self._before.reason,
        }
        words = "Keep the absence" if self._new else "Save"
        super().__init__(desk, fields, words, editors={"cover": self.cover}, filled=filled)
        self.begin("ends" if self._new else "starts")

    def said(self) -> list[tuple[str, bool]]:
        """Say how long it is, and what does not go together."""
        absence, book = self._typed(), self.desk.book
        if absence.starts is None or absence.ends is None or absence.ends < absence.starts:
            return []
        days = counted((absence.ends - absence.starts).days + 1, "day")
        said = [(f"Away {days}, from {short_day(absence.starts)} to {short_day(absence.ends)}.", False)]
        others = [*book.absences.of(absence.officer), *(book.absences.of(absence.cover) if absence.cover else [])]
        officers = {each.id: each for each in book.officers.many([absence.officer, absence.cover])}
        return said + [(each, True) for each in cautions(absence, others, officers)]

    def keep_typed(self) -> None:
        """Keep the absence in one change."""
        self.one("cover")
        absence = self._typed()
        found = check_absence(absence)
        if found:
            self.keep_button.setEnabled(True)
            self.desk.notices.refuse(found, self.form)
            return
        label = f"{known_as(self._officer)} away"
        if self._new:
            self.write(label, lambda book: book.absences.add(absence))
            return
        fields = {name: getattr(absence, name) for name in ("starts", "ends", "cover", "reason")}
        self.write(f"Change: {label}", lambda book: book.absences.amend(absence.id, **fields))

    def _typed(self) -> Absence:
        starts = self.day("starts")
        return replace(
            self._before,
            starts=starts,
            ends=self.day("ends", since=starts),
            cover=next(iter(self.cover.ids()), ""),
            reason=str(self.form.typed()["reason"]).strip(),
        )

    def _colleagues(self) -> list[str]:
        book, today = self.desk.book, self.desk.today()
        held = [each for each in book.postings.of(self._officer.id) if each.ends is None or each.ends >= today]
        found: list[str] = []
        for each in held:
            beat = book.beats.find(each.beat) if each.beat else None
            found += nearby(self.desk, beat, each.lpu or (beat.lpu if beat is not None else ""))
        return [each for each in dict.fromkeys(found) if each != self._officer.id]


def _before(day: date) -> str:
    return short_day(day - DAY)
