"""What an entry of data.police.uk says in our own fields, and how a field changed here is written into it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from wehere_desktop.formats.html_text import escaped, html_of, plain_of
from wehere_desktop.formats.json_text import value_of, with_value
from wehere_desktop.formats.police_uk import Shape, text_in
from wehere_desktop.neighbourhood.fact import LONG_TEXT, SHORT_TEXT, tidy
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind
from wehere_desktop.neighbourhood.officer import Officer, Rank
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.wording import local, local_zone, phone_in_groups

TITLE = 90
"""Characters up to which the first words of an issue serve as a priority's title."""
KIND_OF: Mapping[Shape, str] = {
    Shape.PRIORITY: Priority.kind,
    Shape.EVENT: Meeting.kind,
    Shape.OFFICER: Officer.kind,
}
"""The shapes of which we make records of our own; the others are kept as they came and nothing else."""

Said = Mapping[str, Any]

_RANKS: Mapping[str, Rank] = {
    "chief inspector": Rank.CHIEF_INSPECTOR,
    "ch insp": Rank.CHIEF_INSPECTOR,
    "ci": Rank.CHIEF_INSPECTOR,
    "inspector": Rank.INSPECTOR,
    "insp": Rank.INSPECTOR,
    "sergeant": Rank.SERGEANT,
    "sgt": Rank.SERGEANT,
    "ps": Rank.SERGEANT,
    "constable": Rank.PC,
    "pc": Rank.PC,
    "community support officer": Rank.PCSO,
    "pcso": Rank.PCSO,
    "special constable": Rank.SPECIAL_CONSTABLE,
    "special": Rank.SPECIAL_CONSTABLE,
    "sc": Rank.SPECIAL_CONSTABLE,
    "volunteer": Rank.VOLUNTEER,
    "support volunteer": Rank.VOLUNTEER,
}
_BESIDE_RANK = re.compile(r"\b(?:police|neighbourhood|beat|local|acting|temporary|t|a)\b")


def said_by(shape: Shape, value: Any) -> dict[str, Any]:
    """Return what an entry says, by the names of our fields; empty for a shape of which we make nothing.

    A priority says issue, issue_date, action and action_date; an event title, starts, ends (UTC instants) and its
    address; an officer name, rank (None where we do not know it), phone and email. HTML has become plain lines.
    """
    reader = _READERS.get(shape)
    said = reader(value) if reader is not None else {}
    # As the book keeps its texts, so that what came and what is kept compare
    return {name: tidy(told) if type(told) is str else told for name, told in said.items()}


def title_for(issue: str) -> str:
    """Return the words an issue begins with as a title: its first sentence, or as many whole words as fit."""
    first = issue.split("\n", 1)[0].strip()
    sentence = re.split(r"(?<=[a-z0-9)])[.!?](?:\s|$)", first, maxsplit=1)[0].strip()
    if len(sentence) <= TITLE:
        return sentence or first[:TITLE]
    return f"{sentence[:TITLE].rsplit(' ', 1)[0].rstrip(',;:')} …"


def meeting_kind_for(title: str) -> MeetingKind:
    """Return what sort of meeting an event's title tells of: a surgery if it says so, else a beat meeting."""
    return (
        MeetingKind.SURGERY
        if re.search(r"\b(?:surger(?:y|ies)|drop.?in)\b", title, re.IGNORECASE)
        else (MeetingKind.BEAT_MEETING)
    )


def names_place(address: str, name: str) -> bool:
    """Say whether an address begins with the name of a place: “Wharton Hall, Crook Lane” does with “Wharton Hall”."""
    first = address.casefold().split(",", 1)[0].strip()
    return bool(first) and first == " ".join(name.casefold().replace(",", " ").split())


def rank_of(text: str) -> Rank | None:
    """Return the rank that words tell (“Police Community Support Officer”), None for those we do not know."""
    words = re.sub(r"[^a-z]+", " ", text.casefold()).strip()
    bare = " ".join(_BESIDE_RANK.sub(" ", words).split())
    return _RANKS.get(bare) or _RANKS.get(words)


def day_of(text: str) -> date | None:
    """Return the day that “2015-10-08T00:00:00” tells, whatever time stands behind it; None for none."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def instant_of(text: str) -> datetime | None:
    """Return the UTC instant of a moment without a zone, which is one of our clocks in Europe/London; None for none.

    The hour that comes twice when summer time ends is the first of the two. A zone that is told is believed.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=local_zone())).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def on_the_clock(instant: datetime) -> str:
    """Return a UTC instant as the service writes it: “2026-12-09T19:00:00” by the local clock, without a zone."""
    return local(instant).replace(tzinfo=None).isoformat(timespec="seconds")


