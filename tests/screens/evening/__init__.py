"""Tests of the In the room screen."""
