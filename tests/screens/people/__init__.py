"""Tests of the People screen."""
