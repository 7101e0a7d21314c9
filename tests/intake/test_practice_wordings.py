"""The practice tables' wordings become sentences: choices, parts left out, slots, seasons."""

from __future__ import annotations

from datetime import date

import pytest

from tests.elm_park import still_world
from wehere_desktop.intake.practice.chance import Chance
from wehere_desktop.intake.practice.phrases import calendar_slot, clock, fill, mid_sentence, number, slug
from wehere_desktop.intake.practice.tables import patches, place_recipes, season, situations
from wehere_desktop.preferences import resource
from wehere_desktop.records.force_structure import units_and_beats
from wehere_desktop.refusal import Fault


def no_slots(slot: str, behind: str) -> str:
    raise KeyError(slot)


def one_slot(slot: str, behind: str) -> str:
    return {"who": "the verger", "n": f"{behind} cups"}[slot]


def test_that_one_of_the_choices_is_taken() -> None:
    assert {fill("Had [tea|coffee].", no_slots, Chance("a", n)) for n in range(20)} == {"Had tea.", "Had coffee."}


def test_that_a_choice_may_hold_another() -> None:
    said = {fill("[Tea[ with milk|]|Coffee].", no_slots, Chance("b", n)) for n in range(60)}
    assert said == {"Tea.", "Tea with milk.", "Coffee."}


@pytest.mark.parametrize(("share", "said"), [(0.0, "Had tea."), (1.0, "Had tea. With sugar.")])
def test_that_what_may_be_left_out_is_kept_or_left_whole(share: float, said: str) -> None:
    assert fill("Had tea. <With sugar.>", no_slots, Chance("c"), optional=share) == said


def test_that_slots_are_filled_and_sentences_begin_with_capitals() -> None:
    assert (
        fill("{who} made {n:3}. {who} sat down.", one_slot, Chance("d"))
        == "The verger made 3 cups. The verger sat down."
    )


def test_that_the_same_slot_means_the_same_throughout() -> None:
    chance = Chance("e")
    said = fill("{n:1-99} came, {n:1-99} stayed.", lambda _, behind: number(behind, chance, words=False), chance)
    came, stayed = said.removesuffix(" stayed.").split(" came, ")
    assert came == stayed


def test_that_an_unknown_slot_is_our_fault() -> None:
    with pytest.raises(Fault, match="nonsense"):
        fill("{nonsense}", one_slot, Chance("f"))


def test_that_small_numbers_are_words() -> None:
    assert number("3-3", Chance("g"), words=False) == "three"
    assert number("11-11", Chance("g"), words=False) == "11"
    assert number("11-11", Chance("g"), words=True) == "eleven"


@pytest.mark.parametrize("n", range(30))
def test_that_times_are_said_as_they_are_kept(n: int) -> None:
    said, kept = clock("11-13", Chance("h", n))
    hour, minute = int(kept[:2]), int(kept[3:])
    assert 11 * 60 <= hour * 60 + minute <= 13 * 60
    assert said.endswith("am" if hour < 12 else "pm")
    assert said.split()[0] == f"{(hour - 1) % 12 + 1}" + (f".{minute:02d}" if minute else "")


def test_that_months_turn_over_at_new_year() -> None:
    assert calendar_slot("lastmonth", "", date(2027, 1, 9), Chance("i")) == "December"
    assert calendar_slot("nextmonth", "", date(2026, 12, 9), Chance("i")) == "January"
    assert calendar_slot("day", "+30", date(2026, 12, 9), Chance("i")) == "8 January"


def test_that_addresses_and_names_fit_where_they_stand() -> None:
    assert slug("St Chad's Lodge, Over") == "st-chads-lodge-over"
    assert mid_sentence("The Red Lion") == "the Red Lion"
    assert mid_sentence("Wharton High School") == "Wharton High School"


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        ("", date(2026, 6, 1), None),
        ("09 10", date(2026, 10, 31), date(2026, 11, 1)),
        ("11-11", date(2026, 11, 11), date(2026, 11, 12)),
        ("12-20..01-05", date(2027, 1, 5), date(2027, 1, 6)),
        ("sat 09-18..11-30", date(2026, 10, 3), date(2026, 10, 4)),
    ],
)
def test_that_a_season_holds_on_its_days_only(words: str, inside: date, outside: date | None) -> None:
    assert season(words).holds(inside)
    assert outside is None or not season(words).holds(outside)


def test_that_every_kind_of_place_has_enough_to_tell() -> None:
    for recipe in place_recipes():
        fitting = [
            each
            for each in situations()
            if each.kind == recipe.kind and each.flavour in {"", recipe.flavour} and not each.season.special
        ]
        assert len(fitting) >= 3, recipe.kind


def test_that_every_beat_of_the_force_has_its_patch_and_no_other() -> None:
    _, beats = units_and_beats(still_world())
    assert {beat.police_id for beat in beats} == set(patches())


def test_that_every_table_is_plain_csv_with_full_rows() -> None:
    import csv

    for path in sorted(resource("practice").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = list(csv.reader(file))
        assert rows, path.name
        assert {len(row) for row in rows} == {len(head)}, path.name
