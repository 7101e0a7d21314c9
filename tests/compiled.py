"""Keeps what Python has compiled, so that no worker and no program a test starts compiles all of it again."""

from __future__ import annotations

import os
import sys

from tests.real_files import ROOT

COMPILED = ROOT / ".cache" / "compiled"


def keep_compiled() -> None:
    """Have this process and those it starts keep what they compile in the project's cache.

    That goes even where Python was told to keep nothing: compiling the project and its tests takes longer than most of
    what they do.
    """
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(COMPILED)
    os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)}
