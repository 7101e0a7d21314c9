"""The chips above the map: which layers and which days of visits, and whatever narrows the list of places too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wehere_desktop.desk.pieces import Button, without_words
from wehere_desktop.desk.place_filters import PlaceFilters
from wehere_desktop.maps.crime_layer import CRIME, LATEST, NEVER_THE_PLACE, CrimesShown, chosen_in_words
from wehere_desktop.maps.live_answers import BEATS, LAYERS, MapWanted
from wehere_desktop.maps.round_layer import ROUND, RoundShown, weekday_and_day
from wehere_desktop.neighbourhood.crime import months_in_words
from wehere_desktop.neighbourhood.spell import Spell, quick_spells, usual_spell
from wehere_desktop.screens.map.days_sheet import DaysSheet
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.desk.screen import Desk

LAYER_WORDS = {
    "place": "Places",
    BEATS: "Beats by cover",
    "concern": "Open concerns",
    "priority": "Priorities",
    "meeting": "Meetings to come",
    "visit": "Visits of a period",
    ROUND: "Calls of a day",
    CRIME: "Published crimes",
}
LONGEST_WORDS = 24


class Narrowing(PlaceFilters):
    """The chips of the list of places with those of the map before them; `wanted_on_map` says what is wanted."""

    def __init__(self, desk: Desk) -> None:
        """Begin with places and beats, narrowed as the list is."""
        self._layers = frozenset({"place", BEATS})
        self._spell: Spell | None = None
        self._crime_months = 1
        self._crime_kinds: tuple[str, ...] = ()
        self._crimes = CrimesShown()
        self._round_day: date | None = None
        self._round = RoundShown()
        self.layers_chip = Button("", self._offer_layers, rank="chip")
        self.days_chip = Button("", self._offer_days, rank="chip")
        self.words_chip = Button("", lambda: self.want_words(""), rank="chip")
        self.crimes_chip = Button("", self._offer_crimes, rank="chip")
        self.round_chip = Button("", self._offer_rounds, rank="chip")
        before = (self.layers_chip, self.days_chip, self.round_chip, self.crimes_chip)
        super().__init__(desk, before=before, after=(self.words_chip,))

    @property
    def layers(self) -> frozenset[str]:
        """Return the names of the layers that are on."""
        return self._layers

    @property
    def spell(self) -> Spell:
        """Return the days whose visits are shown."""
        return self._spell or usual_spell(self._desk.today())

    def wanted_on_map(self) -> MapWanted:
        """Return what is to be on the map."""
        spell = self.spell
        return MapWanted(
            self.wanted(),
            self._layers,
            visits=(spell.first, spell.last),
            crime_months=self._crime_months,
            crime_categories=self._crime_kinds,
            round=self._round_day,
        )

    def in_words(self) -> str:
        """Return what is chosen in words; of crimes which, and that they are never where their mark stands."""
        crimes = f" · {self._crimes_in_words()}, {NEVER_THE_PLACE}" if CRIME in self._layers else ""
        calls = f" · {self._round.in_words}" if ROUND in self._layers and self._round.day_words else ""
        return super().in_words() + calls + crimes

    def clear(self) -> None:
        """Take every filter off, the words typed beside the list too."""
        self._narrowed.words = ""
        super().clear()

    def want_layers(self, layers: frozenset[str]) -> None:
        """Show these layers."""
        self._layers = layers
        self._show()
        self.changed.emit()

    def want_spell(self, spell: Spell) -> None:
        """Show the visits of these days."""
        self._spell = spell
        self.want_layers(self._layers | {"visit"})

    def want_crimes(self, latest: int, kinds: tuple[str, ...] = ()) -> None:
        """Show the crimes of so many of the latest months held, of some kinds; none for all."""
        self._crime_months, self._crime_kinds = latest, kinds
        self.want_layers(self._layers | {CRIME})

    def tell_crimes(self, crimes: CrimesShown) -> None:
        """Offer the months and kinds of crime there are."""
        self._crimes = crimes
        self._show()

    def want_round(self, day: date | None) -> None:
        """Show the calls of a day in their order, of the next with any if None."""
        self._round_day = day
        self.want_layers(self._layers | {ROUND})

    def tell_round(self, shown: RoundShown) -> None:
        """Offer the days that have calls."""
        self._round = shown
        self._show()

    def turn_on(self, layer: str) -> None:
        """Show a layer too, if there is one of this name and it is off."""
        if layer in LAYER_WORDS and layer not in self._layers:
            self.want_layers(self._layers | {layer})

    def _show(self) -> None:
        super()._show()
        on = [words for name, words in LAYER_WORDS.items() if name in self._layers]
        layers = f"{on[0]} and {len(on) - 1} more" if len(on) > 2 else " and ".join(on) or "Nothing"  # noqa: PLR2004 - more than two names do not fit
        self._say(self.layers_chip, "What is on the map", f"{layers} ▾", on=False)
        visits = "visit" in self._layers
        self._say(self.days_chip, "Days of the visits", f"{self.spell.words} ▾", on=visits)
        self.days_chip.setVisible(visits)
        crimes = CRIME in self._layers
        if crimes:
            self._say(self.crimes_chip, "Which crimes", f"{self._crimes_in_words()} ▾", on=True)
        self.crimes_chip.setVisible(crimes)
        calls = self._round.day_words or LAYER_WORDS[ROUND]
        self._say(self.round_chip, "Calls of which day", f"{calls[:1].upper()}{calls[1:]} ▾", on=True)
        self.round_chip.setVisible(ROUND in self._layers)
        words = self._narrowed.words
        short = words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…"
        self._say(self.words_chip, "Words of the list; press to take them off", f"“{short}” ✕", on=bool(words))
        self.words_chip.setVisible(bool(words))
        self.all_link.setVisible(bool(self._area.beats or words) or self.narrowed())
        self.arrange()

    def _offer_layers(self) -> None:
        menu = self._menu("What is on the map")
        for name, words in LAYER_WORDS.items():
            line = menu.addAction(words)
            line.setCheckable(True)
            line.setChecked(name in self._layers)
            line.triggered.connect(partial(self._turn, name))
        self._drop(menu, self.layers_chip)

    def _turn(self, name: str, _: object = None) -> None:
        self.want_layers(self._layers ^ {name})

    def _offer_days(self) -> None:
        menu, now = self._menu("Days of the visits"), self.spell
        for each in quick_spells(self._desk.today()):
            line = menu.addAction(each.words)
            line.setCheckable(True)
            line.setChecked((each.first, each.last) == (now.first, now.last))
            line.triggered.connect(without_words(partial(self.want_spell, each)))
        menu.addSeparator()
        menu.addAction("Other days…").triggered.connect(without_words(self._choose_days))
        self._drop(menu, self.days_chip)

    def _offer_rounds(self) -> None:
        menu, today = self._menu("Calls of which day"), self._desk.today()
        for day, number in self._round.days:
            when = "Today" if day == today else weekday_and_day(day, today)
            line = menu.addAction(f"{when}: {counted(number, 'call')}")
            line.setCheckable(True)
            line.setChecked(day == self._round.day)
            line.triggered.connect(without_words(partial(self.want_round, day)))
        menu.addSeparator()
        menu.addAction("Plan calls in Week…").triggered.connect(without_words(partial(self._desk.go, "week")))
        self._drop(menu, self.round_chip)

    def _crimes_in_words(self) -> str:
        return chosen_in_words(self._crime_months, self._crime_kinds, self._crimes.held)

    def _offer_crimes(self) -> None:
        menu, months, kinds = self._menu("Which crimes"), self._crimes.held, self._crimes.kinds
        for latest in LATEST:
            # Of two months, the latest six are the same two
            if months and (latest == 1 or len(months) > LATEST[LATEST.index(latest) - 1]):
                line = menu.addAction(months_in_words(months[-latest:]))
                line.setCheckable(True)
                line.setChecked(latest == self._crime_months)
                line.triggered.connect(without_words(partial(self.want_crimes, latest, self._crime_kinds)))
        menu.addSeparator()
        if kinds:
            line = menu.addAction("All kinds of crime")
            line.setCheckable(True)
            line.setChecked(not self._crime_kinds)
            line.triggered.connect(without_words(partial(self.want_crimes, self._crime_months)))
        for kind in kinds:
            line = menu.addAction(kind.replace("&", "&&"))
            line.setCheckable(True)
            line.setChecked(kind in self._crime_kinds)
            wanted = tuple(sorted(frozenset(self._crime_kinds) ^ {kind}))
            line.triggered.connect(without_words(partial(self.want_crimes, self._crime_months, wanted)))
        menu.addSeparator()
        menu.addAction("Bring in a file from data.police.uk…").triggered.connect(
            without_words(partial(self._desk.go, "bring_in"))
        )
        self._drop(menu, self.crimes_chip)

    def _choose_days(self) -> None:
        sheet = DaysSheet(self._desk, self.spell)
        sheet.chosen.connect(self.want_spell)
        self._desk.show_sheet("Visits from day to day", sheet)


def layer_words(name: str) -> str:
    """Return what one thing of a layer is called."""
    return LAYERS[name].words if name in LAYERS else name
