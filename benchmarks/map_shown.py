"""One page in one browser, in a process of its own, for the benchmark of the map's screen; tells its figures as JSON.

Run as `python -m benchmarks.map_shown made|ours|held|stock|empty FOLDER`; “made” makes what “ours” and “held” show.
“held” takes the memory: it opens the map as the program does, without the browser warmed up beforehand that “ours” has,
which would live on beside the map to the end with a profile of its own.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWebEngineCore import QWebEnginePage

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.map.page import MapPage

PLACES, CRIMES = 10_000, 100_000
SIZE = (1182, 700)
TIMES = 5
AT_REST_MS, TURN_MS = 2_000, 4
SETTLED_MS = 15_000
"""After this long at rest the browser has let go of what it kept at hand; then its memory, and an empty view's, is
taken. Six seconds after a move ten megabytes of that are still there."""
LONGEST = 140.0
CENTRE = (53.15, -2.6)
# Stands in for the one thing of jQuery that a stock popup calls; the library itself would come over a network
STAND_IN = (
    "window.$ = function (text) { var box = document.createElement('div'); box.innerHTML = text; "
    "return [box.firstChild]; };"
)
MOVED = """
(function (map) {
  var took = [], last = 0, left = 12;
  function step(now) { if (last) { took.push(now - last); } last = now; if (left > 0) { requestAnimationFrame(step); } }
  function drag(frames, across, up, then) {
    map.fire('movestart');
    (function one() {
      if (!frames--) { map.fire('moveend'); then(); return; }
      map._rawPanBy(L.point(across, up)); map.fire('move').fire('drag'); requestAnimationFrame(one);
    })();
  }
  function round() {
    if (!left--) { window.framesTook = took; return; }
    drag(40, left % 2 ? 9 : -9, left % 3 ? 4 : -6, function () {
      map.once('zoomend', function () { setTimeout(round, 120); });
      map.setZoom(map.getZoom() + (left % 4 < 2 ? 1 : -1), { animate: true });
    });
  }
  map.setView([53.15, -2.6], 11, { animate: false }); requestAnimationFrame(step); setTimeout(round, 300);
})(the_map); undefined
"""
"""Twelve drags of forty frames, each followed by looking a step closer or wider; the time of every frame is kept."""


def main(name: str, folder: Path) -> None:
    """Measure one page and tell."""
    app = _our_application() if name in {"ours", "held"} else _bare_application()
    found = {"made": _made, "ours": _ours, "held": _held, "stock": _stock, "empty": _empty}[name](folder)
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    del app
    os._exit(0)


def _our_application() -> QApplication:
    """Return the application as the program begins it."""
    from wehere_desktop.desk.map_scheme import register
    from wehere_desktop.window.start import application, take_turns

    take_turns()
    app = application()
    register()
    return app


def _bare_application() -> QApplication:
    """Return an application with nothing of ours; as root the browser comes up without its sandbox only."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    return QApplication(["bench"])


def _made(folder: Path) -> dict[str, float]:
    """Make the book and the crimes of the laptop that the map shows."""
    from benchmarks.crimes_import import make_files
    from benchmarks.start import make_book
    from wehere_desktop.intake.crimes import bring_in_crimes
    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records import real_world

    make_book(folder / "Bench.wehere", places=PLACES, visits=PLACES)
    archive, _ = make_files(folder, crimes=CRIMES)
    laptop_folder().mkdir(parents=True, exist_ok=True)
    bring_in_crimes(laptop_folder(), archive, today=real_world().today())
    return {}


def _empty(_: Path) -> dict[str, float]:
    from PySide6.QtWebEngineWidgets import QWebEngineView

    view = _warmed(QWebEngineView())
    view.resize(*SIZE)
    view.show()
    _wait(SETTLED_MS)
    return {"memory": _memory()}


def _stock(folder: Path) -> dict[str, float]:
    import folium
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from wehere_desktop.maps.page import leaflet_file

    for part in ("leaflet.js", "leaflet.css"):
        (folder / part).write_text(leaflet_file(part), encoding="utf-8")
    view = _warmed(QWebEngineView())
    view.resize(*SIZE)
    view.show()
    spots = _spots(PLACES)
    began = time.perf_counter()
    stock = folium.Map(location=CENTRE, zoom_start=10, tiles=None)
    stock.default_js, stock.default_css = [("leaflet", "leaflet.js")], [("leaflet_css", "leaflet.css")]
    for number, spot in enumerate(spots):
        folium.Marker(spot, popup=f"Place {number}").add_to(stock)
    page = stock.get_root().render().replace("<head>", f"<head><script>{STAND_IN}</script>", 1)
    file = folder / "stock.html"
    file.write_text(page, encoding="utf-8")
    made = time.perf_counter() - began
    began = time.perf_counter()
    view.setUrl(QUrl.fromLocalFile(str(file)))
    _until(lambda: _asked(view.page(), "document.querySelectorAll('.leaflet-marker-icon').length") == PLACES, 200)
    _asked_frame(view.page())
    return {"made": made, "loaded": time.perf_counter() - began, "bytes": file.stat().st_size}


