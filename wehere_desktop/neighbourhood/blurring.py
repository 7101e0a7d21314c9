"""Where a place is shown to the public: near where it is, never exactly, and each time at the same spot."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.ground import Position

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.place import Place

LEAST_METRES, MOST_METRES = 150.0, 500.0
BLUR_MEANS = "Places are shown only roughly, up to half a kilometre from where they are."

_METRES_PER_DEGREE = 111_320.0
_SHARE = float(2**32)


def blurred(place: Place) -> Position | None:
    """Return a position 150 to 500 m from where a place is, None where it has none.

    Which way and how far follows from the place's id, which nobody outside knows: it is the same in every
    publication, so that comparing them tells nothing more.
    """
    if place.latitude is None or place.longitude is None:
        return None
    # Loads a library of four megabytes, for what is published alone
    import hashlib

    chance = hashlib.sha256(place.id.encode("utf-8", "surrogatepass")).digest()
    turn = 2 * math.pi * int.from_bytes(chance[:4]) / _SHARE
    # Evenly over the ring's ground, so that the near side is no likelier than the far.
    between = int.from_bytes(chance[4:8]) / _SHARE
    metres = math.sqrt(LEAST_METRES**2 + between * (MOST_METRES**2 - LEAST_METRES**2))
    up = metres * math.sin(turn) / _METRES_PER_DEGREE
    across = metres * math.cos(turn) / (_METRES_PER_DEGREE * math.cos(math.radians(place.latitude)))
    return Position(round(place.latitude + up, 4), round(place.longitude + across, 4))
