"""A team starts with an empty book: brings in its schools, sees who is waiting, logs, mends, and keeps it safe."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.console.terminal import Ran, ran
from tests.elm_park import PASSPHRASE, TODAY, seal_lightly, still_world

if TYPE_CHECKING:
    from pathlib import Path

REGISTER = """URN,EstablishmentName,Street,Postcode,EstablishmentStatus (name)
900001,Alder Lane Primary School,Alder Lane,CW7 3EP,Open
900002,Birch Lane Academy,Birch Lane,CW9 5AA,Open
"""
NEWER = REGISTER.replace("Birch Lane Academy", "Birch Lane High School")


@pytest.mark.long
@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_a_team_can_start_work_and_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEHERE_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("WEHERE_BOOK", "North")
    day = 0

    def asks(*words: object) -> Ran:
        nonlocal day
        day += 1
        done = ran(*words, world=still_world(TODAY + timedelta(days=day), seed=f"day {day}"))
        assert done.code == 0, done.err
        return done

    asks("new", "North", "--officer", "Robin Vale", "--rank", "Inspector", "--lpu", "Northwich")
    seal_lightly(tmp_path / "North.wehere")
    (tmp_path / "schools_2026-01.csv").write_text(REGISTER, encoding="utf-8")
    assert asks("import", "schools", "schools_2026-01.csv").out == "schools_2026-01.csv: 2 rows: 2 new.\n"
    assert len(asks("due", "--json").told) == 2

    asks("log-visit", "--place", "alder", "--said", "Met the new head.", "--on", "today")
    (waiting,) = asks("due", "--json").told
    assert waiting["name"] == "Birch Lane Academy"

    (tmp_path / "schools_2026-09.csv").write_text(NEWER, encoding="utf-8")
    (newer,) = asks("import", "schools", "schools_2026-09.csv", "--json").told
    assert (newer["new"], newer["changed"], newer["unchanged"]) == (0, 1, 1)
    assert "Name: Birch Lane Academy -> Birch Lane High School" in asks("history", "place", "Birch Lane").out
    assert asks("undo").out.startswith("Undone: Bring in 1 school from schools_2026-09.csv.")
    assert "Birch Lane Academy" in asks("search", "birch").out
    asks("redo")

    (backup,) = asks("backup", "--json").told
    asks("log-visit", "--place", "birch", "--said", "Written after the backup.")
    asks("restore", backup["file"], "--to", "North", "--over")
    assert "Birch Lane High School" in asks("search", "birch").out
    assert "Nothing here holds" in asks("search", "written after").out
    assert asks("check").out == "The book is sound.\n"
