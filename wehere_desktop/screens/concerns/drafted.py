"""The drafts of concerns that a crash or a hurried evening left behind: which there are, and going on with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.drafts import drafts_left, drop_draft, when_typed
from wehere_desktop.screens.concerns.concern_sheet import WHAT, sheet_of_draft
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.drafts import Draft


def left_behind(desk: Desk) -> list[Draft]:
    """Return the drafts to go on with, latest first; one that was filed after all is dropped on the way."""
    found = []
    for draft in drafts_left(desk, WHAT):
        if draft.body.get("new", True) and desk.book.concerns.find(draft.id) is not None:
            drop_draft(desk, draft.id)
        else:
            found.append(draft)
    return found


def in_words(desk: Desk, drafts: list[Draft]) -> str:
    """Return the sentence that offers them: “You were typing the concern “Parking on the zigzags” (18:42).”."""
    first = drafts[0]
    title = first.title if first.title.startswith("changes") else f"the {first.title}"
    more = f", and {counted(len(drafts) - 1, 'other')}" if len(drafts) > 1 else ""
    return f"You were typing {title} ({when_typed(first, desk)}){more}."


def offer(desk: Desk) -> None:
    """Ask whether to go on with what was left behind, once, when a book has been opened."""
    drafts = left_behind(desk)
    if not drafts:
        return

    def answered(yes: bool) -> None:  # noqa: FBT001 - the answer to a question
        if yes:
            go_on(desk, drafts[0])

    desk.notices.ask(
        in_words(desk, drafts),
        answered,
        more="It is kept as a draft; the page You said has it too, and throws it away if you want.",
        yes="Go on",
        no="Later",
    )


def go_on(desk: Desk, draft: Draft) -> None:
    """Lay the sheet that goes on with a draft."""
    desk.show_sheet(*sheet_of_draft(desk, draft))
