"""The first page: the books opened lately, a passphrase, and the ways to make a book or practise."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QProgressBar, QStackedWidget, QWidget

from wehere_desktop.desk.notices import as_refusal
from wehere_desktop.desk.pieces import Button, Card, Pill, ScrollPage, Text, WayIn, clear, column, restyle, row
from wehere_desktop.window import front_door
from wehere_desktop.window.kept import RecentBook, recent_books
from wehere_desktop.wording import ago, local

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notices
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.world import World
    from wehere_desktop.refusal import Refusal
    from wehere_desktop.window.new_book import NewBook

ASIDE_WIDTH = 380
COLUMN_WIDTH = 520


class SignIn(QWidget):
    """Lets a person open a book. `opened` carries the open book."""

    opened = Signal(object)
    _said = Signal(str)

    def __init__(self, *, world: Callable[[], World], background: Background, notices: Notices, look: Look) -> None:
        """Begin with the books opened lately on this laptop."""
        super().__init__()
        self.setProperty("house", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._world, self._background, self._notices, self._look = world, background, notices, look
        self._folder: Path | None = None
        self._read_only = False
        self._pages = QStackedWidget()
        self._choose = ScrollPage(margins=(48, 56, 48, 32))
        self._new: NewBook | None = None
        self._waiting, self._waiting_words = _waiting()
        for page in (self._choose, self._waiting):
            self._pages.addWidget(page)
        self._said.connect(self._waiting_words.say)
        across = row(spacing=0)
        across.addWidget(_aside(look))
        across.addWidget(self._pages, 1)
        self.setLayout(across)
        self.begin()

    def begin(self, chosen: Path | None = None) -> None:
        """Show the books there are, one of them chosen."""
        clear(self._choose.body)
        self._pages.setCurrentWidget(self._choose)
        recent = recent_books()
        held = QWidget()
        held.setMaximumWidth(self._look.px(COLUMN_WIDTH))
        whole = column(spacing=16)
        whole.addWidget(Text("Open a book" if recent or chosen else "Welcome", step="title"))
        if chosen is not None and chosen not in {each.folder for each in recent}:
            recent = [RecentBook(chosen, datetime.now(UTC), practice=False), *recent]
        if recent:
            self._folder = chosen or recent[0].folder
            whole.addWidget(self._books(recent))
            whole.addWidget(self._passphrase(recent))
        else:
            whole.addWidget(
                Text(
                    "A book holds what one team knows: its places, the people there, and every visit. It lies on this "
                    "laptop alone, sealed with a passphrase.",
                    tone="quiet",
                    wrap=True,
                )
            )
        whole.addWidget(self._other_ways(first_time=not recent))
        whole.addStretch(1)
        held.setLayout(whole)
        self._choose.body.addWidget(held)
        self._has_recent = bool(recent)
        self._focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the passphrase be typed at once."""
        super().showEvent(event)
        self._focus()

    def _focus(self) -> None:
        if self._has_recent and self._pages.currentWidget() is self._choose:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_at_once(self, folder: Path) -> None:
        """Choose a book that was named when the program was started."""
        self.begin(folder)

    def _books(self, recent: list[RecentBook]) -> Card:
        card = Card(tight=True)
        today = local(datetime.now(UTC)).date()
        self._marks: dict[Path, WayIn] = {}
        for number, each in enumerate(recent):
            words = f"Opened {ago(local(each.opened).date(), today)} · {_short(each.folder.parent)}"
            line = WayIn(f"{each.name}, {words}", partial(self._pick, each.folder))
            inside = row(spacing=12, margins=(16, 10, 16, 10))
            picture = QLabel()
            icon = "practice" if each.practice else "book"
            picture.setPixmap(self._look.pixmap(icon, self._look.colours.link, 20))
            told = column(spacing=1)
            told.addWidget(Text(each.name, strong=True, elide=True))
            told.addWidget(Text(words, tone="quiet", step="small", elide=True))
            inside.addWidget(picture)
            inside.addLayout(told, 1)
            if each.practice:
                inside.addWidget(Pill("practice"))
            line.setLayout(inside)
            self._marks[each.folder] = line
            if number:
                card.add(line)
            else:
                card.body.addWidget(line)
        self._mark()
        return card

    def _passphrase(self, recent: list[RecentBook]) -> QWidget:
        box = QWidget()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Passphrase")
        self.field.setMinimumHeight(self._look.px(34))
        self.field.returnPressed.connect(self._open)
        self.field.textEdited.connect(self._take_back)
        self._open_button = Button("Open", self._open, rank="first")
        self._open_button.setMinimumHeight(self._look.px(34))
        self._label = Text("Passphrase", strong=True)
        self._label.setBuddy(self.field)
        self._refused = Text("", tone="late", wrap=True)
        self._refused.hide()
        self._reading = Button("Open it for reading only", self.open_for_reading, rank="link")
        self._reading.hide()
        self._hint = Text("", tone="quiet", step="small", wrap=True)
        across = row()
        across.addWidget(self.field, 1)
        across.addWidget(self._open_button)
        whole = column(spacing=6)
        whole.addWidget(self._label)
        whole.addLayout(across)
        whole.addWidget(self._refused)
        whole.addWidget(self._reading, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._hint)
        box.setLayout(whole)
        self._recent = {each.folder: each for each in recent}
        self._hint_for_chosen()
        return box

    def _other_ways(self, *, first_time: bool) -> QWidget:
        box = QWidget()
        whole = column(spacing=8, margins=(0, 8, 0, 0))
        ways = (
            (
                "practice",
                "Practise first",
                "A book of invented people and work. Nothing in it is real.",
                self.practise,
            ),
            ("plus", "Make a new book", "For a team that starts with WeHere.", self.make_new),
            ("folder", "Open another book", "One that lies elsewhere on this laptop or on a stick.", self.browse),
        )
        card = Card(tight=True)
        for number, (icon, title, more, do) in enumerate(ways):
            line = WayIn(f"{title}. {more}", do)
            inside = row(spacing=12, margins=(16, 10, 16, 10))
            picture = QLabel()
            picture.setPixmap(self._look.pixmap(icon, self._look.colours.link, 20))
            told = column(spacing=1)
            told.addWidget(Text(title, strong=True))
            told.addWidget(Text(more, tone="quiet", step="small", elide=True))
            inside.addWidget(picture)
            inside.addLayout(told, 1)
            arrow = QLabel()
            arrow.setPixmap(self._look.pixmap("chevron-right", self._look.colours.quiet, 16))
            inside.addWidget(arrow)
            line.setLayout(inside)
            if number:
                card.add(line)
            else:
                card.body.addWidget(line)
        if not first_time:
            whole.addWidget(Text("Or", tone="quiet"))
        whole.addWidget(card)
        box.setLayout(whole)
        return box

    def _pick(self, folder: Path) -> None:
        self._folder = folder
        self._take_back()
        self._mark()
        self._hint_for_chosen()
        self.field.setFocus()

    def _mark(self) -> None:
        for folder, line in self._marks.items():
            line.setProperty("on", "true" if folder == self._folder else "")
            restyle(line)

    def _hint_for_chosen(self) -> None:
        book = self._recent.get(self._folder) if self._folder is not None else None
        practice = book is not None and book.practice
        self._hint.say(
            "Every practice book opens with the word “practice”."
            if practice
            else "Forgotten it? The recovery code printed when the book was made opens it too."
        )

    def open_for_reading(self) -> None:
        """Open the chosen book beside whoever writes in it."""
        self._read_only = True
        self._open()

    def _open(self) -> None:
        folder, passphrase, read_only = self._folder, self.field.text(), self._read_only
        self._read_only = False
        if folder is None:
            return
        self._take_back()
        self._busy(busy=True)
        self._background.run(
            lambda: front_door.opened(folder, passphrase, world=self._world(), read_only=read_only),
            then=self.opened.emit,
            failed=self._refuse,
            owner=self,
        )

    def _busy(self, *, busy: bool) -> None:
        if busy:
            # Else the toolkit would look through the page for what should have it next
            self.field.clearFocus()
        self._open_button.setEnabled(not busy)
        self.field.setEnabled(not busy)
        self._open_button.setText("Opening …" if busy else "Open")

    def _refuse(self, error: Exception) -> None:
        refusal: Refusal = as_refusal(error)
        self._pages.setCurrentWidget(self._choose)
        self._busy(busy=False)
        self._refused.say(str(refusal))
        self._refused.show()
        self._reading.setVisible(refusal.kind == "held")
        self.field.setProperty("refused", "true")
        restyle(self.field)
        self.field.setFocus()
        self.field.selectAll()

    def _take_back(self) -> None:
        if not self._refused.isHidden():
            self._refused.hide()
            self._reading.hide()
            self.field.setProperty("refused", "")
            restyle(self.field)

    def practise(self) -> None:
        """Open this laptop's practice book, making it the first time."""
        self._waiting_words.say("Opening the practice book …")
        self._pages.setCurrentWidget(self._waiting)
        world = self._world

        def failed(error: Exception) -> None:
            self.begin()
            self._notices.fault(error)

        def then(book: BeatBook) -> None:
            self.opened.emit(book)

        self._background.run(
            lambda: front_door.practice_book(world=world(), progress=self._said.emit),
            then=then,
            failed=failed,
            owner=self,
        )

    @property
    def new_book(self) -> NewBook:
        """Return the page for a new book, made when first asked for."""
        if self._new is None:
            from wehere_desktop.window.new_book import NewBook

            self._new = NewBook(world=self._world, background=self._background, notices=self._notices, look=self._look)
            self._new.made.connect(self.opened)
            self._new.back.connect(self.begin)
            self._pages.addWidget(self._new)
        return self._new

    def make_new(self) -> None:
        """Show the form for a new book."""
        self.new_book.begin()
        self._pages.setCurrentWidget(self.new_book)

    def browse(self) -> None:
        """Let the person choose a book's folder."""
        folder = self._notices.folder("Choose the book’s folder, its name ends in .wehere")
        if folder is not None:
            self.begin(folder)


