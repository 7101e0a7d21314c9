"""The sketch map, beats and marks as plain vector shapes, for print now and for the screen later.

Read `shapes` for what the map holds, `drawing` for what a renderer has to draw, `frame` for choosing the piece of
ground, `draw` for making a `Drawing`, and `svg` for a renderer that needs no library.
"""

from __future__ import annotations
