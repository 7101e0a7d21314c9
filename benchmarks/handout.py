"""A meeting handout of four sides with maps and a chart, against bare reportlab drawing the same pages."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from tests.handouts.meetings import Parish, full_meeting
from wehere_desktop.handouts import map_picture, meeting_handout
from wehere_desktop.handouts.catalogue import find_handouts
from wehere_desktop.handouts.pen import Pen
from wehere_desktop.records import BeatBook

BUDGET = 1.5
TIMES = 9
DAY = date(2026, 11, 22)

PATH_STEPS = {"m": "moveTo", "l": "lineTo", "h": "close"}
Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class _Listening:
    """A canvas that passes everything on and remembers it, so that it can be drawn again with nothing else around."""

    def __init__(self, canvas: Canvas, heard: list[Call]) -> None:
        self._canvas = canvas
        self._heard = heard

    def __getattr__(self, name: str) -> Callable[..., Any]:
        ask = getattr(self._canvas, name)

        def passed_on(*given: Any, **named: Any) -> Any:
            self._heard.append((name, given, named))
            return ask(*given, **named)

        return passed_on

    def beginText(self, x: float, y: float) -> _ListeningText:  # noqa: N802 - reportlab's own name
        return _ListeningText(self._canvas, x, y, self._heard)

    def drawText(self, text: _ListeningText) -> None:  # noqa: N802 - reportlab's own name
        text.draw()


class _ListeningText:
    """Text on its way to the canvas, remembered as the one call by which anybody would draw it."""

    def __init__(self, canvas: Canvas, x: float, y: float, heard: list[Call]) -> None:
        self._canvas = canvas
        self._text = canvas.beginText(x, y)
        self._call: Call = ("drawString", (x, y), {})
        self._heard = heard

    def setTextRenderMode(self, mode: int) -> None:  # noqa: N802 - reportlab's own name
        if mode:
            self._call[2]["mode"] = mode

    def textOut(self, text: str) -> None:  # noqa: N802 - reportlab's own name
        self._text.textOut(text)
        name, (x, y), named = self._call
        self._heard.append((name, (x, y, text), named))

    def draw(self) -> None:
        """Put the text on the canvas."""
        self._canvas.drawText(self._text)


def measure() -> list[tuple[str, float, float]]:
    """Return what was measured, its ratio and its budget: printed for the first time, and again with its maps kept."""
    handout = find_handouts()["handout"]
    with tempfile.TemporaryDirectory() as folder:
        book, meeting = full_meeting(Path(folder))
        with book:
            _tell_more(Parish.of(book))
            pages = handout.draw(handout.gather(book, meeting, DAY)).pages
            calls = _heard(book, meeting)

            def again() -> None:
                handout.draw(handout.gather(book, meeting, DAY))

            def first_time() -> None:
                map_picture.forget_maps()
                again()

            found = []
            for how, act in (("first time", first_time), ("again", again)):
                ours, bare = _side_by_side(act, lambda: _drawn_again(calls))
                what = f"meeting handout, {pages} sides, {how}: {ours * 1000:.0f} ms; bare {bare * 1000:.0f} ms"
                found.append((what, ours / bare, BUDGET))
    return found


def _tell_more(parish: Parish) -> None:
    """Add what makes the full meeting's two sides into four."""
    for number in range(1, 5):
        parish.officer(f"Sam Ashdown the {number}th", phone=f"07700 90010{number}")
        parish.priority(f"Parking in Lane {number}", date(2026, 9, 4), (date(2026, 11, number), "Bollards came. " * 12))
    for number in range(1, 9):
        parish.concern(f"Lamp {number} on Station Road is out", "The council was told and has mended it. " * 3)


def _side_by_side(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Return the middle times of two acts in seconds of the processor, taken in turn."""
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(TIMES + 1):
        for act, times in zip((one, other), took, strict=True):
            began = time.process_time()
            act()
            if number:
                times.append(time.process_time() - began)
    return statistics.median(took[0]), statistics.median(took[1])


def _heard(book: BeatBook, meeting: str) -> list[Call]:
    """Return every call that drawing the handout makes on reportlab, paths as reportlab's own path calls."""
    heard: list[Call] = []

    class ListeningPen(Pen):
        def __init__(self, canvas: Canvas) -> None:
            listening: Any = _Listening(canvas, heard)
            super().__init__(listening)

    usual = vars(meeting_handout)["Pen"]
    setattr(meeting_handout, "Pen", ListeningPen)  # noqa: B010 - listened to for one drawing
    try:
        handout = find_handouts()["handout"]
        handout.draw(handout.gather(book, meeting, DAY))
    finally:
        setattr(meeting_handout, "Pen", usual)  # noqa: B010 - as it was
    return [_plain(call) for call in heard if call[0] not in {"beginPath", "clipPath"}]


def _plain(call: Call) -> Call:
    """Return a call as it was, but a path written in the page's language as the steps of reportlab's own path."""
    name, given, named = call
    if name != "addLiteral" or not given[0].endswith((" S", " f*")):
        return call
    steps: list[tuple[str, list[float]]] = []
    numbers: list[float] = []
    for word in given[0].split():
        if word in PATH_STEPS:
            steps.append((PATH_STEPS[word], numbers))
            numbers = []
        elif word not in {"S", "f*"}:
            numbers.append(float(word))
    return "path", (steps, given[0].endswith("S")), named


def _drawn_again(calls: list[Call]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, invariant=1, pageCompression=1)
    for name, given, named in calls:
        if name == "path":
            steps, is_stroke = given
            path = canvas.beginPath()
            for step, numbers in steps:
                getattr(path, step)(*numbers)
            canvas.drawPath(path, stroke=int(is_stroke), fill=int(not is_stroke), fillMode=0)
        else:
            getattr(canvas, name)(*given, **named)
    return file.getvalue()
