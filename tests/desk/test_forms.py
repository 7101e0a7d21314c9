"""A form reads what was typed in the shapes of a fact, pins what it cannot read, and never clears a field."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.elm_park import TODAY
from wehere_desktop.desk.forms import Field, Form, field_of
from wehere_desktop.neighbourhood.visit import Channel, Visit
from wehere_desktop.refusal import Refusal

FIELDS = [field_of(Visit, name) for name in ("on", "channel", "purpose", "said", "publishable")]


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """A form for some fields of a visit."""
    made = Form(FIELDS, today=lambda: TODAY)
    qtbot.addWidget(made)
    return made


def write(form: Form, name: str, words: str) -> None:
    """Type into a field."""
    editor = form.editor(name)
    if isinstance(editor, QLineEdit):
        editor.setText(words)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(words)


def test_that_values_come_back_in_the_shapes_of_a_fact(form: Form) -> None:
    write(form, "on", "yesterday")
    write(form, "purpose", "  Assembly  ")
    write(form, "said", "Parking at the gates.")
    assert form.values() == {
        "on": date(2026, 11, 21),
        "channel": Channel.IN_PERSON,
        "purpose": "Assembly",
        "said": "Parking at the gates.",
        "publishable": False,
    }


def test_that_a_new_form_with_choices_counts_as_untouched(form: Form) -> None:
    assert form.values()["channel"] == Channel.IN_PERSON
    assert not form.is_changed()


def test_that_a_day_that_is_none_is_pinned_to_its_field(form: Form) -> None:
    write(form, "on", "the day after")
    with pytest.raises(Refusal) as refused:
        form.values()
    assert refused.value.field == "on"
    assert form.refuse([refused.value])
    assert form.editor("on").property("refused") == "true"
    assert form.typed()["on"] == "the day after"


def test_that_typing_again_takes_the_refusal_away(form: Form) -> None:
    form.refuse([Refusal("Day is missing.", field="on")])
    write(form, "on", "today")
    assert form.editor("on").property("refused") == ""


def test_that_a_refusal_of_no_field_is_left_to_the_page(form: Form) -> None:
    assert not form.refuse([Refusal("The disk is full.")])


def test_that_a_record_fills_the_form_and_that_is_not_counted_as_typing(form: Form) -> None:
    visit = Visit(id="1", on=TODAY, officer="2", purpose="Assembly", channel=Channel.TELEPHONE, publishable=True)
    form.fill(visit)
    assert not form.is_changed()
    assert form.values()["channel"] == Channel.TELEPHONE
    write(form, "purpose", "Assembly, Years 3 and 4")
    assert form.is_changed()


def test_that_an_untouched_new_form_holds_nothing_unsaved(form: Form) -> None:
    assert not form.is_changed()
    write(form, "said", "One word")
    assert form.is_changed()


def test_that_long_text_is_refused_in_words_and_not_cut_off_in_silence(form: Form) -> None:
    write(form, "purpose", "x" * 500)
    assert len(form.values()["purpose"]) == 500


def test_that_every_field_has_a_name_for_those_who_cannot_see_it(form: Form) -> None:
    for each in FIELDS:
        assert form.editor(each.name).accessibleName() == each.label


def test_that_a_number_in_words_is_refused(qtbot: QtBot) -> None:
    made = Form([Field("frequency", "Days between contacts", "whole")], today=lambda: TODAY)
    qtbot.addWidget(made)
    write(made, "frequency", "about six weeks")
    with pytest.raises(Refusal, match="not a number"):
        made.values()


def test_that_hostile_text_is_shown_as_it_stands(form: Form) -> None:
    naughty = "<b>&amp;</b> =1+1 ../../etc \u202e end"
    write(form, "purpose", naughty)
    assert form.values()["purpose"] == naughty