def _priority(value: Any) -> dict[str, Any]:
    return {
        "issue": plain_of(text_in(value, "issue"))[:LONG_TEXT],
        "issue_date": day_of(text_in(value, "issue-date")),
        "action": plain_of(text_in(value, "action"))[:LONG_TEXT],
        "action_date": day_of(text_in(value, "action-date")),
    }


def _event(value: Any) -> dict[str, Any]:
    starts, ends = (instant_of(text_in(value, key)) for key in ("start_date", "end_date"))
    return {
        "title": _line(text_in(value, "title")),
        "starts": starts,
        "ends": ends if starts and ends and ends > starts else None,
        "address": _line(text_in(value, "address")),
    }


def _officer(value: Any) -> dict[str, Any]:
    return {
        "name": _line(text_in(value, "name")),
        "rank": rank_of(plain_of(text_in(value, "rank"))),
        "phone": phone_in_groups(_line(text_in(value, "contact_details", phone_key(value)))),
        "email": _line(text_in(value, "contact_details", "email")).removeprefix("mailto:"),
    }


_READERS: Mapping[Shape, Callable[[Any], dict[str, Any]]] = {
    Shape.PRIORITY: _priority,
    Shape.EVENT: _event,
    Shape.OFFICER: _officer,
}


def phone_key(value: Any) -> str:
    """Return under which key an officer's telephone number stands: the mobile's where that is the only one."""
    only_mobile = text_in(value, "contact_details", "mobile") and not text_in(value, "contact_details", "telephone")
    return "mobile" if only_mobile else "telephone"


def _line(markup: str) -> str:
    return " ".join(plain_of(markup).split())[:SHORT_TEXT]


# Giving back ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one of our fields stands in an entry, and how its value is written there."""

    path: tuple[str, ...]
    write: Callable[[Any], Any]


def _line_or_null(text: str) -> str | None:
    return escaped(text) if text else None


def _paragraphs_or_null(text: str) -> str | None:
    return html_of(text) or None


def _midnight_or_null(day: date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00" if day is not None else None


def _clock_or_null(instant: datetime | None) -> str | None:
    return on_the_clock(instant) if instant is not None else None


_PLACES: Mapping[Shape, Mapping[str, _Place]] = {
    Shape.PRIORITY: {
        "issue": _Place(("issue",), _paragraphs_or_null),
        "issue_date": _Place(("issue-date",), _midnight_or_null),
        "action": _Place(("action",), _paragraphs_or_null),
        "action_date": _Place(("action-date",), _midnight_or_null),
    },
    Shape.EVENT: {
        "title": _Place(("title",), _line_or_null),
        "address": _Place(("address",), _line_or_null),
        "starts": _Place(("start_date",), _clock_or_null),
        "ends": _Place(("end_date",), _clock_or_null),
    },
    Shape.OFFICER: {
        "name": _Place(("name",), _line_or_null),
        "rank": _Place(("rank",), _line_or_null),
        "email": _Place(("contact_details", "email"), _line_or_null),
        "phone": _Place(("contact_details", "telephone"), _line_or_null),
    },
}
# An entry of our own, its keys as the service has them.
_BARE: Mapping[Shape, str] = {
    Shape.PRIORITY: '{"issue": null, "issue-date": null, "action": null, "action-date": null}',
    Shape.EVENT: (
        '{"contact_details": {}, "description": null, "title": null, "address": null, "type": "meeting", '
        '"start_date": null, "end_date": null}'
    ),
    Shape.OFFICER: '{"name": null, "rank": null, "bio": null, "contact_details": {}}',
}


def written_anew(shape: Shape, ours: Said, *, description: str = "") -> str:
    """Return an entry for what we have and the service does not; `description` is of an event, in plain lines."""
    given = {name: value for name, value in ours.items() if value}
    text = _put(shape, _BARE[shape], given)
    return with_value(text, ("description",), html_of(description)) if description else text


def given_back(shape: Shape, text: str, ours: Said) -> str:
    """Return an entry's text as it came, but for what is now otherwise in our fields; that is written plainly.

    What an entry says and we have the same is not touched: its markup, its spaces and its order stay.
    """
    said = said_by(shape, value_of(text))
    return _put(shape, text, {name: value for name, value in ours.items() if said[name] != value})


def _put(shape: Shape, text: str, values: Said) -> str:
    for name, value in values.items():
        place = _PLACES[shape][name]
        path = (*place.path[:-1], phone_key(value_of(text))) if name == "phone" else place.path
        text = with_value(text, path, place.write(value))
    return text
