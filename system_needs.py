"""What the operating system has to bring for the verbs of dev.py, and how it is got: by apt if we may, else said."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass


def say(sentence: str) -> None:
    """Tell the person at the terminal something, at once and apart from what the program prints."""
    print(sentence, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class SystemNeed:
    """A package of the operating system that a verb uses: Debian's name for it, its use, and how to see it is there."""

    package: str
    what_for: str
    is_there: Callable[[], bool]


def provide(needs: Sequence[SystemNeed]) -> bool:
    """Install what the system lacks if we may, else say the one command that does; return whether all is there now."""
    missing = [need for need in needs if not need.is_there()]
    if not missing:
        return True
    packages = [need.package for need in missing]
    reasons = "; ".join(f"{need.package} {need.what_for}" for need in missing)
    if shutil.which("apt-get") is None:
        say(f"This system lacks {reasons}. Install it with the system's own package manager, then try again.")
        return False
    if not (hasattr(os, "geteuid") and os.geteuid() == 0):
        say(f"This system lacks {reasons}. Run this once, then try again:\n  sudo apt install {' '.join(packages)}")
        return False
    say(f"Installing {reasons} …")
    for command in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "-y", *packages]):
        done = subprocess.run(
            command, capture_output=True, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )
    importlib.invalidate_caches()
    if done.returncode != 0 or not all(need.is_there() for need in missing):
        say(f"Could not install it. Check the network connection, then run: apt install {' '.join(packages)}")
        return False
    return True


FOR_ENVIRONMENT = (
    SystemNeed("python3-venv", "to make an environment", lambda: importlib.util.find_spec("ensurepip") is not None),
)


def _can_load(library: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _debian(package: str, library: str) -> SystemNeed:
    return SystemNeed(package, "for the window", lambda: sys.platform != "linux" or _can_load(library))


# What the window toolkit uses of a Linux system, by Debian's names; other systems bring it along.
FOR_WINDOW = (
    _debian("libegl1", "libEGL.so.1"),
    _debian("libgl1", "libGL.so.1"),
    _debian("libxkbcommon0", "libxkbcommon.so.0"),
    _debian("libdbus-1-3", "libdbus-1.so.3"),
    _debian("libglib2.0-0", "libglib-2.0.so.0"),
    _debian("libfontconfig1", "libfontconfig.so.1"),
    _debian("libfreetype6", "libfreetype.so.6"),
    # The browser that shows the map
    _debian("libnss3", "libnss3.so"),
    _debian("libasound2", "libasound.so.2"),
    _debian("libxcomposite1", "libXcomposite.so.1"),
    _debian("libxdamage1", "libXdamage.so.1"),
    _debian("libxrandr2", "libXrandr.so.2"),
    _debian("libxtst6", "libXtst.so.6"),
    _debian("libxkbfile1", "libxkbfile.so.1"),
    _debian("libgssapi-krb5-2", "libgssapi_krb5.so.2"),
)
# And to show it on a screen rather than draw it off-screen.
FOR_A_SCREEN = (
    *FOR_WINDOW,
    _debian("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
    _debian("libxcb-cursor0", "libxcb-cursor.so.0"),
    _debian("libxcb-icccm4", "libxcb-icccm.so.4"),
    _debian("libxcb-image0", "libxcb-image.so.0"),
    _debian("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    _debian("libxcb-render-util0", "libxcb-render-util.so.0"),
    _debian("libxcb-shape0", "libxcb-shape.so.0"),
    _debian("libxcb-xinerama0", "libxcb-xinerama.so.0"),
)
FOR_PICTURES = (
    SystemNeed("poppler-utils", "to turn pages into pictures", lambda: shutil.which("pdftoppm") is not None),
)