def _short(folder: Path) -> str:
    try:
        return f"~/{folder.relative_to(Path.home())}" if folder != Path.home() else "your own folder"
    except ValueError:
        return str(folder)


def _aside(look: Look) -> QFrame:
    side = QFrame()
    side.setProperty("house", "rail")
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    side.setFixedWidth(look.px(ASIDE_WIDTH) if look.scale <= 130 else look.px(ASIDE_WIDTH) * 130 // look.scale)  # noqa: PLR2004 - beyond that the words need the room
    name = QLabel("WeHere")
    name.setProperty("rail", "big")
    told = QLabel("Every place has an officer by name,\nand every promise is kept in sight.")
    told.setProperty("rail", "told")
    told.setWordWrap(True)
    seal = QLabel("Sealed on this laptop. No network is ever used.")
    seal.setProperty("rail", "quiet")
    seal.setWordWrap(True)
    lock = QLabel()
    lock.setPixmap(look.pixmap("lock", look.colours.rail_quiet, 16))
    lock.setFixedSize(QSize(look.px(20), look.px(20)))
    foot = row(spacing=8)
    foot.addWidget(lock)
    foot.addWidget(seal, 1)
    whole = column(spacing=12, margins=(40, 56, 32, 32))
    whole.addWidget(name)
    whole.addWidget(told)
    whole.addStretch(1)
    whole.addLayout(foot)
    side.setLayout(whole)
    return side


def _waiting() -> tuple[QWidget, Text]:
    page = QWidget()
    words = Text("", strong=True, wrap=True)
    more = Text("The first time this takes about half a minute.", tone="quiet")
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setMaximumWidth(320)
    bar.setAccessibleName("Under way")
    whole = column(spacing=12, margins=(48, 56, 48, 32))
    whole.addWidget(words)
    whole.addWidget(bar)
    whole.addWidget(more)
    whole.addStretch(1)
    page.setLayout(whole)
    return page, words
