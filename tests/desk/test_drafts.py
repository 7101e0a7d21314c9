"""What is typed is written as a draft within the second, seldom enough, and is gone once the form is done with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import a_desk, put_away, settle, told, until
from tests.elm_park import reopened
from wehere_desktop.desk.drafts import WRITE_AFTER_MS, DraftKeeper, Typed, drafts_left, drop_draft, when_typed
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.screen import Desk
from wehere_desktop.records import BeatBook
from wehere_desktop.records.drafts import Drafts
from wehere_desktop.refusal import Refusal

Make = Callable[[str], tuple[QWidget, DraftKeeper, dict[str, Any]]]


@pytest.fixture
def make(desk: Desk) -> Make:
    """Return a maker of a form with a draft of its own, and what stands in it."""

    def made(draft: str) -> tuple[QWidget, DraftKeeper, dict[str, Any]]:
        form = QWidget()
        stands: dict[str, Any] = {}

        def read() -> Typed | None:
            return Typed("visit to Elm Park", dict(stands)) if stands else None

        return form, DraftKeeper(desk, what="visit", draft=draft, read=read, parent=form), stands

    return made


def kept(desk: Desk) -> list[dict[str, Any]]:
    """Return what the drafts of the book hold."""
    settle(desk)
    return [each.body for each in desk.book.drafts.of()]


def test_that_typing_is_written_within_the_second_without_waiting_for_a_pause(
    desk: Desk, make: Make, qtbot: QtBot
) -> None:
    _, keeper, stands = make("d")
    stands["said"] = "Ga"
    keeper.typed()
    timer = keeper.findChild(QTimer)
    assert timer is not None
    before = timer.remainingTime()
    stands["said"] = "Gates"
    keeper.typed()
    assert timer.remainingTime() <= before
    assert WRITE_AFTER_MS < 1000
    until(lambda: kept(desk) == [{"said": "Gates"}])


def test_that_a_draft_is_written_over_and_never_doubled(desk: Desk, make: Make) -> None:
    _, keeper, stands = make("d")
    for words in ("Ga", "Gates"):
        stands["said"] = words
        keeper.keep()
    assert kept(desk) == [{"said": "Gates"}]


def test_that_what_was_typed_and_taken_back_leaves_no_draft(desk: Desk, make: Make) -> None:
    _, keeper, stands = make("d")
    stands["said"] = "Ga"
    keeper.keep()
    stands.clear()
    keeper.keep()
    assert kept(desk) == []


def test_that_a_form_that_is_done_with_is_never_written_again(desk: Desk, make: Make) -> None:
    _, keeper, stands = make("d")
    stands["said"] = "Ga"
    keeper.keep()
    keeper.drop()
    keeper.typed()
    keeper.keep()
    assert kept(desk) == []


def test_that_a_keeper_dies_with_its_form_and_its_draft_is_offered_then(desk: Desk, make: Make) -> None:
    form, keeper, stands = make("d")
    stands["said"] = "Ga"
    keeper.keep()
    keeper.typed()
    settle(desk)
    assert drafts_left(desk, "visit") == []
    form.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    (draft,) = drafts_left(desk, "visit")
    assert when_typed(draft, desk) == "09:00"
    drop_draft(desk, draft.id)
    assert kept(desk) == []


def test_that_a_draft_that_cannot_be_written_is_told_once(
    desk: Desk, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise Refusal("The disk is full.", remedy="Make room on it.")

    monkeypatch.setattr(Drafts, "keep", full)
    form, keeper, stands = make("d")
    stands["said"] = "Ga"
    for _ in range(3):
        keeper.keep()
        settle(desk)
    assert told(desk).sentences == ["The disk is full."]
    form.deleteLater()


def test_that_nothing_is_written_in_a_book_opened_for_reading(book: BeatBook, look: Look) -> None:
    desk = a_desk(reopened(book, read_only=True), look)
    form = QWidget()
    keeper = DraftKeeper(desk, what="visit", draft="d", read=lambda: Typed("visit", {"said": "Ga"}), parent=form)
    keeper.typed()
    keeper.keep()
    assert kept(desk) == []
    assert told(desk).sentences == []
    put_away(desk)
