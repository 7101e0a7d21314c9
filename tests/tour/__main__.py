"""Makes pictures of everything the window can show, on a practice book: `python -m tests.tour [--out DIR] …`."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.elm_park import still_world
from tests.gazetteer_fixture import built_postcodes
from tests.real_files import ROOT
from wehere_desktop.intake.practice import make_practice_book
from wehere_desktop.records.reference import REFERENCE_FILE, open_gazetteer

LOOKS = {"light": (1366, 768, 1.0), "dark": (1366, 768, 1.0), "wide": (1920, 1080, 1.0), "scaled": (1920, 1080, 1.5)}
HANDBOOK = ROOT / "docs" / "pictures"
AT_ONCE = 2


def main() -> int:
    """Make a practice book, walk through it once for each look, two at a time; return 1 if a stop failed."""
    asked = argparse.ArgumentParser(prog="python3 dev.py tour", description=__doc__)
    asked.add_argument("--out", type=Path, default=ROOT / "tour", help="where the pictures go")
    asked.add_argument("--only", default="", help="one screen by its name, or “window”")
    asked.add_argument("--handbook", action="store_true", help="make the handbook's pictures anew, in docs/pictures")
    told = asked.parse_args()
    with TemporaryDirectory(prefix="tour") as room:
        folder = Path(room)
        _say("Making a practice book …")
        with (
            closing(open_gazetteer(built_postcodes())) as postcodes,
            make_practice_book(folder / "Practice.wehere", world=still_world(), gazetteer=postcodes),
        ):
            pass
        looks = ["light"] if told.handbook else list(LOOKS)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            codes = list(pool.map(lambda look: _walk(look, folder, told), looks))
    _say(f"The pictures are in {HANDBOOK if told.handbook else told.out}.")
    return max(codes)


def _walk(look: str, folder: Path, told: argparse.Namespace) -> int:
    """Walk once, on a copy of the book and a laptop of its own."""
    own = folder / look
    laptop = own / "laptop"
    laptop.mkdir(parents=True)
    shutil.copytree(folder / "Practice.wehere", own / "Practice.wehere")
    shutil.copy(built_postcodes() / REFERENCE_FILE, laptop)
    out = HANDBOOK if told.handbook else told.out / look
    words = [sys.executable, "-m", "tests.tour.drive", str(own / "Practice.wehere"), str(out), look]
    words += ["--only", told.only] if told.only else []
    words += ["--handbook"] if told.handbook else []
    across, down, factor = LOOKS[look]
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    if platform == "offscreen":
        # Its usual screen is a small square, into which menus would be pushed back
        screen = {"name": look, "x": 0, "y": 0, "width": across, "height": down, "dpr": 1}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
        (own / "screen.json").write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        platform = f"offscreen:configfile={own / 'screen.json'}"
    surroundings = {
        **os.environ,
        "HOME": str(own),
        "WEHERE_HOME": str(laptop),
        "QT_QPA_PLATFORM": platform,
        "QT_SCALE_FACTOR": str(factor),
        "QT_LOGGING_RULES": "qt.qpa.*=false",
    }
    done = subprocess.run(words, env=surroundings, check=False)
    _say(f"{look}: {'all made' if done.returncode == 0 else 'some could not be made, see above'}")
    return done.returncode


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
