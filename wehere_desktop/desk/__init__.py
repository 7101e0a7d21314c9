"""What every screen finds on its desk: the book, two lanes for work, one door to the user, the look, tables, forms."""

from __future__ import annotations
