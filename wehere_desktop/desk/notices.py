"""The only door to the user: what was done, what was refused and what has to be asked, each as a line on the page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from wehere_desktop.fault_note import keep_note
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Tone(Enum):
    """How a line is meant: something done, something refused, or a fault of ours."""

    DONE = "done"
    REFUSED = "refused"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Notice:
    """One line: its sentence, what to do next, how it is meant, and whether it offers to undo."""

    sentence: str
    remedy: str = ""
    tone: Tone = Tone.DONE
    undo: bool = False
    link: str = ""
    follow: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be answered with yes or no; `then` gets the answer. `grave` marks what cannot be undone."""

    sentence: str
    more: str
    yes: str
    no: str
    grave: bool
    then: Callable[[bool], None]


class TakesRefusals(Protocol):
    """A form that can show a refusal beside the field it is about."""

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Show each refusal beside its field; say whether all found one."""


def as_refusal(error: Exception) -> Refusal:
    """Return an error as something to be told: a refusal as it is, anything else as a fault of ours, noted on disk."""
    if isinstance(error, Refusal):
        return error
    where = _noted(error)
    return Refusal(
        "Something went wrong in the program; what you typed is still here.",
        remedy="Try again. If it stays so, close WeHere and open it again."
        + (f" A note for whoever looks after WeHere, with no personal data in it, is at {where}." if where else ""),
        kind="fault",
    )


def _noted(error: Exception) -> Path | None:
    # Whatever keeps the note from being written, the person is still told in words.
    with contextlib.suppress(Exception):
        return keep_note(error, folder=laptop_folder() / "logs", at=datetime.now(UTC))
    return None


class Notices(QObject):
    """Tells and asks; the window shows it. `told` carries a `Notice`, `asked` a `Question`."""

    told = Signal(object)
    asked = Signal(object)

    def __init__(self, over: QWidget | None = None) -> None:
        """File dialogs open over the widget given."""
        super().__init__()
        self._over = over

    def stand_over(self, widget: QWidget | None) -> None:
        """Let file dialogs open over this widget."""
        self._over = widget

    def tell(
        self, sentence: str, *, undo: bool = False, link: str = "", follow: Callable[[], None] | None = None
    ) -> None:
        """Say in the status line what was done; `undo` offers to take it back, `link` another next step."""
        self.told.emit(Notice(sentence, undo=undo, link=link, follow=follow))

    def refuse(self, refusal: Refusal | Sequence[Refusal], form: TakesRefusals | None = None) -> None:
        """Show why something cannot be done: beside its field if a form takes it, else in a line at the page's top."""
        found = [refusal] if isinstance(refusal, Refusal) else list(refusal)
        if not found or (form is not None and form.refuse(found)):
            return
        first = found[0]
        self.told.emit(Notice(first.sentence, first.remedy, Tone.REFUSED))

    def fault(self, error: Exception) -> None:
        """Tell of any error: a refusal in its own words, all else as a fault of ours, logged, with no traceback."""
        refusal = as_refusal(error)
        tone = Tone.FAULT if refusal.kind == "fault" else Tone.REFUSED
        self.told.emit(Notice(refusal.sentence, refusal.remedy, tone))

    def ask(
        self,
        sentence: str,
        then: Callable[[bool], None],
        *,
        more: str = "",
        yes: str = "Yes",
        no: str = "No",
        grave: bool = False,
    ) -> None:
        """Ask in a line at the page's top; `then` gets the answer. Name the deed on the button, not “yes”."""
        self.asked.emit(Question(sentence, more, yes, no, grave, then))

    def file_to_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Return where the person wants a file written, or None; `kinds` as Qt has them, “PDF (*.pdf)”."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getSaveFileName(self._over, title, name, kinds)
        return Path(chosen) if chosen else None

    def files_to_open(self, title: str, kinds: str, *, several: bool = False) -> list[Path]:
        """Return the files the person chose, perhaps none."""
        from PySide6.QtWidgets import QFileDialog

        if several:
            chosen, _ = QFileDialog.getOpenFileNames(self._over, title, "", kinds)
            return [Path(each) for each in chosen]
        one, _ = QFileDialog.getOpenFileName(self._over, title, "", kinds)
        return [Path(one)] if one else []

    def folder(self, title: str) -> Path | None:
        """Return the folder the person chose, or None."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self._over, title)
        return Path(chosen) if chosen else None


@dataclass
class Said:
    """What a `FakeNotices` has heard so far."""

    told: list[Notice] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)


class FakeNotices(Notices):
    """For tests: keeps what the user was told and answers what is asked from a list, else with no.

    `files` are what the file dialogs return, one after another.
    """

    def __init__(self, answers: Sequence[bool] = (), files: Sequence[Path] = ()) -> None:
        """Answer questions and file dialogs with these, in order."""
        super().__init__()
        self.said = Said()
        self.answers = list(answers)
        self.files = list(files)
        self.told.connect(self.said.told.append)
        self.asked.connect(self._answer)

    @property
    def sentences(self) -> list[str]:
        """Return the sentences told so far."""
        return [notice.sentence for notice in self.said.told]

    def _answer(self, question: Question) -> None:
        self.said.asked.append(question)
        question.then(self.answers.pop(0) if self.answers else False)

    def file_to_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Return the next file of the list."""
        del title, name, kinds
        return self.files.pop(0) if self.files else None

    def files_to_open(self, title: str, kinds: str, *, several: bool = False) -> list[Path]:
        """Return the next file of the list."""
        del title, kinds, several
        return [self.files.pop(0)] if self.files else []

    def folder(self, title: str) -> Path | None:
        """Return the next file of the list."""
        del title
        return self.files.pop(0) if self.files else None
