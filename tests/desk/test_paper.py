"""A sheet's form is kept once, says why it was not, and is taken away after others were told that it was kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from tests.desk.a_desk import settle, told
from wehere_desktop.desk.forms import Field
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.pieces import Text
from wehere_desktop.desk.screen import Desk
from wehere_desktop.refusal import Refusal

DAY, WHO = Field("on", "Day"), Field("who", "Who")


class NumberPaper(Paper):
    """Gives the book's holder another collar number on a day that must be typed."""

    def __init__(self, desk: Desk) -> None:
        """Ask for both."""
        super().__init__(desk, [DAY, WHO], "Keep", filled={"who": "4417"})
        self.begin("on")

    def said(self) -> list[tuple[str, bool]]:
        """Read the day back."""
        day = self.day("on")
        return [(f"That is {day:%A}.", False)] if day is not None else []

    def keep_typed(self) -> None:
        """Keep it."""
        if self.day("on") is None:
            raise Refusal("Say the day.", field="on", kind="missing")
        number, holder = self.typed("who"), self.desk.book.holder
        self.write("Another number", lambda book: book.officers.amend(holder, number=number).id, opens=str)


@pytest.fixture
def paper(desk: Desk) -> Iterator[NumberPaper]:
    """The form, shown by itself."""
    made = NumberPaper(desk)
    made.show()
    yield made
    made.hide()
    made.deleteLater()


def type_in(paper: Paper, name: str, words: str) -> None:
    """Type into a line."""
    line = paper.form.editor(name)
    assert isinstance(line, QLineEdit)
    line.setText(words)


def test_that_it_is_kept_once_and_told_before_the_sheet_is_taken_away(paper: NumberPaper, desk: Desk) -> None:
    happened: list[str] = []
    paper.kept.connect(happened.append)
    desk.asked_to_close_sheet.connect(lambda: happened.append("away"))
    type_in(paper, "on", "today")
    assert paper.has_unsaved()
    paper.keep()
    paper.keep()
    settle(desk)
    assert happened == [desk.book.holder, "away"]
    assert told(desk).sentences == ["Another number"]
    assert not paper.has_unsaved()


@pytest.mark.parametrize(("typed", "said"), [("", "Say the day."), ("the day after", "is not a day")])
def test_that_what_is_refused_is_said_beside_its_field_and_can_be_tried_again(
    typed: str, said: str, paper: NumberPaper, desk: Desk
) -> None:
    type_in(paper, "on", typed)
    paper.keep()
    settle(desk)
    assert paper.form.editor("on").property("refused") == "true"
    assert paper.keep_button.isEnabled()
    assert paper.typed("who") == "4417"
    assert any(said in each.words() for each in paper.findChildren(Text) if not each.isHidden())


def test_that_leaving_asks_only_where_something_would_be_lost(paper: NumberPaper, desk: Desk) -> None:
    away: list[QObject] = []
    desk.asked_to_close_sheet.connect(lambda: away.append(paper))
    type_in(paper, "on", "Monday")
    paper._leave()
    assert (len(told(desk).said.asked), away) == (1, [])
    type_in(paper, "on", "")
    paper._leave()
    assert away == [paper]
