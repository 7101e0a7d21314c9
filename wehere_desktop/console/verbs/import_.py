"""`import`: bring files into the book, each applied as one change or refused, one by one."""

from __future__ import annotations

import dataclasses
from difflib import get_close_matches
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from wehere_desktop.console import outcome, telling_proposals
from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import beat_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.paths import path_called, refuse_standing_file
from wehere_desktop.console.speech import say, tell, warn
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from wehere_desktop.intake import Options, Proposal
    from wehere_desktop.intake.declaration import Duplicates

POSTCODES, CRIMES = "postcodes", "crimes"


@click.command("import")
@click.argument("kind", metavar="KIND")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Show everything the files would do, and write nothing.")
@click.option(
    "--duplicates",
    type=click.Choice(["hold", "new", "match"]),
    default="hold",
    show_default=True,
    help="Rows like a place on the book: hold them back, bring them in as new, or take them as the same.",
)
@click.option("--everywhere", is_flag=True, help="Bring in rows outside Cheshire too.")
@click.option("--as-of", type=DAY, metavar="DAY", help="The edition of files that do not tell their own.")
@click.option(
    "--mapping", multiple=True, metavar="HEADING=FIELD", help="How to read a column; may be given more than once."
)
@click.option(
    "--kind",
    "place_kind",
    default="",
    metavar="WORDS",
    help="The kind of every place in the files, such as “faith centre”.",
)
@click.option("--sheet", default="", metavar="NAME", help="Which sheet of a workbook; else the first.")
@click.option(
    "--rejected", default="", metavar="OUT.csv", help="Write the rejected rows to this file, with a reason each."
)
@click.option("--mend", is_flag=True, help="Of boundaries: cut overlaps, fill small gaps, cut crossings.")
@click.option("--replace", is_flag=True, help="Write over a file of rejected rows.")
@click.option("--beat", default="", help="Of which beat a file is that does not say so itself: police.uk id or name.")
@add_book_options
@click.pass_obj
def import_verb(  # noqa: PLR0913 - one for each option
    asked: Asked,
    *,
    kind: str,
    files: tuple[str, ...],
    dry_run: bool,
    duplicates: Duplicates,
    everywhere: bool,
    as_of: date | None,
    mapping: tuple[str, ...],
    place_kind: str,
    sheet: str,
    rejected: str,
    mend: bool,
    replace: bool,
    beat: str,
) -> int:
    """Bring files into the book. KIND is schools, places, contacts, boundaries, police-uk, crimes or postcodes.

    Each file is applied whole as one change, which “wehere undo” takes back, or refused whole. The exit code is 1 if
    any was refused.
    """
    from wehere_desktop.intake import Options

    if kind == POSTCODES:
        return _bring_in_postcodes(asked, files, dry_run=dry_run)
    if kind == CRIMES:
        return _bring_in_crimes(
            asked, files, dry_run=dry_run, everywhere=everywhere, rejected=rejected, replace=replace
        )
    options = Options(
        everywhere=everywhere,
        as_of=as_of,
        mapping=_mapping(mapping),
        place_kind=place_kind,
        sheet=sheet,
        duplicates=duplicates,
        mend=mend,
        progress=telling_proposals.progress(),
    )
    _refuse_unknown_kind(kind)
    return _bring_in(asked, kind, files, options, dry_run=dry_run, rejected=rejected, replace=replace, beat=beat)


def _bring_in(
    asked: Asked,
    kind: str,
    files: tuple[str, ...],
    options: Options,
    *,
    dry_run: bool,
    rejected: str,
    replace: bool,
    beat: str,
) -> int:
    from wehere_desktop.intake import apply, propose, write_rejected
    from wehere_desktop.intake.settling import settled
    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records.reference import open_gazetteer

    if rejected:
        refuse_standing_file(path_called(rejected), replace=replace)
    done: list[Proposal] = []
    with open_asked(asked) as book:
        by = acting(book, asked)
        if beat:
            options = dataclasses.replace(options, beat=beat_called(book, beat, today=asked.world.today()).id)
        gazetteer = open_gazetteer(laptop_folder(), progress=warn)

        def bring_in(path: Path) -> dict[str, Any]:
            proposal = propose(book, kind, path, gazetteer, options)
            if dry_run:
                proposal = settled(proposal, options.duplicates)
            else:
                proposal = apply(book, proposal, by=by, duplicates=options.duplicates)
                asked.kept.append(f"{path.name} is brought in")
            done.append(proposal)
            if not asked.json:
                telling_proposals.show(proposal, dry_run=dry_run)
            details = telling_proposals.details(proposal) if dry_run else {}
            return {**proposal.as_json(), **details}

        refused = _one_by_one(asked, kind, files, bring_in)
    if rejected:
        _write_rejected(done, path_called(rejected), write_rejected, replace=replace)
    return outcome.REFUSED if refused else outcome.DONE


