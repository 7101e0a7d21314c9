"""Work runs away from the window, in order where it is the book's, and late answers to what is gone are dropped."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import until
from wehere_desktop.desk.background import Background, Job, Lane, Progress
from wehere_desktop.refusal import Refusal

# Longer than any machine takes to come to the other lane
LONGEST = 60


def wait(background: Background) -> None:
    """Wait until every answer has come."""
    until(lambda: not background.busy, "the lanes are still at work")


def test_that_an_answer_comes_on_the_windows_thread(qtbot: QtBot) -> None:
    background, seen = Background(), []
    background.run(threading.get_ident, then=lambda worker: seen.append((worker, threading.get_ident())))
    wait(background)
    (worker, here) = seen[0]
    assert worker != here == threading.get_ident()
    background.close()


def test_that_the_books_work_is_done_in_the_order_in_which_it_was_given(qtbot: QtBot) -> None:
    background, seen = Background(), []
    gate = threading.Event()
    background.run(lambda: seen.append("first" if gate.wait(LONGEST) else "too late"))
    background.run(lambda: seen.append("second"))
    background.run(gate.set, lane=Lane.FILES)
    wait(background)
    assert seen == ["first", "second"]
    background.close()


def test_that_an_answer_to_a_widget_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    seen: list[object] = []
    background = Background()
    gate, owner = threading.Event(), QWidget()
    background.run(lambda: gate.wait(LONGEST), then=seen.append, owner=owner)
    owner.deleteLater()
    QTest.qWait(10)
    gate.set()
    wait(background)
    assert seen == []
    background.close()


def test_that_a_cancelled_job_says_nothing(qtbot: QtBot) -> None:
    seen: list[object] = []
    background = Background()
    gate = threading.Event()
    job = background.run(lambda: gate.wait(LONGEST), then=seen.append, failed=seen.append)
    job.cancel()
    gate.set()
    wait(background)
    assert seen == []
    background.close()


def test_that_long_work_stops_at_its_next_step(qtbot: QtBot) -> None:
    background, steps = Background(), []
    holder: list[Job] = []
    gate = threading.Event()

    def work(progress: Progress) -> None:
        gate.wait(LONGEST)
        for number in range(100):
            progress.step(number, 100)
            steps.append(number)
            if number == 2:
                holder[0].cancel()

    holder.append(background.run_long(work))
    gate.set()
    wait(background)
    assert steps == [0, 1, 2]
    background.close()


def test_that_steps_are_told_to_the_window(qtbot: QtBot) -> None:
    background, told = Background(), []
    background.progressed.connect(lambda job: told.append((job.done, job.of)))
    background.run_long(lambda progress: progress.step(3, 7))
    wait(background)
    assert told == [(3, 7)]
    background.close()


def test_that_only_work_that_lasts_is_named(qtbot: QtBot) -> None:
    background, named = Background(), []
    background.lasting.connect(lambda job: named.append(job.title))
    background.run(lambda: None, title="Quick")
    wait(background)
    gate = threading.Event()
    background.run(lambda: gate.wait(LONGEST), title="Slow", lane=Lane.FILES)
    until(lambda: bool(named))
    gate.set()
    wait(background)
    assert named == ["Slow"]
    background.close()


def test_that_what_fails_reaches_its_own_caller_first(qtbot: QtBot) -> None:
    others: list[Exception] = []
    own: list[Exception] = []
    background = Background(fault=others.append)

    def refuse() -> None:
        raise Refusal("No.")

    background.run(refuse, failed=own.append)
    background.run(refuse)
    wait(background)
    assert [str(each) for each in own] == ["No."]
    assert [str(each) for each in others] == ["No."]
    background.close()


def test_that_closing_waits_and_then_nobody_is_called(qtbot: QtBot) -> None:
    seen: list[int] = []
    background = Background()
    background.run(lambda: 1, then=seen.append, owner=QObject())
    background.close()
    QTest.qWait(10)
    assert seen == []
    assert not background.busy
