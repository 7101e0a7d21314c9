"""Erasing a person takes all that is theirs, ends their roles, and leaves the count of what was done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit
from wehere_desktop.neighbourhood.attachment import Attachment
from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.records import BeatBook
from wehere_desktop.records.erasing_people import erase_person
from wehere_desktop.records.people_due import people_losing_touch
from wehere_desktop.refusal import Refusal

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_that_nothing_of_theirs_is_left_but_links_days_and_numbers(book: BeatBook) -> None:
    new = book.world.new_id
    with book.change("Set up"):
        place = book.places.add(a_place(book)).id
        helen = book.contacts.add(
            a_contact(book, phone="01632 960123", key_individual=True, publishable=True, frequency=30)
        )
        open_role = book.contact_roles.add(a_role(book, helen.id, place, role="Head", publishable=True))
        to_come = TODAY + timedelta(days=9)
        coming = book.contact_roles.add(a_role(book, helen.id, place, role="Governor", starts=to_come))
        visit = book.visits.add(a_visit(book, place, contacts=(helen.id,)))
        book.questionnaires.add(Questionnaire(id=new(), contact=helen.id, on=TODAY, safe=4, matters="The dark path."))
        card = Attachment(id=new(), name="card.png", contact=helen.id, media_type="image/png", fingerprint="-")
        book.attachments.attach(card, PNG)
    erase_person(book, helen.id, reason="They asked")
    left = book.contacts.get(helen.id)
    assert (left.name, left.phone, left.key_individual, left.publishable) == ("Erased", "", False, False)
    assert book.contacts.is_erased(helen.id)
    assert people_losing_touch(book, TODAY, ahead=400) == []
    assert book.contact_roles.at_place(place, TODAY) == []
    assert book.contact_roles.at_place(place, to_come + timedelta(days=1)) == []
    assert not book.contact_roles.get(open_role.id).publishable
    assert book.contact_roles.get(coming.id).ends == to_come
    assert book.visits.get(visit.id).contacts == (helen.id,)
    (answers,) = book.questionnaires.of_contact(helen.id)
    assert (answers.safe, answers.matters) == (4, "")
    assert book.search("Helen") == []
    assert book.search("dark path") == []
    for kind, record in (("contact", helen.id), ("questionnaire", answers.id)):
        said = str(book.history(kind, record))
        assert "Helen" not in said
        assert "path" not in said
    assert book.check() == []
    assert book.can_undo() is None or "Helen" not in book.can_undo().label  # type: ignore[union-attr] # asked just before


def test_that_nobody_is_erased_who_is_not_there_or_was_erased_before(book: BeatBook) -> None:
    with book.change("Set up"):
        helen = book.contacts.add(a_contact(book))
    erase_person(book, helen.id, reason="They asked")
    for contact in (helen.id, "01900000-0000-7000-8000-00000000beef"):
        with pytest.raises(Refusal):
            erase_person(book, contact, reason="Again")
