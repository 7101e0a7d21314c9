"""police.uk from the console: brought in for a beat, given back, and a calendar of what is public."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.police_uk_files import NEIGHBOURHOOD, PRIORITIES, WHOLE_BEAT, a_json
from wehere_desktop.formats.calendar_file import read_events

if TYPE_CHECKING:
    from pathlib import Path

    from tests.console.conftest import ElmPark

pytestmark = pytest.mark.usefixtures("laptop_with_postcodes")


def test_that_a_list_needs_its_beat_and_a_neighbourhood_names_it(elm_park: ElmPark, tmp_path: Path) -> None:
    path = a_json(tmp_path, PRIORITIES, coding="utf-8-sig")
    refused = elm_park.asks("import", "police-uk", path)
    assert (refused.code, "does not say of which beat" in refused.err) == (1, True)
    (told,) = elm_park.asks("import", "police-uk", path, "--beat", "Winsford Wharton", "--json").told
    assert (told["new"], told["refusal"]) == (2, None)
    (again,) = elm_park.asks("import", "police-uk", path, "--beat", "VB02", "--json").told
    assert (again["new"], again["unchanged"]) == (0, 2)
    (named,) = elm_park.asks("import", "police-uk", a_json(tmp_path, NEIGHBOURHOOD, "n.json"), "--json").told
    assert named["new"] == 1
    assert elm_park.asks("undo").out.startswith("Undone: Bring in 1 entry from n.json.")


def test_that_a_trial_tells_everything_and_writes_nothing(elm_park: ElmPark, tmp_path: Path) -> None:
    shown = elm_park.asks("import", "police-uk", a_json(tmp_path, WHOLE_BEAT), "--dry-run").out
    assert "Of Winsford Wharton: 1 neighbourhood, 2 people, 2 priorities and 1 event." in shown
    assert "row 4: Cars race down Crook Lane & Wharton Road" in shown
    assert shown.endswith("Nothing was written: this was a trial.\n")
    assert elm_park.asks("priorities", "--json").told == []


def test_that_what_came_is_given_back_and_our_own_beside_it(elm_park: ElmPark, tmp_path: Path) -> None:
    elm_park.asks("import", "police-uk", a_json(tmp_path, PRIORITIES), "--beat", "VB02")
    out = tmp_path / "out.json"
    (made,) = elm_park.asks("export", "police-uk", "--out", out, "--beat", "VB02", "--json").told
    assert made["entries"] == 5
    whole = json.loads(out.read_text(encoding="utf-8"))
    assert whole["priorities"] == json.loads(PRIORITIES)
    assert [each["name"] for each in whole["people"]] == ["Sam Ashdown"]
    assert [each["start_date"] for each in whole["events"]] == ["2026-12-09T19:00:00"]
    standing = elm_park.asks("export", "police-uk", "--out", out)
    assert (standing.code, "--replace" in standing.err) == (1, True)
    words = elm_park.asks("export", "police-uk", "--out", out, "--replace", "--shape", "priority")
    assert (words.code, "--beat" in words.err) == (1, True)
    done = elm_park.asks("export", "police-uk", "--out", out, "--replace", "--shape", "priority", "--beat", "VB02")
    assert done.out.endswith("out.json: 2 entries.\n")


def test_that_public_meetings_make_a_calendar_file(elm_park: ElmPark, tmp_path: Path) -> None:
    out = tmp_path / "meetings.ics"
    (made,) = elm_park.asks("meetings", "calendar", "--ics", out, "--json").told
    assert made["meetings"] == 1
    (event,) = read_events(out)
    assert (event.name, str(event.first)) == ("Beat meeting", "2026-12-09")
    assert elm_park.asks("meetings", "calendar", "--ics", out).code == 1
    none = elm_park.asks("meetings", "calendar", "--ics", out, "--replace", "--until", "2026-11-30")
    assert (none.code, "no public meeting" in none.err) == (1, True)
    assert len(read_events(out)) == 1
