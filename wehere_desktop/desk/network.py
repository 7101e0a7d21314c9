"""What the program asked of any network since it was started: counted, so that the 0 it shows can be believed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

_ASKS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"})
_HERE = ("127.", "::1", "localhost")


@dataclass(slots=True)
class Requests:
    """How many requests to anywhere but this computer were sent, and how many were refused before they could be."""

    sent: int = 0
    refused: int = 0

    def in_words(self) -> str:
        """Return both: “Requests sent to any network: 0 · refused: 2”."""
        return f"Requests sent to any network: {self.sent:,} · refused: {self.refused:,}"


REQUESTS = Requests()
"""Of this run of the program: the map's gate counts what it refuses, `watch` what the program itself would send."""

_watching: list[bool] = []


def watch() -> None:
    """Count from now on whatever the interpreter sends to another computer, or asks a name server about."""
    if not _watching:
        _watching.append(True)
        sys.addaudithook(_heard)


def leaves(event: str, told: tuple[Any, ...]) -> bool:
    """Say whether what the interpreter is about to do reaches another computer, by its event and what is told of it."""
    if event not in _ASKS:
        return False
    # A socket's events tell the socket and where it goes to; those that look a name up begin with the name
    goes_to = told[0] if event.startswith("socket.get") else told[-1]
    host = goes_to[0] if isinstance(goes_to, tuple) and goes_to else goes_to
    # What goes to a path of the disk, or to nobody in particular, stays inside the computer
    return isinstance(host, str) and not host.startswith((*_HERE, "/", "\0")) and host != ""


def _heard(event: str, told: tuple[Any, ...]) -> None:
    if event.startswith("socket.") and leaves(event, told):
        REQUESTS.sent += 1
