"""The map where there is no network at all: it comes up, moves, narrows and prints, and nothing tries to leave."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
ALONE = ["unshare", "--map-root-user", "--net", "--"]
LONGEST = 200


def test_that_the_map_does_all_its_work_where_there_is_nothing_but_the_computer_itself(tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("this system cannot part a process from the network: it has no unshare")
    if subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system does not allow a process to be parted from the network")
    (tmp_path / "book").mkdir()
    done = subprocess.run(
        [*ALONE, sys.executable, "-m", "tests.screens.map.on_an_island", str(tmp_path / "book")],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["interfaces"] == ["lo"]
    assert told["features"] > 0
    assert told["printed"] == "%PDF"
    assert told["elsewhere"] == []
    assert told["sent"] == 0
    # The one that was asked for on purpose
    assert told["refused"] == 1
