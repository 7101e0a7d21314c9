"""What tests of the Places page look at and press: its words, its list, its buttons and the sheet over it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from tests.screens.places.conftest import Shown
from wehere_desktop.desk.paper import Paper

AnyPaper = TypeVar("AnyPaper", bound=Paper)


def names(shown: Shown) -> list[str]:
    """Return the names in the list, from the top."""
    model = shown.page.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


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
