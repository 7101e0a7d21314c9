"""The sheet for a promise by itself: what, to whom, where, by when in a person's words, and who keeps it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.agreed import NOT_A_DAY, agreed_day
from wehere_desktop.neighbourhood.promise import Promise, check
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.visits.entry_sheet import EntrySheet
from wehere_desktop.screens.visits.my_team import owners
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


class PromiseSheet(EntrySheet):
    """A promise to be added, or one that is there to be changed."""

    def __init__(self, desk: Desk, promise: Promise, *, new: bool) -> None:
        """Show a promise that is not in the book yet, or (`new` false) one that is."""
        self._before, self._new = promise, new
        place = RecordPicker(desk, "place", name="Where", hint="A few letters of the place")
        contact = RecordPicker(desk, "contact", name="To whom", hint="A few letters of the name")
        fields = [
            field_of(Promise, "promised", long=True, lines=2, hint="Ask the council about the street lights"),
            Field("contact", "To whom"),
            Field("place", "Where"),
            Field("due", "Due by", hint="fri, in 2 weeks, 3 dec", under="Leave it empty if no day was agreed."),
            Field("owner", "Who keeps it", "choice", owners(desk, held=promise.owner)),
        ]
        super().__init__(
            desk, fields, "Add promise" if new else "Keep changes", editors={"place": place, "contact": contact}
        )
        due = f"{short_day(promise.due_on)} {promise.due_time}".strip() if promise.due_on is not None else ""
        self.form.fill(
            {
                "promised": promise.promised,
                "contact": promise.contact,
                "place": promise.place,
                "due": due,
                "owner": promise.owner,
            }
        )

    def keep_now(self, values: dict[str, Any]) -> None:
        """Add the promise, or write what was changed of it."""
        before, desk = self._before, self.desk
        # A day long agreed may stand although it is past by now
        since = min(before.due_on, desk.today()) if before.due_on is not None else desk.today()
        due = agreed_day(values.pop("due"), today=desk.today(), since=since)
        if due is None:
            raise Refusal("That is not a day to come.", remedy=NOT_A_DAY, field="due")
        after = replace(before, due_on=due[0], due_time=due[1], **values)
        found = [replace_field(each) for each in check(after)]
        if found:
            desk.notices.refuse(found, self)
            return
        names = ("promised", "contact", "place", "owner", "due_on", "due_time")
        fields = {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
        desk.change(
            "Add a promise" if self._new else "Edit a promise",
            lambda book: book.promises.add(after) if self._new else book.promises.amend(before.id, **fields),
            owner=self,
            form=self.form,
            then=self.done,
            failed=self.give_back,
            say="Promise added" if self._new else "Promise changed",
        )


def replace_field(refusal: Refusal) -> Refusal:
    """Return a refusal pinned to the sheet's own field for the day."""
    field = "due" if refusal.field in {"due_on", "due_time"} else refusal.field
    return Refusal(refusal.sentence, remedy=refusal.remedy, field=field, kind=refusal.kind)
