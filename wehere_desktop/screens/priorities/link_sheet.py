"""The sheet on which open concerns become part of a priority: those most alike are there to be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from wehere_desktop.desk.forms import Field
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Text, column
from wehere_desktop.neighbourhood.trail import is_closed
from wehere_desktop.records.telling_back import concern_in_words
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.neighbourhood.priority import Priority
    from wehere_desktop.records.beatbook import BeatBook

OFFERED = 10


class ConcernChoice(QWidget):
    """Open concerns to be ticked, and a field that finds any other by its words."""

    changed = Signal()

    def __init__(self, desk: Desk, offered: Sequence[Concern]) -> None:
        """Offer some concerns, the likeliest first."""
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self.picker = RecordPicker(
            desk, "concern", name="Another concern", several=True, hint="Another: type a few words of what was said"
        )
        self.picker.changed.connect(self.changed)
        whole = column(spacing=8)
        for each in offered:
            day = f"{short_day(each.raised_on, today=desk.today())}: " if each.raised_on is not None else ""
            box = QCheckBox(f"{day}{concern_in_words(each)}".replace("&", "&&"))
            box.setAccessibleName(f"{day}{concern_in_words(each)}")
            box.toggled.connect(lambda _: self.changed.emit())
            self._boxes[each.id] = box
            whole.addWidget(box)
        if not offered:
            whole.addWidget(Text("No other concern of this beat is open.", tone="quiet", wrap=True))
        whole.addWidget(self.picker)
        self.setLayout(whole)
        self.setFocusProxy(next(iter(self._boxes.values()), self.picker))

    def ids(self) -> tuple[str, ...]:
        """Return the concerns that are ticked or picked."""
        ticked = [each for each, box in self._boxes.items() if box.isChecked()]
        return tuple(dict.fromkeys([*ticked, *self.picker.ids()]))

    def put(self, ids: Sequence[str]) -> None:
        """Tick or pick these instead."""
        for each, box in self._boxes.items():
            box.setChecked(each in ids)
        self.picker.put([each for each in ids if each not in self._boxes])

    def set_refused(self, refused: bool) -> None:  # noqa: FBT001 - a plain switch, as Qt has them
        """Mark the field as refused, or take the mark away."""
        self.picker.set_refused(refused)


class LinkSheet(Paper):
    """Open concerns become part of a priority, so that whoever raised them is told when it is closed."""

    def __init__(self, desk: Desk, priority: Priority) -> None:
        """Offer the open concerns of the beat that are part of nothing, those most alike before the others."""
        self._priority = priority
        self.choice = ConcernChoice(desk, _fitting(desk.book, priority))
        fields = [Field("concerns", "Which concerns are part of it?", required=True)]
        say = "Whoever raised them is told back when the priority is closed. Those most alike stand first."
        super().__init__(desk, fields, "Link them", say=say, editors={"concerns": self.choice})
        self.begin("concerns")

    def keep_typed(self) -> None:
        """Link them."""
        chosen, priority = self.choice.ids(), self._priority
        if not chosen:
            raise Refusal("No concern has been chosen.", remedy="Tick or find one.", field="concerns", kind="missing")

        def work(book: BeatBook) -> None:
            for each in book.concerns.many(chosen):
                if is_closed(each):
                    raise Refusal(
                        f"People have been told back about “{concern_in_words(each)}” already.",
                        remedy="Leave it out.",
                        field="concerns",
                        kind="closed",
                    )
                book.concerns.amend(each.id, priority=priority.id, to_sort=False)

        self.write(f"Link concerns to “{priority.title}”", work)


def _fitting(book: BeatBook, priority: Priority) -> list[Concern]:
    alike = book.concerns.similar(f"{priority.title} {priority.issue}", None, (priority.beat,))
    every = [*(each.of for each in alike), *book.concerns.open_on((priority.beat,))]
    free = {each.id: each for each in every if not each.priority and not is_closed(each)}
    return list(free.values())[:OFFERED]
