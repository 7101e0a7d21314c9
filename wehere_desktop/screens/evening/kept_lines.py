"""What is kept of an evening while it is being typed, so that a crash loses no more than a second of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.drafts import drop_draft, when_typed
from wehere_desktop.screens.evening.filing import Typed
from wehere_desktop.screens.evening.what import WHAT

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.drafts import Draft


@dataclass(frozen=True, slots=True)
class KeptEvening:
    """Everything of one meeting that is typed and not in the book: the line, those on their way, counts and the item.

    `aside` is the line that was put aside to change another. `hands` are counts by proposal, as typed.
    """

    meeting: str
    line: Typed
    aside: Typed | None = None
    on_their_way: tuple[Typed, ...] = ()
    attendance: str | None = None
    hands: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    group: str = ""

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to keep."""
        aside = self.aside is not None and bool(self.aside.line.strip())
        typed = bool(self.line.line.strip() or self.group.strip())
        return not (typed or aside or self.on_their_way or self.attendance is not None or self.hands)

    def body(self) -> dict[str, Any]:
        """Return it as a draft holds it."""
        return {
            "meeting": self.meeting,
            "line": _plain(self.line),
            "aside": _plain(self.aside) if self.aside is not None else None,
            "on_their_way": [_plain(each) for each in self.on_their_way],
            "attendance": self.attendance,
            "hands": {proposal: list(counts) for proposal, counts in self.hands.items()},
            "group": self.group,
        }


def draft_id(meeting: str) -> str:
    """Return the id of the draft of a meeting's evening; there is one of each."""
    return f"{WHAT}-{meeting}"


def kept_for(desk: Desk, meeting: str) -> KeptEvening | None:
    """Return what was left behind of an evening, or None; lines that were filed after all are left out."""
    wanted = draft_id(meeting)
    draft = next((each for each in desk.book.drafts.of(what=WHAT) if each.id == wanted), None)
    return _from(desk, draft) if draft is not None else None


def _from(desk: Desk, draft: Draft) -> KeptEvening:
    body = draft.body
    line, aside = _typed(body.get("line")), _typed(body.get("aside"))
    lines = [_typed(each) for each in body.get("on_their_way") or ()]
    if _is_filed(desk, line):
        line = Typed(desk.book.world.new_id(), "")
    typed = body.get("hands") or {}
    hands = {str(key): three for key, counts in typed.items() if any(three := _three(counts))}
    attendance = body.get("attendance")
    return KeptEvening(
        str(body.get("meeting", "")),
        line,
        None if aside.line == "" or _is_filed(desk, aside) else aside,
        tuple(each for each in lines if each.line and not _is_filed(desk, each)),
        str(attendance) if attendance is not None else None,
        hands,
        str(body.get("group") or ""),
    )


def offer(desk: Desk) -> None:
    """Say once, when a book has been opened, that lines of an evening are kept, and lead to them."""
    for draft in desk.book.drafts.of(what=WHAT):
        kept = _from(desk, draft)
        meeting = desk.book.meetings.find(kept.meeting)
        if meeting is None or kept.empty:
            drop_draft(desk, draft.id)
            continue
        desk.notices.ask(
            f"Something typed at “{meeting.title}” ({when_typed(draft, desk)}) is not filed yet.",
            partial(_go_on, desk, meeting.id),
            more="It is kept as it was typed, and waits for you in the room.",
            yes="Go on",
            no="Later",
        )
        return


def _go_on(desk: Desk, meeting: str, yes: bool) -> None:  # noqa: FBT001 - the answer to a question
    if yes:
        desk.open(WHAT, meeting)


def _is_filed(desk: Desk, typed: Typed) -> bool:
    """Say whether a line is in the book; a line that changes another is filed again, which does no harm."""
    book, record = desk.book, typed.id
    return bool(record) and any(
        section.find(record) is not None for section in (book.concerns, book.promises, book.proposals)
    )


def _plain(typed: Typed) -> dict[str, str]:
    return {"id": typed.id, "line": typed.line, "changes": typed.changes}


def _typed(kept: Any) -> Typed:
    found = kept if isinstance(kept, dict) else {}
    return Typed(str(found.get("id", "")), str(found.get("line", "")), str(found.get("changes", "")))


def _three(counts: Any) -> tuple[str, str, str]:
    found = [str(each) for each in counts] if isinstance(counts, list) else []
    return (*found, "", "", "")[0], (*found, "", "", "")[1], (*found, "", "", "")[2]
