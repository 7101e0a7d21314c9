"""Makes the pictures of one walk: `python -m tests.tour.drive BOOK OUT LOOK [--only NAME] [--handbook]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QSize, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from tests.elm_park import still_world
from tests.tour.walk import SMALL_LAPTOP, Sight, Walk, picture_of, sights
from tests.tour.window_stops import FRONT, OVER_THE_PAGE, PRACTICE, front
from wehere_desktop.desk.look import Look, Mode
from wehere_desktop.records import open_book
from wehere_desktop.screens import find_screens
from wehere_desktop.window.start import application

# Few enough for a small file, many enough that no letter's edge is rough.
PALETTE = 256


@dataclass(frozen=True, slots=True)
class Dressed:
    """In which colours and at which size, in logical pixels, pictures are made; `factor` scales the whole screen."""

    mode: Mode
    size: QSize
    factor: float = 1.0


LOOKS = {
    "light": Dressed(Mode.LIGHT, SMALL_LAPTOP),
    "dark": Dressed(Mode.DARK, SMALL_LAPTOP),
    "wide": Dressed(Mode.LIGHT, QSize(1920, 1080)),
    "scaled": Dressed(Mode.LIGHT, QSize(1280, 720), 1.5),
}


def main() -> int:
    """Make the pictures and say which stops could not be shown; return 1 if there were any."""
    asked = argparse.ArgumentParser()
    asked.add_argument("book", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("look", choices=LOOKS)
    asked.add_argument("--only", default="")
    asked.add_argument("--handbook", action="store_true")
    told = asked.parse_args()
    qInstallMessageHandler(_say)
    # Held, so that it lives as long as the pictures are made
    app = application()
    dressed = LOOKS[told.look]
    look = Look(dressed.mode)
    look.apply()
    told.out.mkdir(parents=True, exist_ok=True)
    drive = _Drive(told.out, handbook=told.handbook)
    drive.through_screens(told.book, look, dressed.size, told.only)
    if told.only in {"", "window"}:
        drive.through_front(told.book, look, dressed.size)
    app.quit()
    return 1 if drive.failed else 0


def _say(_: object, __: object, words: str) -> None:
    # Off-screen there is no window manager to tell the smallest size to
    if not words.startswith("This plugin does not support"):
        sys.stderr.write(f"{words}\n")


class _Drive:
    def __init__(self, out: Path, *, handbook: bool) -> None:
        self._out, self._handbook = out, handbook
        self.failed: list[str] = []

    def through_screens(self, folder: Path, look: Look, size: QSize, only: str) -> None:
        book = open_book(folder, PRACTICE, world=still_world())
        walk = Walk(book, look, folder.parent / f"stops {self._out.name}")
        first = find_screens()[0]
        over = [(f"window-{stop.name}", Sight(first, stop)) for stop in OVER_THE_PAGE if only in {"", "window"}]
        try:
            for name, sight in [*((str(each), each) for each in sights(only)), *over]:
                with self._noted(name, sight.stop.picture) as wanted:
                    if wanted:
                        with walk.at(sight, size=size) as page:
                            self._keep(name, sight.stop.picture, page.window())
        finally:
            walk.close()
            book.close()

    def through_front(self, folder: Path, look: Look, size: QSize) -> None:
        for stop in FRONT:
            with self._noted(stop.name, stop.picture) as wanted:
                if wanted:
                    with front(stop, folder, look, size=size) as window:
                        self._keep(f"window-{stop.name}", stop.picture, window)

    @contextmanager
    def _noted(self, name: str, picture: str) -> Iterator[bool]:
        try:
            yield bool(picture) or not self._handbook
        except Exception as error:  # noqa: BLE001 - the other pictures are made all the same
            self.failed.append(name)
            sys.stderr.write(f"{name}: {type(error).__name__}: {error}\n")

    def _keep(self, name: str, picture: str, window: QWidget) -> None:
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        QApplication.processEvents()
        picture_of(window).save(buffer, "PNG")
        taken = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
        if self._handbook:
            # Colours that tell something on the map must stay apart, and large grounds as they are
            few = taken.quantize(PALETTE, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
            few.save(self._out / f"{picture}.png", optimize=True)
        else:
            taken.save(self._out / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
