"""What tests of the Places page look at and press: its words, its list, its buttons and the sheet over it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from tests.screens.places.conftest import Shown
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.pieces import Button, Pill, Text

AnyPaper = TypeVar("AnyPaper", bound=Paper)


def words_of(widget: QWidget) -> list[str]:
    """Return all that a widget says, what is hidden left out."""
    found = [each.words() for each in widget.findChildren(Text) if not each.isHidden()]
    return found + [each.text() for each in widget.findChildren(Pill)]


def names(shown: Shown) -> list[str]:
    """Return the names in the list, from the top."""
    model = shown.page.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(widget: QWidget, words: str) -> None:
    """Press the button of these words, which is first brought into view."""
    button = next(each for each in widget.findChildren(Button) if each.text() == words and not each.isHidden())
    # A record made anew finds its places a moment later
    QTest.qWait(10)
    above = button.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(button)
        above = above.parentWidget()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def laid(shown: Shown, kind: type[AnyPaper]) -> AnyPaper:
    """Return the sheet over the page, which is of this kind."""
    assert isinstance(shown.sheet, kind)
    return shown.sheet


def type_in(sheet: Paper, name: str, words: str) -> None:
    """Put words into a line or a box of the sheet's form."""
    editor = sheet.form.editor(name)
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(words)
