"""The page of Today: joins the picture, made in the book's lane, to the view and its lines to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from wehere_desktop.desk.pieces import column
from wehere_desktop.desk.screen import Desk, PrintOffer, ScreenWidget
from wehere_desktop.screens.today.picture import Picture, count_owed, picture_of
from wehere_desktop.screens.today.scope import Scope, scopes_of
from wehere_desktop.screens.today.view import TodayView

if TYPE_CHECKING:
    from wehere_desktop.desk.background import Job
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.change import Changed
    from wehere_desktop.screens.today.meeting_lines import MeetingBox


class Today(ScreenWidget):
    """Shows one scope at a time: my beats, or the unit, or one beat of it."""

    def __init__(self, desk: Desk) -> None:
        """Begin with the officer's own beats, or the unit of whoever leads one."""
        super().__init__()
        self._desk = desk
        self._picture: Picture | None = None
        self._asked: Job | None = None
        self._scopes = scopes_of(desk.book, desk.mine(), desk.today())
        self._scope = self._scopes[0]
        self.view = TodayView(desk)
        self.view.scope_button.clicked.connect(self._choose_scope)
        self.view.side.asked_for_handout.connect(self._print_handout)
        self.view.side.asked_to_name.connect(self._name_officer)
        self.view.main.typing_changed.connect(self._catch_up)
        self._missed = False
        whole = column()
        whole.addWidget(self.view)
        self.setLayout(whole)
        self.view.show_waiting(self._scope, several=len(self._scopes) > 1)

    def refresh(self, changed: Changed | None) -> None:
        """Ask for the picture anew; what is on show stays until it is there."""
        del changed
        # Showing the page anew would take away the fields somebody is typing in
        self._missed = self.view.main.is_typing()
        if self._missed:
            return
        if self._asked is not None:
            self._asked.cancel()
        book, scope = self._desk.book, self._scope
        today, now = self._desk.today(), book.world.now()
        self._asked = self._desk.ask_book(
            lambda asked: picture_of(asked, scope, today=today, now=now), self._show, owner=self
        )

    def has_unsaved(self) -> bool:
        """Say whether something typed under a line is not kept yet."""
        return self.view.main.is_typing()

    def prints(self) -> list[PrintOffer]:
        """Offer the handouts of the next meetings."""
        if self._picture is None:
            return []
        return [_handout(each) for each in self._picture.meetings]

    def scopes(self) -> list[Scope]:
        """Return what can be looked at here, the officer's own first."""
        return list(self._scopes)

    def look_at(self, scope: Scope) -> None:
        """Show another scope."""
        self._scope = scope
        self.refresh(None)

    def _show(self, picture: Picture) -> None:
        first = self._picture is None
        self._picture = picture
        self.view.show_picture(picture, several=len(self._scopes) > 1)
        if picture.scope == self._scopes[0]:
            self.badge_changed.emit(picture.owed)
        if first:
            self.offers_changed.emit()

    def _choose_scope(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for scope in self._scopes:
            action = menu.addAction(scope.words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(scope == self._scope)
            action.triggered.connect(lambda _=False, scope=scope: self.look_at(scope))
        button = self.view.scope_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _catch_up(self) -> None:
        """Show what was missed while somebody typed."""
        if self._missed and not self.view.main.is_typing():
            self.refresh(None)

    def _name_officer(self, place: str) -> None:
        from wehere_desktop.screens.today.name_sheet import NameSheet

        self._desk.show_sheet("Name an officer", NameSheet(self._desk, place))

    def _print_handout(self, meeting: str) -> None:
        if self._picture is not None:
            for each in self._picture.meetings:
                if each.meeting == meeting:
                    self._desk.print(_handout(each))


def waiting(desk: Desk) -> int:
    """Return the number for the rail."""
    scope = scopes_of(desk.book, desk.mine(), desk.today())[0]
    return count_owed(desk.book, scope, today=desk.today(), now=desk.book.world.now())


def _handout(box: MeetingBox) -> PrintOffer:
    meeting = box.meeting

    def make(book: BeatBook) -> bytes:
        from wehere_desktop.handouts.catalogue import find_handouts

        paper = find_handouts()["handout"]
        return paper.draw(paper.gather(book, meeting, book.world.today())).pdf

    name = "".join(letter if letter.isalnum() or letter in " -" else "" for letter in f"Handout {box.title}")
    return PrintOffer(f"Handout: {box.title}, {box.when}", f"{name.strip()}.pdf", make, "meeting", meeting)
