"""How each paper will show a concern: the slip for those who raised it, the handout for the beat, the web for all."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from wehere_desktop.desk.pieces import Card, Pill, Text, clear, column
from wehere_desktop.neighbourhood.concern import Concern, Outcome
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.telling import Audience, could_not, shown_to

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

HEADS = {
    Audience.RAISED: ("To those who raised it", "letter, call or at the meeting"),
    Audience.BEAT: ("On the beat’s handout", "printed and pinned up"),
    Audience.EVERYONE: ("For everyone", "website and police.uk"),
}
NOT_YET = "Kept back until you tick that the wording may be published."
NOTHING = "Nothing is written for this yet."


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """What one paper shows: what was said, what came of it, or why it shows nothing."""

    audience: Audience
    you_said: str
    we_did: str
    kept_back: str = ""


def shown_on(concern: Concern, audience: Audience) -> Shown:
    """Return what the paper for an audience shows of a concern; for the public only what `published` lets out."""
    if audience is Audience.RAISED:
        words = shown_to(concern, audience)
        return Shown(audience, concern.you_said, words, "" if words else NOTHING)
    if not concern.publishable:
        return Shown(audience, "", "", NOT_YET)
    let_out = Concern(
        id=concern.id,
        beat=concern.beat,
        you_said=published(concern, "you_said"),
        we_did=published(concern, "we_did"),
        because=published(concern, "because"),
        outcome=published(concern, "outcome"),
        to_everyone=published(concern, "to_everyone"),
    )
    words = shown_to(let_out, audience)
    if not words and let_out.outcome is Outcome.COULD_NOT:
        words = could_not(let_out.because)
    missing = "" if let_out.you_said else "Write what people said in the public wording: without it no paper shows it."
    return Shown(audience, let_out.you_said, words, missing or ("" if words else NOTHING))


class PaperPreview(Card):
    """Shows the three papers under one another, as they would be with what is typed now."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__("How it will read")

    def show_concern(self, concern: Concern) -> None:
        """Show a concern, kept or still being typed."""
        clear(self.body)
        for audience in Audience:
            self.body.addLayout(_paper(shown_on(concern, audience)))


def _paper(shown: Shown) -> QVBoxLayout:
    box = column(spacing=2, margins=(0, 4, 0, 4))
    head, where = HEADS[shown.audience]
    box.addWidget(Text(f"{head} · {where}", tone="quiet", step="small", wrap=True))
    if shown.you_said and shown.audience is not Audience.RAISED:
        box.addWidget(Text(f"You said: {shown.you_said}", strong=True, wrap=True))
    if shown.we_did:
        box.addWidget(Text(shown.we_did, wrap=True, selectable=True))
    if shown.kept_back:
        box.addWidget(Text(shown.kept_back, tone="due", step="small", wrap=True))
    return box


def publish_pill(concern: Concern) -> Pill:
    """Return a pill that says whether the wording may go out."""
    return Pill("may be published", "kept") if concern.publishable else Pill("not to be published", "plain")