def _one_by_one(asked: Asked, kind: str, files: tuple[str, ...], bring_in: Callable[[Path], dict[str, Any]]) -> int:
    """Bring in each file, telling its result or why it is refused; return how many were refused."""
    refused = 0
    for file in files:
        name = PurePath(file).name
        try:
            result = bring_in(path_called(file))
        except Refusal as refusal:
            refused += 1
            result = {"file": name, "kind": kind, **telling_proposals.NOTHING, "refusal": str(refusal)}
            if not asked.json:
                warn(f"{name} is refused: {refusal}")
        if asked.json:
            tell(result)
    if refused and len(files) > 1 and not asked.json:
        say(f"{counted(refused, 'file')} of {len(files)} refused.")
    return refused


def _write_rejected(proposals: list[Proposal], path: Path, write: Callable[..., int], *, replace: bool) -> None:
    if any(each.rejected for each in proposals):
        number = write(proposals, path, over=replace)
        warn(f"{counted(number, 'rejected row')} written to {path}.")
    else:
        warn(f"No row was rejected, so {path} was not made.")


def _bring_in_postcodes(asked: Asked, files: tuple[str, ...], *, dry_run: bool) -> int:
    from wehere_desktop.intake.postcodes import bring_in_postcodes
    from wehere_desktop.preferences import laptop_folder

    if dry_run:
        raise Refusal("Postcodes cannot be tried first.", remedy="Leave --dry-run out.", field="dry-run")

    def bring_in(path: Path) -> dict[str, Any]:
        result = bring_in_postcodes(laptop_folder(), path).as_json()
        asked.kept.append(f"{path.name} is brought in")
        if not asked.json:
            say(telling_proposals.counts_in_words(path.name, result))
        return result

    return outcome.REFUSED if _one_by_one(asked, POSTCODES, files, bring_in) else outcome.DONE


def _bring_in_crimes(
    asked: Asked, files: tuple[str, ...], *, dry_run: bool, everywhere: bool, rejected: str, replace: bool
) -> int:
    from wehere_desktop.intake.crimes import MOST_REJECTED, CrimesBroughtIn, bring_in_crimes, write_rejected_crimes
    from wehere_desktop.preferences import laptop_folder

    if rejected:
        refuse_standing_file(path_called(rejected), replace=replace)
    done: list[CrimesBroughtIn] = []

    def bring_in(path: Path) -> dict[str, Any]:
        found = bring_in_crimes(
            laptop_folder(),
            path,
            today=asked.world.today(),
            everywhere=everywhere,
            dry_run=dry_run,
            keep_rejected=MOST_REJECTED if rejected else 0,
            read=telling_proposals.progress(),
        )
        done.append(found)
        result = found.as_json()
        if not dry_run:
            asked.kept.append(f"{path.name} is brought in")
        if not asked.json:
            say(found.in_words(), *(f"  {each}" for each in found.sentences()))
            if dry_run:
                say("  Nothing was written: this was a trial.")
        return result

    refused = _one_by_one(asked, CRIMES, files, bring_in)
    if rejected and any(each.rejected for each in done):
        number = write_rejected_crimes(done, path_called(rejected), over=replace)
        warn(f"{counted(number, 'rejected row')} written to {rejected}.")
    elif rejected:
        warn(f"No row was rejected, so {rejected} was not made.")
    return outcome.REFUSED if refused else outcome.DONE


def _mapping(pairs: tuple[str, ...]) -> dict[str, str] | None:
    """Return the mapping that was given, None for none. A heading may hold an equals sign, a field never does."""
    found = {}
    for pair in pairs:
        heading, sign, field = pair.rpartition("=")
        if not sign or not heading:
            raise click.UsageError(
                f'“{pair}” is no mapping. Write it as HEADING=FIELD, such as --mapping "Centre name=name".'
            )
        found[heading.strip()] = field.strip()
    return found or None


def _refuse_unknown_kind(kind: str) -> None:
    from wehere_desktop.intake import find_intakes

    kinds = sorted({*find_intakes(), POSTCODES, CRIMES})
    if kind not in kinds:
        near = get_close_matches(kind.lower(), kinds, n=1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are {listed(kinds)}."
        raise click.UsageError(f"“{kind}” cannot be brought in. {hint}")


VERBS = (import_verb,)
