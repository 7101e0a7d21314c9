"""A meeting handout of four sides with maps and a chart, against bare reportlab drawing the same pages."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from tests.handouts.meetings import Parish, full_meeting
from wehere_desktop.handouts import lettering, map_picture, meeting_handout
from wehere_desktop.handouts.catalogue import find_handouts
from wehere_desktop.handouts.lettering import BOX, Line, Run
from wehere_desktop.handouts.page_language import STROKED, Points
from wehere_desktop.handouts.pen import Pen
from wehere_desktop.records import BeatBook

BUDGET = 1.5
TIMES = 9
DAY = date(2026, 11, 22)

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class _Listening:
    """A canvas that passes everything on and remembers it, so that it can be drawn again with nothing else around."""

    def __init__(self, canvas: Canvas, heard: list[Call]) -> None:
        self._canvas = canvas
        self._heard = heard

    def __getattr__(self, name: str) -> Callable[..., Any]:
        ask = getattr(self._canvas, name)

        def passed_on(*given: Any, **named: Any) -> Any:
            if name not in {"beginPath", "clipPath"}:
                self._heard.append((name, given, named))
            return ask(*given, **named)

        return passed_on

    def path(self, paths: Iterable[Points], *, is_stroke: bool) -> None:
        """Draw paths by reportlab's own path, and remember its steps."""
        drawn = [tuple(each) for each in paths]
        self._heard.append(("path", (drawn, is_stroke), {}))
        _draw_path(self._canvas, drawn, is_stroke=is_stroke)


class _PlainPen(Pen):
    """A pen that draws by reportlab's own calls, the ones anybody would make."""

    def __init__(self, canvas: Canvas, heard: list[Call]) -> None:
        listening: Any = _Listening(canvas, heard)
        self._plain = listening
        self._font = ("", 0.0)
        super().__init__(listening)

    def halo(
        self, line: Line, x: float, baseline: float, size: float, *, colour: Color, width: float, spacing: float = 0.0
    ) -> None:
        self._plain.saveState()
        self._plain.setStrokeColor(colour)
        self._plain.setLineWidth(width)
        self._plain.setLineJoin(1)
        for run in line.runs:
            if run.face != BOX:
                self._plain.setFont(run.face, size)
                self._plain.drawString(x, baseline, run.text, mode=STROKED, charSpace=spacing)
            x += run.units * size / 1000 + spacing * len(run.text)
        self._plain.restoreState()
        self._forget()

    def block(self, left: float, bottom: float, width: float, height: float, colour: Color) -> None:
        self._ink(colour)
        self._plain.rect(left, bottom, width, height, stroke=0, fill=1)

    def rule(self, left: float, right: float, y: float, colour: Color, width: float = 0.7) -> None:
        self._plain.setStrokeColor(colour)
        self._plain.setLineWidth(width)
        self._plain.line(left, y, right, y)

    def fill(self, rings: Iterable[Points], colour: Color) -> None:
        self._ink(colour)
        self._plain.path(rings, is_stroke=False)

    def stroke(
        self, paths: Iterable[Points], colour: Color, width: float, *, dash: Sequence[float] = (), butt: bool = False
    ) -> None:
        self._plain.setStrokeColor(colour)
        self._plain.setLineWidth(width)
        self._plain.setLineJoin(1)
        self._plain.setLineCap(0 if butt else 1)
        self._plain.setDash(list(dash))
        self._plain.path(paths, is_stroke=True)
        self._plain.setDash([])
        self._plain.setLineCap(0)

    def discs(
        self, centres: Iterable[tuple[float, float]], radius: float, colour: Color, edge: Color | None, width: float
    ) -> None:
        if edge is None:
            self.stroke(((centre, centre) for centre in centres), colour, 2 * radius)
        else:
            super().discs(centres, radius, colour, edge, width)

    def _forget(self) -> None:
        super()._forget()
        self._font = ("", 0.0)

    def _ink(self, colour: Color) -> None:
        if colour is not self._fill or not self._is_inked:
            self._plain.setFillColor(colour)
            self._fill, self._is_inked = colour, True

    def _write(self, run: Run, x: float, baseline: float, size: float, spacing: float) -> None:
        if (run.face, size) != self._font:
            self._plain.setFont(run.face, size)
            self._font = (run.face, size)
        self._plain.drawString(x, baseline, run.text, charSpace=spacing)


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
                lettering.forget_lines()
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

    usual = vars(meeting_handout)["Pen"]
    setattr(meeting_handout, "Pen", lambda canvas: _PlainPen(canvas, heard))  # noqa: B010 - listened to for one drawing
    try:
        handout = find_handouts()["handout"]
        handout.draw(handout.gather(book, meeting, DAY))
    finally:
        setattr(meeting_handout, "Pen", usual)  # noqa: B010 - as it was
    return heard


def _drawn_again(calls: list[Call]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, invariant=1, pageCompression=1)
    for name, given, named in calls:
        if name == "path":
            paths, is_stroke = given
            _draw_path(canvas, paths, is_stroke=is_stroke)
        else:
            getattr(canvas, name)(*given, **named)
    return file.getvalue()


def _draw_path(canvas: Canvas, paths: Iterable[Points], *, is_stroke: bool) -> None:
    path = canvas.beginPath()
    for first, *rest in paths:
        path.moveTo(*first)
        for point in rest:
            path.lineTo(*point)
        if not is_stroke:
            path.close()
    canvas.drawPath(path, stroke=int(is_stroke), fill=int(not is_stroke), fillMode=0)
