"""`packs`: the map packs of this laptop, which lie over the sketch map; adds some, or uses one no longer."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from wehere_desktop.console import outcome
from wehere_desktop.console.asked import Asked, json_option
from wehere_desktop.console.paths import path_called
from wehere_desktop.console.speech import say, tell, warn
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.records.map_packs import MapPack


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def packs(ctx: click.Context) -> None:
    """List the map packs of this laptop, or add or remove one.

    A pack is an MBTiles or PMTiles file of raster or vector tiles. Where it covers the ground, the map in the window
    shows it in place of the sketch map.
    """
    if ctx.invoked_subcommand is not None:
        return
    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records.map_packs import packs_of

    asked = ctx.ensure_object(Asked)
    found = packs_of(laptop_folder())
    for each in found:
        if asked.json:
            tell(_as_json(each))
        else:
            say(f"{each.facts.name}: {each.in_words()}", *(f"  {line}" for line in _more(each)))
    if not found and not asked.json:
        say("No map pack has been added; the map is drawn from the sketch. “wehere packs add FILE” adds one.")


@packs.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@click.pass_obj
def add(asked: Asked, *, files: tuple[str, ...]) -> int:
    """Use these packs from now on. Each is taken or refused by itself; the files stay where they are.

    The exit code is 1 if any was refused. One that is used already is looked over anew.
    """
    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records.map_packs import add_pack

    refused = 0
    for file in files:
        name = PurePath(file).name
        try:
            pack = add_pack(laptop_folder(), path_called(file))
        except Refusal as refusal:
            refused += 1
            if asked.json:
                tell({"file": name, "refusal": str(refusal)})
            else:
                warn(f"{name} is refused: {refusal}")
            continue
        asked.kept.append(f"{name} is added")
        if asked.json:
            tell({**_as_json(pack), "refusal": None})
        else:
            say(f"Added {pack.facts.name}: {pack.in_words()}.", *(f"  {line}" for line in _more(pack)[:-1]))
    if refused and len(files) > 1 and not asked.json:
        say(f"{counted(refused, 'file')} of {len(files)} refused.")
    return outcome.REFUSED if refused else outcome.DONE


@packs.command()
@click.argument("name", metavar="NAME")
@json_option
@click.pass_obj
def remove(asked: Asked, *, name: str) -> None:
    """Use a pack no longer, by its name or its file; the file stays where it is."""
    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records.map_packs import remove_pack

    pack = remove_pack(laptop_folder(), name)
    if asked.json:
        tell(_as_json(pack))
    else:
        say(f"The map no longer uses {pack.facts.name}. Its file stays: {pack.path}")


def _more(pack: MapPack) -> list[str]:
    credit = [pack.facts.credit] if pack.facts.credit else []
    trouble = pack.trouble()
    return [*credit, *([trouble] if trouble else []), str(pack.path)]


def _as_json(pack: MapPack) -> dict[str, Any]:
    facts = pack.facts
    return {
        "file": pack.path.name,
        "path": str(pack.path),
        "name": facts.name,
        "kind": facts.kind,
        "min_zoom": facts.min_zoom,
        "max_zoom": facts.max_zoom,
        "bounds": list(facts.bounds),
        "credit": facts.credit,
        "size": pack.size,
        "trouble": pack.trouble() or None,
    }


VERBS = (packs,)
