"""The world: the time, fresh ids and randomness, passed in so that everything below can be told what day it is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from wehere_desktop.frozen import dataclass

LOCAL_ZONE = ZoneInfo("Europe/London")
IDS_IN_A_MILLISECOND = 1 << 12


@dataclass(frozen=True, slots=True)
class World:
    """What the book may ask of the world.

    `now` gives an aware UTC instant, `new_id` a UUIDv7 as text, `pause` waits for some seconds and `random_bytes`
    gives so many unpredictable bytes.
    """

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    pause: Callable[[float], None]
    random_bytes: Callable[[int], bytes]

    def today(self) -> date:
        """Return the local date in Cheshire."""
        return self.now().astimezone(LOCAL_ZONE).date()


def id_maker(now: Callable[[], datetime], random_bytes: Callable[[int], bytes]) -> Callable[[], str]:
    """Return a function that makes UUIDv7 texts (RFC 9562, section 5.7) which never go backwards.

    The twelve bits after the milliseconds count ids made within one millisecond, so that ids sort as they were made.
    """
    last = [0, 0]

    def make() -> str:
        milliseconds = int(now().timestamp() * 1000)
        if milliseconds > last[0]:
            last[:] = [milliseconds, 0]
        else:
            last[1] += 1
            if last[1] >= IDS_IN_A_MILLISECOND:
                last[:] = [last[0] + 1, 0]
        number = (last[0] & (1 << 48) - 1) << 80 | 0x7 << 76 | last[1] << 64
        number |= 0b10 << 62 | int.from_bytes(random_bytes(8), "big") & (1 << 62) - 1
        text = f"{number:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    return make


def real_world() -> World:
    """Return the world as it is: the one place where the clock and randomness come in."""

    def now() -> datetime:
        return datetime.now(UTC)

    return World(now, id_maker(now, os.urandom), time.sleep, os.urandom)
