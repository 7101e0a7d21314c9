"""What the Map screen has to show."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from wehere_desktop.desk.stops import At, Stop
from wehere_desktop.intake.crimes import bring_in_crimes
from wehere_desktop.neighbourhood.week_plan import DAYS_IN_WEEK, monday_of
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.force_structure import authorities
from wehere_desktop.records.week_plans import keep_week_plan, week_plan

if TYPE_CHECKING:
    from wehere_desktop.screens.map.page import MapPage

_ROUND = ((-0.004, -0.007), (-0.005, 0.006), (0.003, 0.008), (0.005, -0.002), (0.001, -0.009))
PATIENCE_MS, TURN_MS = 6_000, 50
CRIME_HEADINGS = (
    "Crime ID,Month,Reported by,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category"
)
CRIME_KINDS = (
    ("Anti-social behaviour", ""),
    ("Violence and sexual offences", "Unable to prosecute suspect"),
    ("Criminal damage and arson", "Investigation complete; no suspect identified"),
    ("Shoplifting", "Local resolution"),
    ("Vehicle crime", "Under investigation"),
)


def _drawn(at: At[MapPage]) -> None:
    """Wait until the browser has drawn what it was asked for."""
    at.settle()
    for _ in range(PATIENCE_MS // TURN_MS):
        if at.page.drawn:
            break
        QTest.qWait(TURN_MS)
        at.settle()
    QTest.qWait(4 * TURN_MS)


def _whole(at: At[MapPage]) -> None:
    _drawn(at)


def _record(at: At[MapPage]) -> None:
    _drawn(at)
    at.page.list.setCurrentRow(0)
    _drawn(at)


def _layers(at: At[MapPage]) -> None:
    _drawn(at)
    at.press("Places and")


def _crimes_of(at: At[MapPage]) -> None:
    """Bring made-up crimes of a month in, near the places of the book."""
    rows, names = [CRIME_HEADINGS], {each.code: each.name for each in authorities()}
    places = [each for each in at.desk.book.places.all() if each.latitude is not None and each.longitude is not None]
    for number, place in enumerate(places):
        for times in range(1 + number % 7):
            kind, outcome = CRIME_KINDS[(number + times * times) % len(CRIME_KINDS)]
            lat, lon = (place.latitude or 0) + number % 5 / 2_000, (place.longitude or 0) - number % 3 / 1_000
            own = "" if kind.startswith("Anti") else f"{number:032x}{times:032x}"
            street = f"On or near {place.street or 'Parking Area'}".replace(",", "")
            where = f"{lon:.6f},{lat:.6f},{street},E01018700,{names.get(place.authority, 'Halton')} 031B"
            rows.append(f"{own},2026-09,Cheshire Constabulary,{where},{kind},{outcome}")
    path = at.folder / "2026-09-cheshire-street.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    bring_in_crimes(laptop_folder(), path, today=at.desk.today())


def _crimes(at: At[MapPage]) -> None:
    _crimes_of(at)
    at.page.narrowing.want_crimes(1)
    _drawn(at)
    middle = at.page.middle
    if middle is not None:
        at.page.map.do("go", middle.lat, middle.lon, 14)
        _drawn(at)
    rows = range(at.page.list.count())
    at.page.list.setCurrentRow(next(row for row in rows if "published crimes" in at.page.list.item(row).text()))
    _drawn(at)


def _drawing(at: At[MapPage], kind: str, corners: tuple[tuple[float, float], ...]) -> None:
    """Begin to draw for a priority without an area, or for a beat, corners given in degrees from where it lies."""
    _drawn(at)
    book, drawing = at.desk.book, at.page.drawing
    if kind == "beat":
        # One of those the map is narrowed to, so that its neighbours are there
        among = at.page.narrowing.wanted_on_map().places.beats
        wanted = next(iter(among), book.beats.current(at.desk.today())[0].id)
    else:
        wanted = next(each.id for each in book.priorities.all() if not each.area)
    drawing.begin(kind, wanted)
    middle = drawing.wanted.look_at if drawing.wanted is not None and drawing.wanted.look_at else at.page.middle
    for number, (north, east) in enumerate(corners, 1):
        lat, lon = str(middle.lat + north), str(middle.lon + east)
        at.page.map.told.emit("draw", {"do": "add", "told": number, "lat": lat, "lon": lon})
    _drawn(at)


def _close(at: At[MapPage]) -> None:
    at.page.map.told.emit("draw", {"do": "close", "told": len(_ROUND) + 1})


def _draw(at: At[MapPage]) -> None:
    _drawing(at, "priority", _ROUND[:4])
    _close(at)
    _drawn(at)


def _draw_crossing(at: At[MapPage]) -> None:
    _drawing(at, "priority", (_ROUND[0], _ROUND[2], _ROUND[1], _ROUND[3]))
    _close(at)
    _drawn(at)


def _draw_boundary(at: At[MapPage]) -> None:
    _drawing(at, "beat", tuple((north * 6, east * 6) for north, east in _ROUND))
    _close(at)
    at.press("See what changes")
    _drawn(at)


def _draw_for(at: At[MapPage]) -> None:
    _drawn(at)
    at.page.drawing.choose("priority")
    _drawn(at)


def _area(at: At[MapPage]) -> None:
    _drawn(at)
    at.page.narrowing.turn_on("priority")
    kept = at.desk.book.priorities.drawn(at.page.narrowing.wanted_on_map().places.beats)[0]
    at.settle()
    at.page.choose("priority", kept.id)
    at.page.map.do("go", kept.latitude, kept.longitude, 15)
    _drawn(at)


def _put_right(at: At[MapPage]) -> None:
    _record(at)
    at.press("Put its position right")
    at.page.map.told.emit("put", {"lat": str(at.page.middle.lat + 0.01), "lon": str(at.page.middle.lon)})
    _drawn(at)


def _round(at: At[MapPage]) -> None:
    """Show a day of seven calls on one beat, and put the plan back as it was."""
    _drawn(at)
    book, today = at.desk.book, at.desk.today()
    day, usual = today + timedelta(days=1), week_plan(book, monday_of(today + timedelta(days=1)))
    places = [each for each in book.places.all() if each.latitude is not None and each.beat]
    beats = Counter(each.beat for each in places)
    chosen = max(sorted(beats), key=lambda beat: beats[beat])
    calls = [each.id for each in places if each.beat == chosen][:7]
    keep_week_plan(book, replace(usual, days=((),) * DAYS_IN_WEEK).put(calls, day.weekday()))
    at.page.show_record("round", day.isoformat())
    _drawn(at)
    at.page.choose("round", calls[0])
    _drawn(at)
    keep_week_plan(book, usual)


def _crimes_menu(at: At[MapPage]) -> None:
    _crimes_of(at)
    at.page.narrowing.want_crimes(1)
    _drawn(at)
    at.press("Crimes of")


TOUR = [
    Stop("whole", _whole, picture="map"),
    Stop("record", _record),
    Stop("layers", _layers),
    Stop("area", _area),
    Stop("draw-for", _draw_for),
    Stop("draw", _draw, picture="map-drawing"),
    Stop("draw-crossing", _draw_crossing),
    Stop("draw-boundary", _draw_boundary),
    Stop("put-right", _put_right),
    Stop("round", _round, picture="map-round"),
    Stop("crimes", _crimes, picture="crimes"),
    Stop("crimes-menu", _crimes_menu),
]