def _ours(folder: Path) -> dict[str, float]:
    """Tell how long the map takes, and how it moves; the browser itself has come up before."""
    from PySide6.QtWebEngineWidgets import QWebEngineView

    warm = _warmed(QWebEngineView())
    page, desk = _map_page(folder)
    most, sent, answer = [0], [0], page.map._answer  # noqa: SLF001 - what is sent passes here

    def counted(path: str, asked: dict[str, str]) -> Any:
        made = answer(path, asked)
        sent[0] += _packed(made)
        return made

    page.map._answer = counted  # noqa: SLF001 - likewise
    page.map.told.connect(lambda what, said: most.append(int(said["features"])) if what == "drawn" else None)
    opened = _opened(page, desk)
    first = sent[0]
    drawn = min(_asked_anew(page) for _ in range(TIMES))
    warm.close()
    warm.deleteLater()
    took = _moved(page)
    return {
        "opened": opened,
        "drawn": drawn,
        "bytes": first,
        "mean": statistics.fmean(took),
        "median": statistics.median(took),
        "slowest": took[len(took) * 95 // 100],
        "most": max(most),
    }


def _held(folder: Path) -> dict[str, float]:
    """Tell the memory of the map as the program opens it: it comes up with the one profile that the map has."""
    page, desk = _map_page(folder)
    _wait(SETTLED_MS)
    # The book, and the page of the map without its browser
    alone = _memory()
    _opened(page, desk)
    for _ in range(TIMES):
        _asked_anew(page)
    _moved(page)
    _wait(SETTLED_MS)
    return {"memory": _memory(), "alone": alone}


def _map_page(folder: Path) -> tuple[MapPage, Desk]:
    """Return the page of the map on a desk with the book open, shown but not asked for anything yet; and the desk."""
    from tests.desk.a_desk import a_desk, settle
    from wehere_desktop.desk.look import Look, Mode
    from wehere_desktop.maps.live_page import page_files
    from wehere_desktop.records import open_book, real_world
    from wehere_desktop.screens.map.page import MapPage

    # The page's own parts are apart from what is measured
    page_files()
    book = open_book(folder / "Bench.wehere", "a bench in the park", world=real_world())
    look = Look(Mode.LIGHT)
    look.apply()
    desk = a_desk(book, look)
    page = MapPage(desk)
    # As somebody left it: nothing is asked for before the page is shown
    page.narrowing.blockSignals(True)  # noqa: FBT003 - the toolkit takes no name
    page.narrowing.clear()
    page.narrowing.want_layers(frozenset({"place", "beat", "crime"}))
    page.narrowing.want_crimes(12)
    page.narrowing.blockSignals(False)  # noqa: FBT003 - likewise
    page.resize(*SIZE)
    page.show()
    settle(desk)
    return page, desk


def _opened(page: MapPage, desk: Desk) -> float:
    """Return the seconds from asking for the map, its browser's page with it, to everything being drawn."""
    from tests.desk.a_desk import settle

    began = time.perf_counter()
    page.refresh(None)
    _until(lambda: page.drawn, TURN_MS)
    took = time.perf_counter() - began
    settle(desk)
    _wait(AT_REST_MS)
    return took


def _moved(page: MapPage) -> list[float]:
    """Move the map and return the milliseconds of each frame, the shortest first."""
    browser = page.map.page
    if browser is None:
        raise RuntimeError("The map's browser was not loaded.")
    browser.runJavaScript(MOVED)
    _until(lambda: bool(_asked(browser, "window.framesTook ? 1 : 0")), 200)
    took: list[float] = json.loads(str(_asked(browser, "JSON.stringify(window.framesTook)")))
    return sorted(took)


def _asked_anew(page: MapPage) -> float:
    """Return the seconds from asking for everything on the map to its being drawn, in the page as it stands."""
    page.drawn = False
    began = time.perf_counter()
    page.refresh(None)
    _until(lambda: bool(page.drawn), TURN_MS)
    took = time.perf_counter() - began
    _wait(AT_REST_MS // 2)
    return took


def _packed(made: Any) -> int:
    from gzip import compress

    held = made[1] if isinstance(made, tuple) else made
    return len(compress(held, 1)) if held is not None else 0


def _spots(number: int) -> list[tuple[float, float]]:
    luck = random.Random(1)  # noqa: S311 - points of a benchmark
    return [(53.0 + luck.random() / 3, -2.9 + luck.random() / 2) for _ in range(number)]


def _warmed(view: Any) -> Any:
    """Return a view whose browser has come up: what is measured begins there."""
    heard: list[bool] = []
    view.loadFinished.connect(heard.append)
    view.setUrl(QUrl("about:blank"))
    _until(lambda: bool(heard), TURN_MS)
    return view


def _asked(page: QWebEnginePage, script: str) -> Any:
    heard: list[Any] = []
    page.runJavaScript(script, 0, heard.append)
    _until(lambda: bool(heard), TURN_MS)
    return heard[0]


def _asked_frame(page: QWebEnginePage) -> None:
    """Wait until what is on the page has been painted."""
    page.runJavaScript(
        "requestAnimationFrame(function () { requestAnimationFrame(function () { window.seen = 1; }); })"
    )
    _until(lambda: bool(_asked(page, "window.seen ? 1 : 0")), TURN_MS)


def _until(holds: Callable[[], bool], turn: int) -> None:
    end = time.perf_counter() + LONGEST
    while not holds():
        if time.perf_counter() > end:
            raise TimeoutError("The page did not come to what was waited for.")
        _wait(turn)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _memory() -> int:
    """Return the bytes of this process and all below it, what they share counted once (PSS), where the system tells.

    What they share with other programs is counted in part: while another browser runs, every figure comes out less.
    """
    here = psutil.Process()
    total = 0
    for each in (here, *here.children(recursive=True)):
        held = each.memory_full_info()
        total += int(getattr(held, "pss", held.uss))
    return total


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
