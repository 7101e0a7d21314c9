"""Two people side by side: what both say alike, what either adds, and a choice where they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from wehere_desktop.desk.pieces import Button, Card, EmptyState, ScrollPage, Text, clear, column, row, rule
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.fact import field_named, fields_of
from wehere_desktop.records.merging import Difference, differences, joined
from wehere_desktop.wording import ago, counted, short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

LABEL = 148
SHORT = 34


@dataclass(frozen=True, slots=True)
class Both:
    """Two people, the one in the book for longer kept, each with a line about roles and one about what is logged."""

    kept: Contact
    other: Contact
    roles: tuple[str, str]
    logged: tuple[str, str]
    differences: tuple[Difference, ...]


def both_of(book: BeatBook, one: str, other: str, today: date) -> Both | None:
    """Return two people side by side, or None if either is gone."""
    people = sorted(book.contacts.many([one, other]), key=lambda each: (str(each.created), each.id))
    if len(people) < 2:  # noqa: PLR2004 - the two
        return None
    kept, gone = people
    return Both(
        kept,
        gone,
        (_roles(book, kept.id, today), _roles(book, gone.id, today)),
        (_logged(book, kept.id, today), _logged(book, gone.id, today)),
        tuple(differences(kept, gone)),
    )


def _roles(book: BeatBook, contact: str, today: date) -> str:
    held = book.contact_roles.of_contacts([contact], today)
    names = {each.id: each.name for each in book.places.many({role.place for role in held})}
    said = [", ".join(part for part in (role.role, names.get(role.place, "")) if part) for role in held]
    return "; ".join(said) or "no role now"


def _logged(book: BeatBook, contact: str, today: date) -> str:
    visits = book.visits.of_contact(contact)
    seen = f", last {ago(visits[0].on, today)}" if visits and visits[0].on is not None else ""
    more = [f"{counted(len(visits), 'visit')}{seen}"]
    for number, word in (
        (len(book.questionnaires.of_contact(contact)), "questionnaire"),
        (len(book.promises.of_contact(contact)), "promise"),
    ):
        if number:
            more.append(counted(number, word))
    return ", ".join(more)


class MergeView(Card):
    """Widgets only: it shows a pair, and says whether to merge them or to keep them apart."""

    asked_to_merge = Signal(object)
    told_apart = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Begin with nobody."""
        super().__init__(tight=True)
        self._desk = desk
        self._both: Both | None = None
        self._groups: dict[str, tuple[Difference, QButtonGroup]] = {}
        self.setAccessibleName("The two side by side")
        self._page = ScrollPage(margins=(18, 14, 18, 18), spacing=8)
        self.body.addWidget(self._page)
        self.merge = Button("Merge into one", self._merge, rank="first")
        self.apart = Button("Not the same", self._tell_apart)
        self._foot = QWidget()
        buttons = row(spacing=8, margins=(18, 10, 18, 12))
        buttons.addWidget(self.merge)
        buttons.addWidget(self.apart)
        said = "One record is left, with all visits, roles, promises and answers of both. Undo brings back the two."
        buttons.addWidget(Text(said, tone="quiet", step="small", wrap=True), 1)
        self._foot.setLayout(buttons)
        self.body.addWidget(rule())
        self.body.addWidget(self._foot)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that there is nothing to choose."""
        self._both = None
        self._groups = {}
        self._foot.hide()
        clear(self._page.body)
        self._page.body.addStretch(2)
        words = "A pair chosen at the left stands here side by side."
        self._page.body.addWidget(EmptyState(self._desk.look, "merge", "Nothing to settle", words))
        self._page.body.addStretch(3)

    def show_both(self, both: Both) -> None:
        """Show a pair."""
        if both == self._both:
            self.give_back()
            return
        self._both = both
        self._groups = {}
        self._foot.setVisible(not self._desk.book.read_only)
        self.give_back()
        body = self._page.body
        clear(body)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, self._desk.look.px(LABEL))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for at, person in enumerate((both.kept, both.other), 1):
            head = column(spacing=1)
            head.addWidget(Text(person.name, step="title", wrap=True))
            head.addWidget(Text(both.roles[at - 1], tone="quiet", wrap=True))
            head.addWidget(Text(both.logged[at - 1], tone="quiet", step="small", wrap=True))
            entered = person.created.date() if person.created is not None else None
            words = f"in the book since {short_day(entered)}" if entered is not None else ""
            head.addWidget(Text(words, tone="quiet", step="small", wrap=True))
            grid.addLayout(head, 0, at, Qt.AlignmentFlag.AlignTop)
        line = 1
        if both.differences:
            grid.addWidget(Text("Choose where they differ", strong=True), line, 0, 1, 3)
            line += 1
        for each in both.differences:
            self._lay_choice(grid, line, each)
            line += 1
        alike = _alike(both)
        if alike:
            grid.addWidget(Text("Taken over as it is", strong=True), line, 0, 1, 3)
            line += 1
        for label, words in alike:
            grid.addWidget(Text(label, tone="quiet"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(words, wrap=True), line, 1, 1, 2)
            line += 1
        body.addLayout(grid)
        body.addStretch(1)

    def chosen(self) -> dict[str, Any]:
        """Return what is to stand, by field, where the two differ."""
        found: dict[str, Any] = {}
        for name, (difference, group) in self._groups.items():
            found[name] = (difference.kept, difference.other, joined(difference) if difference.joins else None)[
                max(group.checkedId(), 0)
            ]
        return found

    def stops(self) -> list[QWidget]:
        """Return what takes the focus, in the order in which it is read."""
        buttons = [button for _, group in self._groups.values() for button in group.buttons()]
        return [*buttons, self.merge, self.apart]

    def give_back(self) -> None:
        """Let the person choose again."""
        self.merge.setEnabled(True)

    def _lay_choice(self, grid: QGridLayout, line: int, difference: Difference) -> None:
        group = QButtonGroup(self)
        grid.addWidget(Text(difference.label, tone="quiet", wrap=True), line, 0, Qt.AlignmentFlag.AlignTop)
        for at, value in enumerate((difference.kept, difference.other)):
            words = _words(value)
            short = len(words) <= SHORT * 100 // self._desk.look.scale
            button = QRadioButton(words.replace("&", "&&") if short else "")
            button.setAccessibleName(f"{difference.label}: {words}")
            group.addButton(button, at)
            held = row(spacing=6)
            held.addWidget(button, int(short), Qt.AlignmentFlag.AlignTop)
            if not short:
                # The words of a button cannot go on to a second line
                held.addWidget(Text(words, wrap=True), 1)
            box = QWidget()
            box.setLayout(held)
            grid.addWidget(box, line, at + 1, Qt.AlignmentFlag.AlignTop)
        group.button(_first(difference)).setChecked(True)
        if difference.joins:
            both = QRadioButton("both")
            both.setAccessibleName(f"{difference.label}: both, one after the other")
            group.addButton(both, 2)
            grid.addWidget(both, line, 3, Qt.AlignmentFlag.AlignTop)
            both.setChecked(True)
        self._groups[difference.name] = (difference, group)

    def _merge(self) -> None:
        if self._both is not None:
            self.merge.setEnabled(False)
            self.asked_to_merge.emit(self._both)

    def _tell_apart(self) -> None:
        if self._both is not None:
            self.told_apart.emit(self._both)


def _first(difference: Difference) -> int:
    """Return which of the two values stands unless somebody chooses: caution for publishing, else what says more."""
    if difference.name == "publishable":
        return int(difference.kept)
    if difference.name == "key_individual":
        return int(difference.other)
    if difference.name == "review_on":
        return int(difference.other < difference.kept)
    if difference.name == "name":
        return int(len(difference.other) > len(difference.kept))
    return 0


def _alike(both: Both) -> list[tuple[str, str]]:
    """Return the fields that need no choice and hold something, with what will stand there."""
    differing = {each.name for each in both.differences}
    found = []
    for each in fields_of(Contact):
        value = getattr(both.kept, each.name) or getattr(both.other, each.name)
        if each.name not in differing and value and each.name != "name":
            found.append((field_named(Contact, each.name).told.label, _words(value)))
    return found


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return short_day(value) if isinstance(value, date) else str(value)
