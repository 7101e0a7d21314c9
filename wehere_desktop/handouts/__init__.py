"""Printed papers for the public, each made from one frozen fact sheet that holds only what may be published."""

from __future__ import annotations
