"""`merge-contacts`: two records of one person become one, in one change that undo takes back."""

from __future__ import annotations

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import contact_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed


@click.command("merge-contacts")
@click.argument("kept", metavar="NAME|ID")
@click.argument("other", metavar="OTHER")
@click.option(
    "--take", "taken", multiple=True, metavar="FIELD", help="Where the two differ, take this field from OTHER."
)
@add_book_options
@click.pass_obj
def merge_contacts(asked: Asked, *, kept: str, other: str, taken: tuple[str, ...]) -> None:
    """Merge OTHER into the first person. Roles, visits, promises and answers move over, blanks are filled."""
    from wehere_desktop.records import merging

    with open_asked(asked) as book:
        by = acting(book, asked)
        first, second = contact_called(book, kept), contact_called(book, other)
        differing = {each.name: each for each in merging.differences(first, second)}
        for name in taken:
            if name not in differing:
                raise Refusal(
                    f"The two do not differ in “{name}”.",
                    remedy=f"They differ in: {listed(differing) or 'nothing'}.",
                    field="take",
                    kind="no-such-field",
                )
        label = merging.merged_label(first, second)
        with book.change(label, by=by):
            left = merging.merge_contacts(
                book, first.id, second.id, choose={name: differing[name].other for name in taken}
            )
    asked.kept.append(label)
    if asked.json:
        tell({"contact": left.id, "gone": second.id, "differed": sorted(differing), "taken": sorted(taken)})
        return
    stayed = [field_named(Contact, name).told.label for name in differing if name not in taken]
    kept_words = f" Kept as it was: {listed(stayed)}." if stayed else ""
    say(f"{label}.{kept_words} Undo brings both back.")


VERBS = (merge_contacts,)
