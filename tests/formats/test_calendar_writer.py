"""Calendar files we write: any diary reads them, and no words in them act."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.formats.calendar_file import read_events
from wehere_desktop.formats.calendar_writer import DiaryEvent, calendar_text

MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)
EVENT = DiaryEvent(
    id="01900000-0000-7000-8000-000000000001",
    name="Beat meeting; open, to all",
    starts=datetime(2026, 12, 9, 19, tzinfo=UTC),
    ends=datetime(2026, 12, 9, 20, 30, tzinfo=UTC),
    where="Wharton Hall, Crook Lane",
    about="Welcome\nWhat you asked",
)


def read_back(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_that_our_own_reader_and_another_find_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "meetings.ics"
    evening = replace(EVENT, id="2", starts=datetime(2027, 6, 30, 23, 30, tzinfo=UTC), ends=None, called_off=True)
    path.write_bytes(calendar_text("Wharton", [EVENT, evening], made=MADE))
    found = read_events(path)
    assert (found[0].name, found[0].first, found[0].problem) == (EVENT.name, date(2026, 12, 9), "")
    first, second = read_back(path.read_bytes())
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (EVENT.starts, EVENT.ends)
    assert (str(first["LOCATION"]), str(first["DESCRIPTION"])) == (EVENT.where, EVENT.about)
    assert (str(first["STATUS"]), str(second["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert second["DTEND"].dt - second["DTSTART"].dt == timedelta(hours=1)
    assert path.read_bytes() == calendar_text("Wharton", [EVENT, evening], made=MADE)


@pytest.mark.parametrize(
    "name",
    [
        "Fair\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Other",
        "Fair\nATTACH:file:///etc/passwd",
        "\u202eriaF\u2028X-BAD:1\x00\x1b[2J",
        "\\n\\;\\,",
        "ß" * 290,
    ],
)
def test_that_hostile_words_stay_words_of_one_event(tmp_path: Path, name: str) -> None:
    path = tmp_path / "meetings.ics"
    content = calendar_text(name, [replace(EVENT, name=name, where=name, about=name)], made=MADE)
    path.write_bytes(content)
    (event,) = read_events(path)
    assert event.problem == ""
    (found,) = read_back(content)
    assert {*found} == {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "DESCRIPTION", "LOCATION", "STATUS"}
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert not any(byte in content.replace(b"\r\n", b"") for byte in b"\x00\x1b\r\n")


@given(st.text(max_size=80), st.text(max_size=120))
def test_that_whatever_the_words_are_one_event_comes_back(name: str, about: str) -> None:
    (event,) = read_back(calendar_text("All", [replace(EVENT, name=name, about=about)], made=MADE))
    kept = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    assert "".join(kept.split()) == "".join(
        letter for letter in "".join(str(event["SUMMARY"]).split()) if letter.isprintable()
    )
