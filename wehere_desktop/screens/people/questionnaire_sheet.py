"""The sheet for the quarter's questionnaire: five numbers and a few words, by keys alone in half a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.answer_keys import AnswerKeys
from wehere_desktop.desk.forms import Field, choices_of, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.key_individual import QUESTIONS, check, quarter_of
from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.neighbourhood.visit import Channel, Formality, Visit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.contact import Contact
    from wehere_desktop.records.beatbook import BeatBook


class QuestionnaireSheet(Paper):
    """One person's answers on one day."""

    def __init__(self, desk: Desk, contact: Contact, before: Sequence[Questionnaire]) -> None:
        """Ask a person the questions; `before` are their earlier answers, oldest first."""
        self._contact = contact
        latest = before[-1] if before else None
        self.scales = {
            name: AnswerKeys(field_named(Questionnaire, name).told.label, getattr(latest, name) if latest else 0)
            for name in QUESTIONS
        }
        fields = [Field(name, field_named(Questionnaire, name).told.label) for name in QUESTIONS]
        fields += [
            field_of(Questionnaire, "matters", lines=2),
            field_of(Questionnaire, "changed_lately", lines=2),
            field_of(Questionnaire, "note", long=False),
            Field("channel", "Logged in the contact log as", choices=[*choices_of(Channel), ("", "Not logged")]),
            field_of(Questionnaire, "on", hint="today"),
        ]
        filled = {"on": desk.today(), "channel": Channel.IN_PERSON.value}
        quarter = quarter_of(desk.today())
        say = f"{contact.name} · {quarter.words} · 1 is not at all, 5 very much; nothing here is ever published."
        super().__init__(desk, fields, "Keep the answers", say=say, editors=dict(self.scales), filled=filled)
        for scale in self.scales.values():
            scale.entered.connect(scale.focusNextChild)
        self.begin(next(iter(QUESTIONS)))

    def keep_typed(self) -> None:
        """Keep the answers, and that we were in touch."""
        values: dict[str, Any] = self.form.values()
        values |= {name: scale.answer for name, scale in self.scales.items()}
        contact, today, channel = self._contact, self.desk.today(), values.pop("channel")
        officer = self.desk.book.holder

        def work(book: BeatBook) -> str:
            given = Questionnaire(id=book.world.new_id(), contact=contact.id, officer=officer, **values)
            for refusal in check(given, today=today):
                raise refusal
            if channel:
                book.visits.add(_visit(book, given, Channel(channel)))
            return book.questionnaires.add(given).contact

        self.write(f"Keep the answers of {contact.name}", work, opens=str)


def _visit(book: BeatBook, given: Questionnaire, channel: Channel) -> Visit:
    """Return the entry of the contact log for an interview: asking the questions is being in touch."""
    day = given.on or book.world.today()
    places = tuple(dict.fromkeys(role.place for role in book.contact_roles.of_contacts([given.contact], day)))
    return Visit(
        id=book.world.new_id(),
        on=day,
        officer=given.officer,
        places=places[:1],
        contacts=(given.contact,),
        channel=channel,
        formality=Formality.FORMAL,
        purpose="Quarterly questionnaire",
        said=given.matters,
        learnt=given.changed_lately,
    )
