"""What the README, the changelog and the documents promise is there."""

from __future__ import annotations

import re
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest

import dev
from tests.house_rules.project_files import ROOT, name_of, text_files, text_of
from wehere_desktop import __version__

KINDS_OF_NEWS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)")
DOCUMENTS = [path for path in text_files() if path.suffix == ".md"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_that_every_dev_command_in_a_document_exists(document: Path) -> None:
    named = set(re.findall(r"python3? dev\.py ([a-z-]+)", text_of(document)))
    assert named <= set(dev.VERBS)


def test_that_the_readme_shows_the_two_commands_and_stays_short() -> None:
    readme = text_of(ROOT / "README.md")
    assert "python3 dev.py run" in readme
    assert "python3 dev.py test" in readme
    assert len(readme.splitlines()) <= 120


def test_that_continuous_integration_runs_the_command_of_the_readme() -> None:
    assert "python3 dev.py test" in text_of(ROOT / ".ci" / "run").splitlines()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_that_every_link_inside_the_project_leads_somewhere(document: Path) -> None:
    inside = [target for target in LINK.findall(text_of(document)) if "://" not in target]
    assert [target for target in inside if not (document.parent / target).exists()] == []


def test_that_the_changelog_can_be_read_by_a_program() -> None:
    lines = text_of(ROOT / "CHANGELOG.md").splitlines()
    releases = [line for line in lines if line.startswith("## ")]
    assert releases, "a changelog has at least one release"
    for line in releases:
        found = re.fullmatch(r"## \[(Unreleased|\d+\.\d+\.\d+)\](?: - (\d{4}-\d\d-\d\d))?", line)
        assert found, line
        assert (found[1] == "Unreleased") == (found[2] is None), line
        if found[2]:
            date.fromisoformat(found[2])
    assert {line.removeprefix("### ") for line in lines if line.startswith("### ")} <= KINDS_OF_NEWS


def test_that_one_version_is_said_everywhere() -> None:
    asked = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    assert asked == __version__
    said = text_of(ROOT / "CHANGELOG.md")
    assert f"## [{__version__}]" in said or "## [Unreleased]" in said


def test_that_decisions_are_numbered_one_after_another() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [name[:5] for name in names] == [f"{number:04}-" for number in range(1, len(names) + 1)]


def test_that_the_ci_script_is_sound_bash() -> None:
    done = subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], capture_output=True, text=True, check=False)  # noqa: S607 - wherever bash lies
    assert done.returncode == 0, done.stderr
