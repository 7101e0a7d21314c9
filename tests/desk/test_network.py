"""What is counted as sent: whatever goes to another computer, and nothing that stays inside this one."""

from __future__ import annotations

import pytest

from wehere_desktop.desk.network import Requests, leaves


@pytest.mark.parametrize(
    ("event", "told", "expected"),
    [
        ("socket.connect", (None, ("203.0.113.7", 443)), True),
        ("socket.connect", (None, ("2001:db8::1", 443, 0, 0)), True),
        ("socket.sendto", (None, ("203.0.113.7", 53)), True),
        ("socket.getaddrinfo", ("example.com", 443, 0, 0, 0), True),
        ("socket.gethostbyname", ("example.com",), True),
        ("socket.connect", (None, ("127.0.0.1", 5432)), False),
        ("socket.connect", (None, ("::1", 5432, 0, 0)), False),
        ("socket.connect", (None, "/run/user/1000/bus"), False),
        ("socket.connect", (None, b"\0bus"), False),
        ("socket.getaddrinfo", ("localhost", 80, 0, 0, 0), False),
        ("socket.getaddrinfo", (None, 80, 0, 0, 0), False),
        ("socket.bind", (None, ("203.0.113.7", 80)), False),
        ("open", ("https://example.com", "r", 0), False),
    ],
)
def test_that_only_what_goes_to_another_computer_leaves(
    event: str, told: tuple[object, ...], *, expected: bool
) -> None:
    assert leaves(event, told) is expected


def test_that_both_counts_are_told_in_one_line() -> None:
    assert Requests(sent=0, refused=2).in_words() == "Requests sent to any network: 0 · refused: 2"
