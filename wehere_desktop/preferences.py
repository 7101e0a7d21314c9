"""What belongs to this laptop rather than to a book: where files lie, who this laptop is, and its settings."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

import platformdirs

from wehere_desktop.frozen import dataclass
from wehere_desktop.refusal import Fault, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T", str, int, float, bool)

SETTINGS_FILE = "settings.json"
IDENTITY_FILE = "laptop.json"


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A setting of this laptop: its name in the file, its default, and one line that says what it does."""

    name: str
    default: T
    description: str


@dataclass(frozen=True, slots=True)
class LaptopIdentity:
    """Who this laptop is to one book: an id made once and the machine's name for people to read."""

    id: str
    name: str


def resource(name: str) -> Path:
    """Return the path of a file that travels with the program, such as ``force/beats.csv``.

    It lies in ``resources/`` beside the package, or inside the frozen program. Raises Fault if it is not there or
    the name leads outside that folder.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    root = (Path(frozen) if frozen else Path(__file__).resolve().parent.parent) / "resources"
    path = root / name
    if ".." in Path(name).parts or Path(name).is_absolute() or not path.exists():
        raise Fault(f"The program's own file “{name}” is missing; install the program again.")
    return path


def laptop_folder() -> Path:
    """Return the folder for what belongs to this laptop, made if need be and readable by its user alone.

    The environment's WEHERE_HOME names it, else the system's usual place for a program's own files. Raises Refusal
    if it cannot be made.
    """
    chosen = os.environ.get("WEHERE_HOME", "").strip()
    folder = Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir("WeHere", appauthor=False))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(
            f"The folder for this laptop's own files cannot be made: {folder}.",
            remedy="Check that you may write there, or let WEHERE_HOME name another folder.",
            kind="no-permission",
        ) from error
    return folder


def laptop_identity(book_id: str, *, make_id: Callable[[], str]) -> LaptopIdentity:
    """Return who this laptop is to the book, making an id with `make_id` the first time and keeping it."""
    known = _read_identities()
    laptop_id = known.get(book_id)
    if laptop_id is None:
        return new_laptop_identity(book_id, make_id=make_id)
    return LaptopIdentity(laptop_id, _machine_name())


def new_laptop_identity(book_id: str, *, make_id: Callable[[], str]) -> LaptopIdentity:
    """Return a fresh identity for the book and keep it: a restored copy must not speak with its original's voice."""
    laptop_id = make_id()
    _write_json(laptop_folder() / IDENTITY_FILE, {**_read_identities(), book_id: laptop_id})
    return LaptopIdentity(laptop_id, _machine_name())


def read_setting(setting: Setting[T]) -> T:
    """Return what was chosen on this laptop, or the setting's default when nothing fitting was kept."""
    kept = _read_json(laptop_folder() / SETTINGS_FILE).get(setting.name, setting.default)
    return kept if type(kept) is type(setting.default) else setting.default


def write_setting(setting: Setting[T], value: T) -> None:
    """Keep the choice on this laptop; a value of another type than the default's is refused as a fault of ours."""
    if type(value) is not type(setting.default):
        raise Fault(f"The setting “{setting.name}” cannot hold a {type(value).__name__}.")
    path = laptop_folder() / SETTINGS_FILE
    _write_json(path, {**_read_json(path), setting.name: value})


def _machine_name() -> str:
    return platform.node().strip() or "this laptop"


def _read_identities() -> dict[str, str]:
    kept = _read_json(laptop_folder() / IDENTITY_FILE)
    return {book: laptop for book, laptop in kept.items() if isinstance(laptop, str) and laptop}


def _read_json(path: Path) -> dict[str, object]:
    """Return the file's object; a damaged file is kept aside under another name and counts as empty."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        found = None
    except OSError as error:
        raise Refusal(
            f"This laptop's own file cannot be read: {path}.",
            remedy="Check that you may read it.",
            kind="no-permission",
        ) from error
    if isinstance(found, dict):
        return found
    _keep_aside(path)
    return {}


def _keep_aside(path: Path) -> None:
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    # Where even this cannot be done the defaults still hold; the next write says why it failed.
    with contextlib.suppress(OSError):
        path.rename(aside)


def _write_json(path: Path, content: dict[str, object] | dict[str, str]) -> None:
    """Write whole or not at all: a cut in power leaves the earlier file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=2, sort_keys=True)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refusal(
            f"This laptop's own file cannot be written: {path}.",
            remedy="Check that the disk is not full and that you may write there.",
            kind="no-permission",
        ) from error
