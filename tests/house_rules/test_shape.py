"""Every module has the house's shape: a promise in its first line, a bearable length, a name from the field."""

from __future__ import annotations

import ast
import re

from tests.house_rules.project_files import ROOT, modules, modules_of_tests, name_of, nodes_of, text_of, tree_of

LONGEST = 400
LONGEST_IN_TESTS = 700
BANNED_NAMES = {"utils", "helpers", "common", "manager", "service", "base", "core", "misc", "data", "handler", "shared"}
# "Base map" is the field's own word.
WORDS_OF_THE_FIELD = ("base_map", "basemap", "BaseMap")


def words_of(name: str) -> set[str]:
    """Return the words a file or class name is made of, in lower case."""
    for allowed in WORDS_OF_THE_FIELD:
        name = name.replace(allowed, "")
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def first_line(tree: ast.Module) -> str:
    """Return the first line of a module's docstring, or an empty text."""
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def called(function: ast.expr) -> str:
    """Return what is called as it is written, if that is a name or an attribute of a name; otherwise an empty text."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def test_that_every_module_begins_with_one_promise() -> None:
    # A file that is there only to make a folder a package may be empty.
    lacking = [name_of(path) for path in modules() if text_of(path) and not first_line(tree_of(path)).endswith(".")]
    assert lacking == []


def test_that_every_module_with_code_reads_its_annotations_late() -> None:
    lacking = [
        name_of(path)
        for path in modules()
        if len(tree_of(path).body) > 1
        and not any(
            isinstance(node, ast.ImportFrom) and node.module == "__future__" and node.names[0].name == "annotations"
            for node in tree_of(path).body
        )
    ]
    assert lacking == []


def test_that_no_module_is_longer_than_a_person_can_hold() -> None:
    too_long = [
        f"{name_of(path)}: {length} lines"
        for path in modules()
        if (length := len(text_of(path).splitlines()))
        > (LONGEST_IN_TESTS if path.is_relative_to(ROOT / "tests") else LONGEST)
    ]
    assert too_long == []


def test_that_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    empty = sorted(
        {
            name_of(path)
            for path in modules()
            for part in path.relative_to(ROOT).with_suffix("").parts
            if words_of(part) & BANNED_NAMES
        }
    )
    assert empty == []


def test_that_no_class_has_a_name_that_says_nothing() -> None:
    empty = [
        f"{name_of(path)}: {node.name}"
        for path in modules()
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef) and words_of(node.name) & BANNED_NAMES
    ]
    assert empty == []


def test_that_a_name_is_taken_apart_into_its_words() -> None:
    assert words_of("DataHandler") == {"data", "handler"}
    assert words_of("csv_utils") == {"csv", "utils"}
    assert words_of("BaseMap") == set()
    assert words_of("database") == {"database"}


def test_that_every_test_is_named_after_its_rule() -> None:
    nameless = [
        f"{name_of(path)}: {node.name}"
        for path in modules_of_tests()
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test") and not node.name.startswith("test_that_")
    ]
    assert nameless == []


def test_that_no_test_sleeps_or_replaces_parts_by_mocks() -> None:
    found = []
    for path in modules():
        if not path.is_relative_to(ROOT / "tests"):
            continue
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and called(node.func) in {"sleep", "time.sleep", "asyncio.sleep"}:
                found.append(f"{name_of(path)}:{node.lineno} sleeps")
            if isinstance(node, ast.Import | ast.ImportFrom) and "mock" in ast.unparse(node):
                found.append(f"{name_of(path)}:{node.lineno} mocks")
    assert found == []
