"""What was raised at a meeting is settled, one or many at a time: an owner, an answer, or a priority."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.concern import Concern, Outcome
from wehere_desktop.records.telling_back import answer, concern_in_words
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook


def named(concerns: Sequence[Concern]) -> str:
    """Return what is settled in words: its own for one, “4 points” for several."""
    return f"“{concern_in_words(concerns[0])}”" if len(concerns) == 1 else counted(len(concerns), "point")


class OwnerSheet(Paper):
    """Somebody sees to it."""

    def __init__(self, desk: Desk, meeting: Meeting, concerns: Sequence[Concern]) -> None:
        """Ask who."""
        self._concerns = tuple(concerns)
        today = desk.today()

        def team() -> list[str]:
            posted = [each.officer for each in desk.book.postings.on_beat(meeting.beat, today)]
            return list(dict.fromkeys((*posted, desk.book.holder)))

        who = RecordPicker(desk, "officer", name="Who sees to it", hint="Type a name or a collar number", first=team)
        super().__init__(
            desk, [Field("owner", "Who sees to it", required=True)], "Keep", say=named(concerns), editors={"owner": who}
        )
        self.begin("owner")

    def keep_typed(self) -> None:
        """Give each the owner."""
        owner, ids = self.one("owner"), [each.id for each in self._concerns]
        if not owner:
            raise Refusal("It does not say who.", remedy="Choose an officer.", field="owner", kind="missing")
        self.write(
            f"Somebody sees to {named(self._concerns)}",
            lambda book: book.concerns.amend_all((each, {"owner": owner, "to_sort": False}) for each in ids),
        )


class PrioritySheet(Paper):
    """It becomes part of a priority."""

    def __init__(self, desk: Desk, meeting: Meeting, concerns: Sequence[Concern]) -> None:
        """Ask which."""
        self._concerns = tuple(concerns)

        def live() -> list[str]:
            return [each.id for each in desk.book.priorities.live([meeting.beat])]

        which = RecordPicker(desk, "priority", name="Priority", hint="↓ shows those of the beat", first=live)
        super().__init__(
            desk,
            [Field("priority", "Part of which priority", required=True)],
            "Keep",
            say=named(concerns),
            editors={"priority": which},
        )
        self.begin("priority")

    def keep_typed(self) -> None:
        """Make each part of the priority."""
        priority, ids = self.one("priority"), [each.id for each in self._concerns]
        if not priority:
            raise Refusal("It does not say which.", remedy="Choose a priority.", field="priority", kind="missing")
        self.write(
            f"{named(self._concerns)} into a priority",
            lambda book: book.concerns.amend_all((each, {"priority": priority, "to_sort": False}) for each in ids),
        )


class AnswerSheet(Paper):
    """It has an answer."""

    def __init__(self, desk: Desk, concerns: Sequence[Concern]) -> None:
        """Ask what came of it, in words that may be published."""
        self._concerns = tuple(concerns)
        choices = [(Outcome.DONE.value, "Done"), (Outcome.COULD_NOT.value, "We could not, because")]
        first = concerns[0]
        one = len(concerns) == 1
        super().__init__(
            desk,
            [
                Field("outcome", "What came of it", "choice", choices),
                field_of(Concern, "we_did", label="What we did", lines=3),
                field_of(Concern, "because", label="Why we could not", lines=2),
                field_of(Concern, "to_raiser", lines=2, under="Never published."),
            ],
            "Keep the answer",
            say=f"{named(concerns)}. The first two may be read by everybody once the wording is marked for it.",
            filled={
                "outcome": (first.outcome if first.outcome is Outcome.COULD_NOT else Outcome.DONE).value,
                "we_did": first.we_did if one else "",
                "because": first.because if one else "",
                "to_raiser": first.to_raiser if one else "",
            },
        )
        self.begin("outcome")

    def keep_typed(self) -> None:
        """Answer each."""
        outcome = Outcome(self.typed("outcome"))
        words = {name: self.typed(name) or None for name in ("we_did", "because", "to_raiser")}
        ids = [each.id for each in self._concerns]

        def work(book: BeatBook) -> None:
            for each in ids:
                answer(book, each, outcome, **words)

        self.write(f"Answer {named(self._concerns)}", work)
