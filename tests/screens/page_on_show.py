"""A page shown alone as the window would show it, with the sheet laid over it last: read, pressed and typed into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLayout, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from tests.desk.a_desk import settle
from wehere_desktop.desk.forms import Form
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button, Pill, Text, WayIn
from wehere_desktop.desk.screen import Desk


def put_on_show(made: Any, desk: Desk, *, sheets: type[QWidget] = Paper) -> Callable[[], None]:
    """Show the `page` of what is made, lay each sheet asked for as its `sheet`, and return what lets both go.

    The page is kept up to date by what changes; `title` is the sheet's, which is one of `sheets`.
    """

    def lay(title: str, content: QWidget) -> None:
        take_away()
        assert isinstance(content, sheets)
        made.title, made.sheet = title, content
        unbound(content)
        content.resize(480, 700)
        content.show()

    def take_away() -> None:
        if made.sheet is not None:
            made.sheet.hide()
            made.sheet.deleteLater()
            made.sheet = None

    def let_go() -> None:
        settle(desk)
        take_away()
        made.page.hide()
        made.page.deleteLater()

    desk.asked_for_sheet.connect(lay)
    desk.asked_to_close_sheet.connect(take_away)
    desk.announcer.changed.connect(made.page.refresh)
    unbound(made.page)
    made.page.resize(1182, 688)
    made.page.show()
    made.page.refresh(None)
    settle(desk)
    return let_go


def unbound(page: QWidget) -> None:
    """Let a page or sheet that stands alone be as small as it is made; inside the window its parent sees to that."""
    inside = page.layout()
    assert inside is not None
    inside.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)


def type_into(form: Form, **typed: str) -> None:
    """Type into a form's fields; an id goes into a picker."""
    for name, words in typed.items():
        editor = form.editor(name)
        if isinstance(editor, RecordPicker):
            editor.put((words,))
            editor.changed.emit()
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(words))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(words)
        else:
            assert isinstance(editor, QLineEdit)
            editor.setText(words)


def words_of(widget: QWidget | None) -> list[str]:
    """Return all that a widget says where it is on show, its pills last."""
    assert widget is not None
    # What was put in a moment ago is on show only now
    QApplication.processEvents()
    found = [each.words() for each in widget.findChildren(Text) if each.isVisibleTo(widget)]
    return found + [each.text() for each in widget.findChildren(Pill) if each.isVisibleTo(widget)]


def press(widget: QWidget | None, words: str) -> None:
    """Press the button, or open the row, on show whose words or accessible name begin so; it is brought into view."""
    assert widget is not None
    QApplication.processEvents()
    every: list[Button | WayIn] = [*widget.findChildren(Button), *widget.findChildren(WayIn)]
    offered = [each for each in every if each.isVisibleTo(widget)]
    said = [(each, {each.accessibleName(), each.text() if isinstance(each, Button) else ""}) for each in offered]
    exact = [each for each, names in said if words in names]
    begun = [each for each, names in said if any(name.startswith(words) for name in names)]
    found = (exact or begun)[0]
    above = found.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(found)
        above = above.parentWidget()
    if isinstance(found, WayIn):
        found.opened.emit()
    else:
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
