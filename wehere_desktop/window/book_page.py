"""An open book in the window: rail, top bar, stage and foot, and what joins them to the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from wehere_desktop.desk.announcer import Announcer
from wehere_desktop.desk.notices import Notice, Tone
from wehere_desktop.desk.pieces import column, row
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.fact import title_of
from wehere_desktop.preferences import read_setting, write_setting
from wehere_desktop.refusal import Refusal
from wehere_desktop.window import commands as doing
from wehere_desktop.window.banner import Banner
from wehere_desktop.window.copying import ask_for_backup, last_copy_in_words
from wehere_desktop.window.foot import Foot
from wehere_desktop.window.kept import LAST_SCREEN
from wehere_desktop.window.printing import print_offer
from wehere_desktop.window.rail import Rail
from wehere_desktop.window.reading_order import tab_through
from wehere_desktop.window.sheet import Sheet
from wehere_desktop.window.stage import Stage
from wehere_desktop.window.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notices
    from wehere_desktop.desk.screen import Screen
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.window.command_list import CommandList

# Long enough for the first screen to be painted, too short for anybody to miss the numbers in the rail
SETTLED_MS = 50


class BookPage(QWidget):
    """Everything there is to see of one open book. `leave` puts its parts away; the book itself is the caller's."""

    asked_to_lock = Signal()
    asked_to_close = Signal()

    def __init__(
        self,
        book: BeatBook,
        screens: Sequence[Screen],
        *,
        background: Background,
        notices: Notices,
        look: Look,
    ) -> None:
        """Lay out a book's page with these screens; the screen shown last comes up when it is first shown."""
        super().__init__()
        self.setProperty("house", "page")
        self.book = book
        self._screens = list(screens)
        self._look = look
        self._announcer = Announcer(book)
        can_log = any(each.quick_log is not None for each in screens)
        shown = frozenset(kind for screen in screens for kind in screen.shows)
        located = frozenset(kind for screen in screens for kind in screen.locates)
        self.desk = Desk(
            book,
            background=background,
            announcer=self._announcer,
            notices=notices,
            look=look,
            shown_kinds=shown,
            located_kinds=located,
            can_log=can_log,
        )
        self._begun = False
        self._menu = QMenu(self)
        self.rail = Rail(look, screens, menu=self._menu)
        self._content = QWidget()
        self.bar = TopBar(self.desk, over=self._content, can_log=self.desk.can_log)
        self.banner = Banner(look)
        self.stage = Stage(self.desk, screens)
        self.foot = Foot(look, practice=book.practice, read_only=book.read_only)
        self.sheet = Sheet(self._content, look)
        self._commands: CommandList | None = None
        self._make_actions()
        self._wire(background, notices)
        inside = column(spacing=0)
        for widget in (self.bar, self.banner, self.stage, self.foot):
            inside.addWidget(widget, 1 if widget is self.stage else 0)
        self._content.setLayout(inside)
        across = row(spacing=0)
        across.addWidget(self.rail)
        across.addWidget(self._content, 1)
        self.setLayout(across)
        self._show_whose()

    def has_unsaved(self) -> bool:
        """Say whether something was typed that is not kept yet."""
        return self.sheet.has_unsaved() or any(page.has_unsaved() for page in self.stage.built())

    def leave(self) -> None:
        """Listen to the book no more; called before it is closed."""
        self._announcer.close()
        if self.stage.name:
            try:
                write_setting(LAST_SCREEN, self.stage.name)
            except Refusal:
                # Where it was is a comfort, no reason to hold anybody up.
                return

    def showEvent(self, event: QShowEvent) -> None:
        """Show the first screen once the page itself has been painted."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            names = [each.name for each in self._screens]
            last = read_setting(LAST_SCREEN)
            self.stage.go(last if last in names else names[0])
            self.stage.setFocus(Qt.FocusReason.OtherFocusReason)
            # The lane answers in turn: by then the first screen, which tells its own number, has been filled
            self.desk.background.run(lambda: None, then=self._settle, owner=self)

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001 - as the toolkit calls it
        """Let Tab go as one reads; while a sheet is up it goes round there, so that it is never behind it."""
        return tab_through(self.sheet if self.sheet.isVisible() else self, forward=following)

    def log_visit(self, place: str = "", contact: str = "") -> None:
        """Lay the sheet for logging a visit over the page, with a place or a contact filled in."""
        maker = self._logger()
        if maker is None or maker.quick_log is None:
            return
        self.lay_sheet("Log a visit", maker.quick_log(self.desk, place, contact))

    def lay_sheet(self, title: str, content: QWidget) -> None:
        """Lay a sheet, first asking about one that holds something not yet kept."""
        if not self.sheet.has_unsaved():
            self.sheet.lay(title, content)
            return

        def go_on(yes: bool) -> None:  # noqa: FBT001 - the answer to a question
            if yes:
                self.sheet.lay(title, content)
            else:
                content.deleteLater()

        self.desk.notices.ask(
            "What you typed in the sheet is not kept yet.", go_on, yes="Let it go", no="Back to it", grave=True
        )

    def open(self, kind: str, record: str) -> None:
        """Bring a record into view, or say that it cannot be."""
        if self.stage.open(kind, record):
            if self.bar.search.hasFocus():
                # Else the next key, such as Ctrl+Z, would still be the search box's
                self.stage.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.desk.notices.refuse(
                Refusal("There is no page for this kind of record yet.", remedy="Search finds its words all the same.")
            )

    @property
    def commands(self) -> CommandList:
        """Return the list of every command, made when first asked for."""
        if self._commands is None:
            from wehere_desktop.window.command_list import CommandList

            self._commands = CommandList(self, self._look)
        return self._commands

    def commands_named(self, words: str) -> doing.Command:
        """Return the command of these words; a KeyError if there is none now."""
        for each in doing.as_commands(self._every):
            if each.words == words:
                return each
        raise KeyError(words)

    def _logger(self) -> Screen | None:
        return next((each for each in self._screens if each.quick_log is not None), None)

    def _make_actions(self) -> None:
        standard = QKeySequence.StandardKey
        self._undo = doing.action(self, "Undo", self.desk.undo, standard.Undo)
        self._redo = doing.action(self, "Redo", self.desk.redo, "Ctrl+Shift+Z", "Ctrl+Y")
        self._find = doing.action(self, "Find anything", self.bar.search.begin, "Ctrl+K", standard.Find)
        self._log = doing.action(self, "Log a visit", self.log_visit, "Ctrl+L")
        self._log.setEnabled(self.desk.can_log)
        self._print = doing.action(self, "Print…", self.bar.print_something, standard.Print)
        every = doing.action(self, "All commands…", self._show_commands, "Ctrl+Shift+P")
        backup = doing.action(self, "Back up this book…", lambda: ask_for_backup(self.desk, self._show_copy))
        backup.setEnabled(not self.book.read_only)
        people = doing.action(self, "Who may open this book…", self._show_holders)
        people.setEnabled(not self.book.read_only and not self.book.practice)
        menu = doing.action(self, "Open the menu", self.rail.menu_button.showMenu, "Alt+W")
        lock = doing.action(self, "Lock", self.asked_to_lock.emit, "Ctrl+Shift+L")
        about = doing.action(self, "About WeHere", self._show_about)
        close = doing.action(self, "Close this book", self.asked_to_close.emit, "Ctrl+Shift+W")
        modes, sizes = doing.look_actions(self, self._look)
        going = doing.screen_actions(self, self._screens, self.stage.go)
        doing.fill_menu(
            self._menu, [[self._undo, self._redo, every], [people, backup], [lock, close], [about]], modes, sizes
        )
        self._menu.aboutToShow.connect(self._show_undo)
        self._every = [
            self._log,
            self._find,
            *going,
            self._print,
            self._undo,
            self._redo,
            people,
            backup,
            *modes,
            *sizes,
        ]
        self._every += [lock, close, menu, about]

    def _wire(self, background: Background, notices: Notices) -> None:
        desk = self.desk
        desk.asked_to_open.connect(self.open)
        desk.asked_to_locate.connect(self.stage.locate)
        desk.asked_to_go.connect(self.stage.go)
        desk.asked_to_log.connect(self.log_visit)
        desk.asked_to_print.connect(lambda offer: print_offer(desk, offer))
        desk.asked_for_sheet.connect(self.lay_sheet)
        desk.asked_to_close_sheet.connect(self.sheet.take_away)
        self.rail.chosen.connect(self.stage.go)
        self.bar.log_visit.connect(self.log_visit)
        self.bar.chosen_print.connect(lambda offer: print_offer(desk, offer))
        self.stage.shown.connect(self._screen_shown)
        self.stage.badge.connect(self.rail.badge)
        self.stage.offers_changed.connect(self._show_offers)
        self.sheet.asked_to_close.connect(self._close_sheet)
        self.foot.undo.connect(desk.undo)
        notices.told.connect(self._tell)
        notices.asked.connect(self.banner.ask)
        background.lasting.connect(self.foot.show_job)
        background.progressed.connect(self.foot.show_job)
        background.ended.connect(self.foot.job_ended)
        desk.announcer.changed.connect(self._book_changed)

    def _tell(self, notice: Notice) -> None:
        if notice.tone is Tone.DONE:
            self.foot.tell(notice)
        else:
            self.banner.show_notice(notice)

    def _book_changed(self) -> None:
        self._show_offers()
        self._count_badges()

    def _screen_shown(self, name: str) -> None:
        self.rail.choose(name)
        self._into_page()
        if not self.banner.asking:
            self.banner.put_away()
        self._show_offers()

    def _into_page(self) -> None:
        """Give the focus to the page on show, so that its keys are alive however it was reached."""
        page = self.stage.current()
        # Nothing has no ancestors either
        if page is None or self.sheet.isVisible() or page.isAncestorOf(self.window().focusWidget()):
            return
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_offers(self) -> None:
        page = self.stage.current()
        if page is not None:
            self.bar.show_commands(page.commands(), page.prints())

    def _count_badges(self, but: str = "") -> None:
        for screen in self._screens:
            if screen.badge is not None and screen.name != but:
                count = partial(screen.badge, self.desk)
                self.desk.background.run(count, then=partial(self.rail.badge, screen.name), owner=self)

    def _settle(self, _: None) -> None:
        QTimer.singleShot(SETTLED_MS, self, lambda: self._count_badges(but=self.stage.name))
        QTimer.singleShot(SETTLED_MS, self, self._begin_screens)
        QTimer.singleShot(SETTLED_MS, self, self.bar.search.make_list)

    def _begin_screens(self) -> None:
        for screen in self._screens:
            if screen.begin is not None:
                screen.begin(self.desk)

    def _show_holders(self) -> None:
        from wehere_desktop.window.who_may_open import WhoMayOpen

        self.lay_sheet("Who may open this book", WhoMayOpen(self.desk))

    def _show_about(self) -> None:
        from wehere_desktop.desk.about import TITLE, About

        self.lay_sheet(TITLE, About(self.desk))

    def _show_commands(self) -> None:
        self._show_undo()
        page = self.stage.current()
        own: list[QAction] = list(page.commands()) if page is not None else []
        self.commands.ask(doing.as_commands([*own, *self._every]))

    def _show_undo(self) -> None:
        undo, redo = self.book.can_undo(), self.book.can_redo()
        self._undo.setText(f"Undo: {undo.label}" if undo else "Undo")
        self._redo.setText(f"Redo: {redo.label}" if redo else "Redo")

    def _close_sheet(self) -> None:
        if not self.sheet.has_unsaved():
            self.sheet.take_away()
            return
        self.desk.notices.ask(
            "What you typed in the sheet is not kept yet.",
            lambda yes: self.sheet.take_away() if yes else self.sheet.setFocus(Qt.FocusReason.OtherFocusReason),
            yes="Let it go",
            no="Back to it",
            grave=True,
        )

    def _show_copy(self) -> None:
        self.foot.show_copy(last_copy_in_words(self.book))

    def _show_whose(self) -> None:
        mine = self.desk.mine()
        unit = self.book.lpus.find(mine.lpu) if mine.lpu else None
        beats = self.book.beats.many(mine.beats)
        under = f"{unit.name} LPU" if unit is not None else self.book.name.removesuffix(".wehere")
        if len(beats) == 1:
            under = f"{beats[0].name} · {under}"
        officer = f"{mine.officer.rank} {title_of(mine.officer)}"
        more = " · ".join(part for part in (mine.officer.number, beats[0].name if beats else "") if part)
        self.rail.show_whose(under, f"{officer}\n{more}".strip())
        self._show_copy()
