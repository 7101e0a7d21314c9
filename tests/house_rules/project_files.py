"""The project's own files as the house rules read them: what people wrote, not what tools leave behind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRITTEN_FOLDERS = ("wehere_desktop", "tests", "benchmarks", "docs", "resources", ".ci")
READ_AS_TEXT = {".py", ".md", ".toml", ".csv", ".txt", ".lock", ".json", ".spec", ".po", ".svg", ".html", ".css", ".js"}
NO_SUFFIX = {"run", "LICENSE", ".gitignore", ".gitattributes", ".editorconfig"}
# Samples and golden files show what others write or what the program prints, word for word.
SHOWN_NOT_WRITTEN = {"samples", "golden", "books"}


@cache
def text_files() -> tuple[Path, ...]:
    """Return every text file of the project, sorted, leaving out samples, golden files and kept books."""
    found = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in WRITTEN_FOLDERS:
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    return tuple(
        sorted(
            path
            for path in found
            if (path.suffix in READ_AS_TEXT or path.name in NO_SUFFIX)
            and not SHOWN_NOT_WRITTEN.intersection(path.relative_to(ROOT).parts)
        )
    )


@cache
def modules() -> tuple[Path, ...]:
    """Return every Python module of the project, sorted."""
    return tuple(path for path in text_files() if path.suffix == ".py")


@cache
def text_of(path: Path) -> str:
    """Return a file's text; a file that is not UTF-8 fails the rule that reads it."""
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(text_of(path), filename=str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a module's syntax tree: to walk through them all takes as long as to make them."""
    return tuple(ast.walk(tree_of(path)))


def name_of(path: Path) -> str:
    """Return a file's path inside the project with forward slashes, for messages."""
    return path.relative_to(ROOT).as_posix()


def modules_of_tests() -> Iterator[Path]:
    """Yield the modules that hold tests."""
    return (path for path in modules() if path.name.startswith("test_"))


def numbered_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line of a file with its place, as `file:line`."""
    for number, line in enumerate(text_of(path).splitlines(), 1):
        yield f"{name_of(path)}:{number}", line
