"""The verbs: one module for each or for a small family; a verb is added by adding a file here.

Each module offers `VERBS`, a tuple of click commands. A module named after its verb (`log_visit` for `log-visit`) is
the only one loaded when that verb is called. What a module imports at its top must be light: the list of verbs loads
all of them, and a person is waiting. Each loads the rest when it is called.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click


def all_verbs() -> dict[str, click.Command]:
    """Return every verb by its name, found by looking in this folder."""
    return {str(verb.name): verb for module in _modules() for verb in _verbs_in(module)}


def verb_called(name: str) -> click.Command | None:
    """Return the verb of a name, or None; looks first into the module that bears its name."""
    module = name.replace("-", "_")
    # A word that Python keeps for itself has a module with one more line under it (`import_`).
    for likely in {module, f"{module}_"} & set(_modules()):
        for verb in _verbs_in(likely):
            if verb.name == name:
                return verb
    return all_verbs().get(name)


def _modules() -> list[str]:
    return sorted(each.name for each in pkgutil.iter_modules(__path__))


def _verbs_in(module: str) -> Sequence[click.Command]:
    found: Sequence[click.Command] = importlib.import_module(f"{__name__}.{module}").VERBS
    return found
