"""What the Bring in screen has to show: each of its steps, with a register written for the purpose."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is
from wehere_desktop.neighbourhood.place import PlaceKind

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.screens.bring_in.page import BringInPage

HEADINGS = ("URN", "EstablishmentName", "Postcode", "EstablishmentStatus (name)", "TelephoneNum")
ALIKE = 3


def _register(folder: Path, book: BeatBook) -> Path:
    """Write a register of schools: some that the book seems to know, some new, one that cannot be read."""
    known = [each for each in book.places.all() if each.postcode and each.place_kind is PlaceKind.SCHOOL][:ALIKE]
    rows = [(f"90000{at}", each.name.upper(), each.postcode, "Open", "") for at, each in enumerate(known)]
    rows += [
        (f"90001{at}", f"{name} Primary School", known[0].postcode, "Open", "01632 960123")
        for at, name in enumerate(("Alder", "Birch", "Cedar", "Elm"))
    ]
    rows.append(("900099", "Far School", "ZZ99 9ZZ", "Open", ""))
    path = folder / "schools_20260901.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path


def _after(presses: int) -> Callable[[At[BringInPage]], None]:
    """Return what takes the register and goes on so many times."""

    def show(at: At[BringInPage]) -> None:
        at.page.take([_register(at.folder, at.desk.book)])
        at.settle()
        for _ in range(presses):
            at.page.go_on()
            at.settle()

    return show


def _told_by_police_uk(presses: int) -> Callable[[At[BringInPage]], None]:
    """Return what takes a list of priorities as police.uk has them and goes on so many times."""

    def show(at: At[BringInPage]) -> None:
        path = at.folder / "priorities.json"
        issues = ("<p>Cars race down Crook Lane &amp; Wharton Road.</p>", "<p>Begging in the Cross.</p>")
        entries = [{"issue": each, "issue-date": "2026-09-09T00:00:00", "action": None} for each in issues]
        path.write_text(json.dumps(entries), encoding="utf-8")
        at.page.take([path])
        at.settle()
        at.page.what.beat.setCurrentIndex(1)
        at.page.what.beat.activated.emit(1)
        for _ in range(presses):
            at.page.go_on()
            at.settle()

    return show


def _crimes(at: At[BringInPage]) -> None:
    """Read a month of crimes, one of them outside Cheshire and one without a place."""
    headings = "Crime ID,Month,Reported by,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type"
    force, area = "2026-09,Cheshire Constabulary", "E01018700,Cheshire West and Chester 031B"
    rows = [f",{force},-2.52,53.19{number},On or near Elm Road,{area},Burglary" for number in range(10)]
    rows += [f",{force},,,No Location,,,Drugs", f",{force},-2.6,53.5,On or near Mill Lane,E01006301,Wigan 037E,Drugs"]
    path = at.folder / "2026-09-cheshire-street.csv"
    path.write_text("\n".join([headings, *rows]), encoding="utf-8")
    at.page.take([path])
    at.settle()
    at.page.go_on()
    at.settle()


# Three beats of Winsford as somebody drew them: two overlap, one crosses itself, and a strip between two is left out
_OUTLINES = {
    "Winsford Wharton": ((-2.515, 53.175), (-2.470, 53.178), (-2.466, 53.214), (-2.515, 53.215)),
    "Winsford Swanlow and Dene": (
        (-2.555, 53.165),
        (-2.520, 53.162),
        (-2.511, 53.178),
        (-2.512, 53.1885),
        (-2.555, 53.1885),
    ),
    "Winsford Over and Verdin": (
        (-2.600, 53.1885),
        (-2.5158, 53.1885),
        (-2.5160, 53.205),
        (-2.515, 53.215),
        (-2.550, 53.228),
        (-2.590, 53.226),
        (-2.602, 53.214),
        (-2.588, 53.216),
        (-2.600, 53.224),
    ),
}


def _outlines(at: At[BringInPage]) -> None:
    features = []
    for name, ring in _OUTLINES.items():
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        features.append({"type": "Feature", "properties": {"name": name}, "geometry": shape})
    path = at.folder / "beats.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    at.page.take([path])
    at.settle()
    at.page.go_on()
    at.settle()


def _outline_closely(at: At[BringInPage]) -> None:
    _outlines(at)
    at.page.look.outlines.look_at(1)
    at.settle()


TOUR = [
    Stop("choose", as_it_is, picture="bring-in"),
    Stop("what", _after(0)),
    Stop("look-through", _after(1), picture="look-through"),
    Stop("settle", _after(2)),
    Stop("finish", _after(3)),
    Stop("police-uk", _told_by_police_uk(0)),
    Stop("police-uk-rows", _told_by_police_uk(1)),
    Stop("crimes", _crimes),
    Stop("outlines", _outlines, picture="outlines"),
    Stop("outline-closely", _outline_closely),
]
