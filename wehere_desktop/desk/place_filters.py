"""The chips that narrow places: where, which kind, how contact stands, whose, nobody named; they wrap where narrow."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from wehere_desktop.desk import narrowing as choosing
from wehere_desktop.desk.chips import add_choice, areas_menu, drop, new_menu, say_chip
from wehere_desktop.desk.chosen import ME, MINE, Chosen, keep_for, kept_for
from wehere_desktop.desk.pieces import Button
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.records.place_list import PlacesWanted, Standing
from wehere_desktop.wording import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QMenu

    from wehere_desktop.desk.screen import Desk


class PlaceFilters(WrappingLine):
    """Chips that open menus, and one that is pressed or not; they show and choose what the whole desk looks at.

    `changed` says that something else is wanted. While it is out of sight, what another screen chose is told once it
    comes into sight again.
    """

    changed = Signal()

    def __init__(self, desk: Desk, *, before: Sequence[Button] = (), after: Sequence[Button] = ()) -> None:
        """Begin with what the desk looks at now; chips of one's own stand before and after these."""
        super().__init__()
        self._desk = desk
        self._narrowed = desk.narrowed
        self._mine = self._missed = False
        self._unnamed = 0
        self.beats_chip = Button("", self._offer_areas, rank="chip")
        self.kind_chip = Button("", self._offer_kinds, rank="chip")
        self.standing_chip = Button("", self._offer_standings, rank="chip")
        self.officer_chip = Button("", self._offer_officers, rank="chip")
        self.nobody_chip = Button("", self._turn_nobody, rank="chip")
        self.kept_chip = Button("Kept ▾", self._offer_kept, rank="chip", name="Filters you have kept")
        self.all_link = Button("Show all", self.clear, rank="link", name="Show all places: take every filter off")
        for chip in (
            *before,
            self.beats_chip,
            self.kind_chip,
            self.standing_chip,
            self.officer_chip,
            self.nobody_chip,
            self.kept_chip,
            *after,
            self.all_link,
        ):
            self.add(chip)
        desk.look.changed.connect(self.arrange)
        self._narrowed.changed.connect(self._follow)
        self._area = choosing.area_of(desk, self.chosen.area)
        self._show()

    @property
    def chosen(self) -> Chosen:
        """Return what is chosen now."""
        return self._narrowed.chosen

    def wanted(self) -> PlacesWanted:
        """Return what is wanted, with the words typed."""
        self._area = choosing.area_of(self._desk, self.chosen.area)
        return choosing.wanted(self._desk, self.chosen, self._narrowed.words)

    def in_words(self) -> str:
        """Return what is chosen in words: “School · All of Northwich · losing touch”, with the words typed."""
        typed = f" · “{self._narrowed.words}”" if self._narrowed.words else ""
        return choosing.in_words(self._desk, self.chosen) + typed

    def where(self) -> str:
        """Return the beats looked at in words, empty for everywhere."""
        return self._area.words

    def one_beat(self) -> bool:
        """Say whether a single beat is looked at, so that its name need not stand in each row."""
        return len(self._area.beats) == 1

    def narrowed(self) -> bool:
        """Say whether anything is left out but for beats."""
        return replace(self.chosen, area="") != Chosen()

    def tell_unnamed(self, number: int) -> None:
        """Show how many of these places nobody is named for."""
        self._unnamed = number
        self._show()

    def clear(self) -> None:
        """Take every filter off."""
        self.want(Chosen())

    def want(self, chosen: Chosen) -> None:
        """Look at this instead, here and on the desk's other screens."""
        self._by_me(lambda: self._narrowed.want(chosen))

    def want_area(self, area: str) -> None:
        """Look at an area: “mine”, “lpu:” or “beat:” and an id, empty for everywhere."""
        self.want(replace(self.chosen, area=area))

    def want_kind(self, kind: PlaceKind | None) -> None:
        """Look at one kind; None for all."""
        self.want(replace(self.chosen, place_kind=kind.value if kind is not None else ""))

    def want_standing(self, standing: Standing | None) -> None:
        """Look at places whose promise stands so; None for any."""
        self.want(replace(self.chosen, standing=standing.value if standing is not None else ""))

    def want_officer(self, officer: str) -> None:
        """Look at the places one officer (“me” or an id) is named for today; empty for any."""
        self.want(replace(self.chosen, officer=officer, nobody=False if officer else self.chosen.nobody))

    def keep(self) -> None:
        """Keep what is chosen now, to come back to it."""
        kept = kept_for(self._desk.book.book_id)
        if self.chosen not in kept:
            keep_for(self._desk.book.book_id, [self.chosen, *kept])
            self._desk.notices.tell(f"Kept the filter “{choosing.in_words(self._desk, self.chosen)}” on this laptop")

    def forget(self, chosen: Chosen) -> None:
        """Keep a filter no longer."""
        kept = kept_for(self._desk.book.book_id)
        keep_for(self._desk.book.book_id, [each for each in kept if each != chosen])

    def want_words(self, words: str) -> None:
        """Look at places with these words alone."""
        self._by_me(lambda: self._narrowed.want_words(words))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell what was chosen elsewhere meanwhile."""
        super().showEvent(event)
        if self._missed:
            self._missed = False
            self.changed.emit()

    def _by_me(self, do: Callable[[], None]) -> None:
        self._mine = True
        do()
        self._mine = False

    def _follow(self) -> None:
        self._area = choosing.area_of(self._desk, self.chosen.area)
        self._show()
        if self._mine or self.isVisible():
            self.changed.emit()
        else:
            self._missed = True

    def _turn_nobody(self) -> None:
        turned = not self.chosen.nobody
        self.want(replace(self.chosen, nobody=turned, officer="" if turned else self.chosen.officer))

    def _show(self) -> None:
        chosen, area = self.chosen, self._area
        self._say(self.beats_chip, "Which beats", f"{area.words or 'Everywhere'} ▾", on=bool(area.beats))
        kind = capital(chosen.place_kind) or "All kinds"
        self._say(self.kind_chip, "Which kind", f"{kind} ▾", on=bool(chosen.place_kind))
        standing = capital(chosen.standing) or "Any state"
        self._say(self.standing_chip, "How contact stands", f"{standing} ▾", on=bool(chosen.standing))
        officer, who = choosing.officer_of(self._desk, chosen.officer)
        self._say(self.officer_chip, "Whose places", f"{who or 'Any officer'} ▾", on=bool(officer))
        self._say(self.nobody_chip, "Filter", f"Nobody named {self._unnamed:,}", on=chosen.nobody)
        self.all_link.setVisible(bool(area.beats) or self.narrowed())
        self.arrange()

    def _say(self, chip: Button, what: str, words: str, *, on: bool) -> None:
        told = ", on" if on and chip is self.nobody_chip else ""
        say_chip(chip, words, f"{what}: {words.removesuffix(' ▾')}{told}", on=on)

    def _menu(self, name: str) -> QMenu:
        return new_menu(self, name)

    def _drop(self, menu: QMenu, under: Button) -> None:
        drop(menu, under)

    def _offer_areas(self) -> None:
        own = choosing.area_of(self._desk, MINE)
        self._drop(areas_menu(self._desk, self, self.want_area, own=own), self.beats_chip)

    def _offer_kinds(self) -> None:
        menu = self._menu("Which kind")
        add_choice(menu, "All kinds", partial(self.want_kind, None))
        menu.addSeparator()
        for kind in PlaceKind:
            add_choice(menu, capital(kind), partial(self.want_kind, kind))
        self._drop(menu, self.kind_chip)

    def _offer_standings(self) -> None:
        menu = self._menu("How contact stands")
        add_choice(menu, "Any state", partial(self.want_standing, None))
        menu.addSeparator()
        for each in Standing:
            add_choice(menu, capital(each), partial(self.want_standing, each))
        self._drop(menu, self.standing_chip)

    def _offer_officers(self) -> None:
        menu, book, today = self._menu("Whose places"), self._desk.book, self._desk.today()
        add_choice(menu, "Any officer", partial(self.want_officer, ""))
        add_choice(menu, "Me", partial(self.want_officer, ME))
        menu.addSeparator()
        named = book.named_officers.how_many_by_officer(today)
        officers = sorted(book.officers.many(named), key=lambda each: (each.name, each.id))
        units = _units_of(self._desk)
        for unit, words in [*((each.id, each.name) for each in book.lpus.current(today)), ("", "No unit")]:
            fitting = [each for each in officers if units.get(each.id, "") == unit]
            if not fitting:
                continue
            inner = menu.addMenu(words.replace("&", "&&"))
            for each in fitting:
                add_choice(inner, f"{each.rank} {each.name} ({named[each.id]})", partial(self.want_officer, each.id))
        self._drop(menu, self.officer_chip)

    def _offer_kept(self) -> None:
        menu, kept = self._menu("Filters you have kept"), kept_for(self._desk.book.book_id)
        if self.chosen not in kept:
            add_choice(menu, f"Keep “{choosing.in_words(self._desk, self.chosen)}”", self.keep)
            menu.addSeparator()
        for each in kept:
            add_choice(menu, choosing.in_words(self._desk, each), partial(self.want, each))
        if kept:
            menu.addSeparator()
            inner = menu.addMenu("Forget")
            for each in kept:
                add_choice(inner, choosing.in_words(self._desk, each), partial(self.forget, each))
        self._drop(menu, self.kept_chip)


def _units_of(desk: Desk) -> dict[str, str]:
    """Return each officer's unit today, of their beat if they are posted to one."""
    units = {each.id: each.lpu for each in desk.book.beats.current(desk.today())}
    return {each.officer: each.lpu or units.get(each.beat, "") for each in desk.book.postings.on_day(desk.today())}
