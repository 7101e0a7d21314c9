"""What was freed goes back to the system, where the system has a call for it."""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
import sys

import pytest

from wehere_desktop.desk.given_back import FEW_HEAPS, give_back, keep_little

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

IN_THREADS = """
import ctypes, os, tempfile, threading
from wehere_desktop.desk.given_back import keep_little
keep_little()
meet = threading.Barrier(8)
def work():
    meet.wait()
    ctypes.CDLL(None).malloc(5_000)
    meet.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for each in threads: each.start()
for each in threads: each.join()
library = ctypes.CDLL(None)
library.fopen.restype = ctypes.c_void_p
with tempfile.TemporaryDirectory() as folder:
    told = os.path.join(folder, "told")
    file = ctypes.c_void_p(library.fopen(told.encode(), b"w"))
    library.malloc_info(0, file)
    library.fclose(file)
    print(open(told, encoding="utf-8").read().count("<heap "), os.environ["MALLOC_ARENA_MAX"])
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


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="counts the heaps of the GNU library")
def test_that_few_heaps_are_kept_however_many_threads_work_and_other_processes_are_told() -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    done = subprocess.run(
        [sys.executable, "-c", IN_THREADS], capture_output=True, encoding="utf-8", check=True, env=bare
    )
    heaps, told = map(int, done.stdout.split())
    assert heaps <= FEW_HEAPS == told


def test_that_heaps_are_left_in_peace_where_they_are_not_the_gnu_librarys(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ctypes, "CDLL", asked.append)
    monkeypatch.setattr(sys, "platform", "win32")
    before = dict(os.environ)
    keep_little()
    assert (asked, dict(os.environ)) == ([], before)
