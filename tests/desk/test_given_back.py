"""What was freed goes back to the system, where the system has a call for it."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys

import pytest

from wehere_desktop.desk.given_back import give_back

FREED = """
from psutil import Process
from wehere_desktop.desk.given_back import give_back
# Small enough for the C library's heap, and the last kept so that its end does not fall free
held = [bytes(60_000) for _ in range(1_000)]
held[:-1] = []
before = Process().memory_info().rss
give_back()
print((before - Process().memory_info().rss) // 1_000_000)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="counts what the GNU library gives back")
def test_that_freed_memory_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-c", FREED], capture_output=True, encoding="utf-8", check=True)
    assert int(done.stdout) > 30


def test_that_a_system_without_such_a_call_is_left_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ctypes, "CDLL", asked.append)
    give_back()
    assert len(asked) == 1
