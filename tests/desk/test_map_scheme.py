"""The map's server: what the book cannot answer is told, since the page only sees that nothing came."""

from __future__ import annotations

import pytest

from tests.desk.a_desk import told
from tests.screens.map.waiting import wait_until
from wehere_desktop.desk.map_view import MapView
from wehere_desktop.desk.notices import Tone
from wehere_desktop.desk.screen import Desk


@pytest.mark.long
def test_that_a_question_that_fails_is_told_and_the_page_lives_on(desk: Desk) -> None:
    def answer(path: str, _: dict[str, str]) -> bytes | None:
        if path == "/points":
            raise ValueError("no such column")
        return None

    view = MapView(desk.look, desk.background, answer)
    view.begin()
    view.show()
    wait_until(desk, lambda: view.is_ready)
    view.ask("fetch('/points').catch(function () {}); 1", lambda _: None)
    wait_until(desk, lambda: any(each.tone is Tone.FAULT for each in told(desk).said.told))
    alive: list[object] = []
    view.ask("2 + 2", alive.append)
    wait_until(desk, lambda: alive == [4])
    view.hide()
    view.deleteLater()
