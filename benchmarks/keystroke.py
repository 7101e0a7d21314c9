"""A keystroke in the search box among 100,000 records, until what it finds is painted below the box."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks.search import A_FRAME, ROUNDS, TYPED, filled
from tests.elm_park import a_book

RECORDS = 100_000


def measure() -> list[tuple[str, float, float, str]]:
    """Return what was measured, its figure and its budget."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.announcer import Announcer
    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notices
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.window.search_box import SearchBox
    from wehere_desktop.window.start import application, take_turns

    take_turns()
    application()
    with tempfile.TemporaryDirectory() as folder, a_book(Path(folder)) as book:
        filled(book)
        background, look, announcer = Background(), Look(), Announcer(book)
        look.apply()
        kinds = frozenset({"place", "contact", "beat", "officer"})
        desk = Desk(book, background=background, announcer=announcer, notices=Notices(), look=look, shown_kinds=kinds)
        page = QWidget()
        page.resize(1280, 760)
        box = SearchBox(desk, page)
        box.setParent(page)
        box.setGeometry(200, 8, 480, 34)
        page.show()
        taken: list[float] = []
        for _ in range(ROUNDS):
            for text in TYPED:
                for end in range(1, len(text) + 1):
                    began = time.perf_counter()
                    box.setText(text[:end])
                    box.textEdited.emit(text[:end])
                    page.repaint()
                    taken.append((time.perf_counter() - began) * 1000)
        box.put_list_away()
        announcer.close()
        background.close()
    slow = sorted(taken)[int(len(taken) * 0.95)]
    return [(f"a keystroke among {RECORDS:,} until painted, 95th percentile", slow, A_FRAME, "ms")]
