"""The sheet for a query from the public: what was asked, by whom, when and how it came, and who answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.agreed import NOT_A_MOMENT, moment_meant, moment_typed
from wehere_desktop.neighbourhood.query import Query, check
from wehere_desktop.neighbourhood.visit import Channel
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.visits.entry_sheet import EntrySheet
from wehere_desktop.screens.visits.my_team import owners

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


class QuerySheet(EntrySheet):
    """A query to be logged, or one that is there to be changed."""

    def __init__(self, desk: Desk, query: Query, *, new: bool) -> None:
        """Show a query that is not in the book yet, or (`new` false) one that is."""
        self._before, self._new = query, new
        contact = RecordPicker(desk, "contact", name="Asked by", hint="A few letters of the name, or leave it empty")
        place = RecordPicker(desk, "place", name="Place", hint="A few letters of the place, or leave it empty")
        fields = [
            field_of(Query, "question", lines=3, hint="When will somebody look at the parking on School Lane?"),
            field_of(Query, "channel"),
            Field("received", "Received", hint="now", under="Its 72 hours run from here.", required=True),
            Field("contact", "Asked by"),
            Field("place", "Place"),
            Field("owner", "Who answers", "choice", owners(desk, held=query.owner)),
        ]
        super().__init__(
            desk, fields, "Log query" if new else "Keep changes", editors={"place": place, "contact": contact}
        )
        now = desk.book.world.now()
        received = "now" if new or query.received is None else moment_typed(query.received, now=now)
        self.form.fill(
            {
                "question": query.question,
                "channel": query.channel,
                "received": received,
                "contact": query.contact,
                "place": query.place,
                "owner": query.owner or desk.book.holder,
            }
        )
        self._received_as = received

    def keep_now(self, values: dict[str, Any]) -> None:
        """Log the query, or write what was changed of it."""
        before, desk = self._before, self.desk
        now = desk.book.world.now()
        typed = str(values.pop("received"))
        unchanged = not self._new and typed == self._received_as
        received = before.received if unchanged else moment_meant(typed, now=now)
        if received is None:
            raise Refusal(f"“{typed}” is not a moment that has been.", remedy=NOT_A_MOMENT, field="received")
        values["channel"] = Channel(values["channel"])
        beat = before.beat
        if values["place"] and values["place"] != before.place:
            place = desk.book.places.find(values["place"])
            beat = place.beat if place is not None and place.beat else beat
        after = replace(before, received=received, beat=beat, **values)
        found = check(after, now=now)
        if found:
            desk.notices.refuse(found, self)
            return
        names = ("question", "channel", "received", "contact", "place", "beat", "owner")
        fields = {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
        desk.change(
            "Log a query" if self._new else "Edit a query",
            lambda book: book.queries.add(after) if self._new else book.queries.amend(before.id, **fields),
            owner=self,
            form=self.form,
            then=self.done,
            failed=self.give_back,
            say="Query logged" if self._new else "Query changed",
        )


def new_query(desk: Desk, place: str = "", contact: str = "") -> QuerySheet:
    """Return the sheet for a query that came just now, to be answered by whoever opened the book."""
    book, mine = desk.book, desk.mine()
    found = book.places.find(place) if place else None
    beat = found.beat if found is not None else mine.beats[0] if len(mine.beats) == 1 else ""
    query = Query(
        id=book.world.new_id(),
        question="",
        received=book.world.now(),
        place=place,
        contact=contact,
        beat=beat,
        owner=book.holder,
    )
    return QuerySheet(desk, query, new=True)
