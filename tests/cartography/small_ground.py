"""A small invented piece of ground for map tests: one town, one village, a few roads, a river and a flash."""

from __future__ import annotations

from wehere_desktop.cartography.shapes import Area, Dot, DotField, Label, Line, Path, Sketch, bounds_of

VENUE = (365000.0, 366000.0)
BEAT: tuple[Path, ...] = (((363600.0, 364800.0), (366500.0, 364900.0), (366400.0, 367200.0), (363700.0, 367100.0)),)


def line(name: str, style: str, *points: tuple[float, float]) -> Line:
    """Return a line through points given in metres."""
    return Line(points, style, name, bounds_of(points))


def area(style: str, *points: tuple[float, float]) -> Area:
    """Return an area of one ring."""
    return Area((points,), style, "", bounds_of(points))


def small_ground() -> Sketch:
    """Return the whole sketch of the invented ground."""
    return Sketch(
        areas=(
            area("wood", (363000.0, 367000.0), (363900.0, 367200.0), (363600.0, 367900.0)),
            area("built-up", (364200.0, 365200.0), (365900.0, 365300.0), (365800.0, 366900.0), (364300.0, 366700.0)),
            area("lake", (366300.0, 365100.0), (366700.0, 365200.0), (366600.0, 365700.0)),
        ),
        lines=(
            line("River Elm", "wide", (366600.0, 361000.0), (366450.0, 365200.0), (366700.0, 369000.0)),
            line("Elm Canal", "canal", (360000.0, 364950.0), (370000.0, 364950.0)),
            line("", "rail", (365500.0, 360000.0), (365500.0, 372000.0)),
            line("B5999", "lane", (364000.0, 363000.0), (365000.0, 365900.0)),
            line("A599", "main", (360000.0, 366300.0), (365000.0, 366200.0), (372000.0, 366400.0)),
            line("A99", "trunk", (364400.0, 360000.0), (364700.0, 366000.0), (364500.0, 376000.0)),
            line("M99", "motorway", (362000.0, 360000.0), (363900.0, 366000.0), (363800.0, 372000.0)),
        ),
        labels=(
            Label("Elmford", (365100.0, 365900.0), "settlement", 1),
            Label("Northbridge", (364520.0, 374500.0), "settlement", 2),
            Label("Little Elm", (366200.0, 366700.0), "settlement", 3),
            Label("Elm End", (364000.0, 365100.0), "settlement", 4),
        ),
        stations=(Dot((365500.0, 366500.0), "station", "Elmford"),),
        dots=DotField({(365, 366): "00BBSSoo", (364, 366): "0000"}, 13, "dots"),
        bounds=(360000.0, 360000.0, 372000.0, 376000.0),
        credit="Ground invented for tests.",
        caveat="A sketch.",
        outlines={
            "E06000050": (((360000.0, 360000.0), (372000.0, 360000.0), (372000.0, 376000.0), (360000.0, 376000.0)),)
        },
        latitude_terms=(53.0, *(0.0,) * 9),
        longitude_terms=(-2.5, *(0.0,) * 9),
    )
