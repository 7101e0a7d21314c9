"""Whatever any screen shows can be gone through by keys, is called something, and leaves nothing behind."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes
from tests.desk.a_desk import settle
from tests.real_files import ROOT
from tests.tour.going_through import called, described, goes_astray, stops_of_tab, way_of_tab
from tests.tour.walk import Sight, Strays, Walk, let_go, menus, sights
from tests.tour.walk import settle as come_to_rest
from tests.tour.window_stops import FRONT, OVER_THE_PAGE, FrontStop, front
from wehere_desktop.desk.background import LASTING_MS
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import Tone
from wehere_desktop.desk.screen import Desk, Screen
from wehere_desktop.desk.stops import Stop
from wehere_desktop.records import BeatBook
from wehere_desktop.screens import find_screens, find_stops

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]

SCREENS = find_screens()
SIGHTS = [*sights(), *(Sight(SCREENS[0], stop) for stop in OVER_THE_PAGE)]
ROUNDS = 20


@pytest.fixture(scope="module", autouse=True)
def _what_stays_set_aside() -> None:
    """Have `left_over`, twice for each sight, look at what is new and not at all that came before these tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def walk(practice_book: BeatBook, look: Look, tmp_path: Path, laptop_with_postcodes: Path) -> Iterator[Walk]:
    """A walk through a practice book of two beats."""
    made = Walk(practice_book, look, tmp_path / "stops")
    yield made
    made.close()


def wrong_with(window: QWidget, *, back: bool = True, rest: Callable[[], None] = lambda: None) -> list[str]:
    """Return what is wrong with a window for somebody without a mouse, or without sight of it; `back` goes back too.

    `rest` waits until everything asked for has been answered: a list come to by Tab may choose a row and show it.
    """
    stops = stops_of_tab(window)
    wrong = [f"has no name: {described(each)}" for each in stops if not called(each)]
    if menus() or not stops:
        # While a menu is open it has the keys
        return wrong
    try:
        way = way_of_tab(stops[0])
        rest()
        if stops != (stops := stops_of_tab(window)):
            way = way_of_tab(stops[0])
            rest()
        way_back = way_of_tab(stops[0], back=True) if back else [way[0], *reversed(way[1:])]
    except AssertionError as astray:
        return [*wrong, str(astray)]
    wrong += [f"is not come to: {described(each)}" for each in stops if each not in way]
    if [way[0], *reversed(way[1:])] != way_back:
        wrong.append("Shift+Tab does not go back the same way")
    goes_back = [(one, other) for one, other in pairwise([*way, way[0]]) if goes_astray(one, other)]
    # Once it does, from the last to the first
    if len(goes_back) > 1:
        wrong += [f"goes back: from {described(one)} to {described(other)}" for one, other in goes_back]
    return wrong


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: str(screen.name))
def test_that_a_screen_says_what_it_has_to_show_and_the_handbook_shows_it(screen: Screen) -> None:
    stops = find_stops(screen.name)
    assert stops, f"screens/{screen.name}/tour.py names no stop"
    names = [stop.name for stop in stops]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    handbook = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "handbook").glob("*.md"))
    shown = [stop.picture for stop in stops if f"(../pictures/{stop.picture}.png)" in handbook]
    assert shown, f"the handbook shows no picture of {screen.title}"
    assert [name for name in shown if not (ROOT / "docs" / "pictures" / f"{name}.png").is_file()] == []


@pytest.mark.long
@pytest.mark.parametrize("sight", SIGHTS, ids=str)
def test_that_a_sight_can_be_gone_through_by_keys_and_leaves_nothing_behind(sight: Sight, walk: Walk) -> None:
    strays = Strays()
    before, undo = left_over(walk.book), walk.book.can_undo()
    with strays.watching(sight), walk.at(sight) as page:
        # Going back is the same everywhere; once for each screen and once for each sheet is enough
        back = page.sheet.isVisible() or sight.stop is find_stops(sight.screen.name)[0]
        wrong = wrong_with(page.window(), back=back, rest=partial(come_to_rest, walk.background, page.window()))
        grave = [each.sentence for each in walk.notices.heard if each.tone is Tone.FAULT and "fault" not in str(sight)]
    assert wrong == []
    assert grave == []
    assert strays.seen == []
    # Whoever holds the page holds all of it
    del page
    assert walk.book.can_undo() == undo
    after = left_over(walk.book)
    if more_than(before, after):
        # What is made once for the whole program is left by whatever sight comes first; a leak grows each time
        with walk.at(sight):
            pass
        assert more_than(after, left_over(walk.book)) == []


@pytest.mark.parametrize("stop", FRONT, ids=lambda stop: str(stop.name))
def test_that_the_window_without_a_page_can_be_gone_through_by_keys(
    stop: FrontStop, practice_book: BeatBook, look: Look
) -> None:
    practice_book.close()
    strays = Strays()
    with strays.watching(), front(stop, practice_book.folder, look) as window:
        wrong = wrong_with(window)
    assert wrong == []
    assert strays.seen == []


def left_over(book: BeatBook) -> Counter[str]:
    """Return what there is of all that a page may leave behind, by its class."""
    app = QApplication.instance()
    assert app is not None
    gc.collect()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    living: list[object] = [each for each in gc.get_objects() if isinstance(each, QTimer | QThread) and isValid(each)]
    # One for each piece of work, which names it should it last
    living = [each for each in living if not isinstance(each, QTimer) or each.interval() != LASTING_MS]
    return Counter(type(each).__name__ for each in [*QApplication.allWidgets(), *living, *book._listeners])


def more_than(before: Counter[str], after: Counter[str]) -> list[str]:
    """Return what there is more of than before."""
    return sorted(f"{number} × {name}" for name, number in (after - before).items())


@pytest.mark.long
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: str(screen.name))
def test_that_twenty_rounds_of_a_page_leave_no_more_behind_than_one(
    screen: Screen, desk: Desk, laptop_with_postcodes: Path
) -> None:
    def once() -> None:
        page = screen.build(desk)
        page.resize(1182, 688)
        page.show()
        page.refresh(None)
        settle(desk)
        let_go(page)

    def left() -> Counter[str]:
        listeners = {
            "listener of the look": desk.look.receivers(SIGNAL("changed()")),
            "listener of the announcer": desk.announcer.receivers(SIGNAL("changed(PyObject)")),
        }
        return left_over(desk.book) + Counter(listeners) + _objects(screen)

    once()
    first = left()
    for _ in range(ROUNDS - 1):
        once()
    assert more_than(first, left()) == []


def _objects(screen: Screen) -> Counter[str]:
    own = f"wehere_desktop.screens.{screen.name}"
    ours = (type(each) for each in gc.get_objects() if isinstance(each, QObject))
    return Counter(f"{kind.__name__} kept" for kind in ours if kind.__module__.startswith(own))


def test_that_what_is_missing_at_a_stop_is_told_with_what_is_there(walk: Walk) -> None:
    def lost(at: object) -> None:
        at.press("Fly to the moon")  # type: ignore[attr-defined] # a stop's own word for where it is

    with pytest.raises(LookupError, match=r"Fly to the moon.*Log a visit"), walk.at(Sight(SCREENS[0], Stop("x", lost))):
        pass
