"""The map opened, moved, narrowed and printed in a process of its own; tells in JSON what of that reached any network.

Run as `python -m tests.screens.map.on_an_island FOLDER`, where there is nothing but the computer itself.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.records import BeatBook

LONGEST = 60.0
LOOPBACK = ("0100007F", "00000000")


def main(folder: Path) -> None:
    """Do with the map what people do with it, then tell."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(["island"])
    from tests.desk.a_desk import a_desk, settle
    from tests.elm_park import a_book
    from wehere_desktop.desk.look import Look, Mode
    from wehere_desktop.desk.network import REQUESTS, watch
    from wehere_desktop.neighbourhood.place import PlaceKind
    from wehere_desktop.screens.map.page import MapPage

    watch()
    book = a_book(folder)
    _fill(book)
    look = Look(Mode.LIGHT)
    look.apply()
    desk = a_desk(book, look)
    page = MapPage(desk)
    page.resize(1182, 700)
    page.show()

    def until(holds: Callable[[], bool]) -> None:
        end = time.monotonic() + LONGEST
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError("The map did not come to what was waited for.")
            loop = QEventLoop()
            QTimer.singleShot(10, loop.quit)
            loop.exec()
            settle(desk)

    heard: list[int] = []
    page.map.told.connect(lambda what, said: heard.append(int(said["features"])) if what == "drawn" else None)
    page.refresh(None)
    page.narrowing.clear()
    until(lambda: page.drawn)
    for zoom in (9, 12, 16):
        before = len(heard)
        page.map.do("go", 53.22, -2.5, zoom)
        until(lambda before=before: len(heard) > before)  # type: ignore[misc] # a default makes it its own
    page.narrowing.want_kind(PlaceKind.LIBRARY)
    until(lambda: len(page._held.fields["place"]) == 20)
    (offer,) = page.prints()
    printed = offer.make(book)
    # What a page taken over might try: the gate has to see it, and nothing else may
    browser = page.map.page
    if browser is None:
        raise RuntimeError("The map's browser was not loaded.")
    browser.runJavaScript("location.href = 'https://example.com/'")
    until(lambda: page.map.requests_refused > 0)
    told = {
        "features": max(heard),
        "printed": printed[:4].decode("ascii"),
        "sent": REQUESTS.sent,
        "refused": REQUESTS.refused,
        "interfaces": _interfaces(),
        "elsewhere": _elsewhere(),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    del app
    os._exit(0)


def _fill(book: BeatBook) -> None:
    from wehere_desktop.neighbourhood.place import Place, PlaceKind

    with book.change("Places"):
        beat = book.beats.all()[0].id
        for number in range(40):
            book.places.add(
                Place(
                    id=book.world.new_id(),
                    name=f"Place {number} <img src=https://example.com/{number}.png>",
                    place_kind=PlaceKind.SCHOOL if number % 2 else PlaceKind.LIBRARY,
                    beat=beat,
                    latitude=53.2 + number / 1_000,
                    longitude=-2.5,
                )
            )


def _interfaces() -> list[str]:
    """Return the names of the network's interfaces that this process sees."""
    lines = Path("/proc/net/dev").read_text(encoding="ascii").splitlines()[2:]
    return [line.partition(":")[0].strip() for line in lines]


def _elsewhere() -> list[str]:
    """Return the sockets of this network that reach beyond the computer, as the system lists them."""
    found = []
    for table in ("tcp", "udp"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            far = line.split()[2].partition(":")[0]
            if far not in LOOPBACK:
                found.append(f"{table} {far}")
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
