"""The line at the top of the page for what was refused and what has to be asked; it never covers what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from wehere_desktop.desk.notices import Notice, Question, Tone
from wehere_desktop.desk.pieces import Button, Text, clear, column, restyle, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.look import Look


class Banner(QWidget):
    """Shows one refusal or one question at a time; Escape puts a refusal away and answers a question with no."""

    #: The line was put away.
    closed = Signal()

    def __init__(self, look: Look) -> None:
        """Begin hidden."""
        super().__init__()
        self.setProperty("house", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._question: Question | None = None
        self._waiting: list[Question] = []
        self._across = row(spacing=12, margins=(20, 8, 16, 8))
        self.setLayout(self._across)
        self.hide()

    @property
    def asking(self) -> bool:
        """Say whether a question waits for its answer."""
        return self._question is not None

    def show_notice(self, notice: Notice) -> None:
        """Show what was refused, or what went wrong, with what to do next."""
        if self.asking:
            return
        self._lay(notice.sentence, notice.remedy, grave=notice.tone is Tone.FAULT)
        close = Button("Close", self.put_away, rank="link", name="Put this message away")
        self._across.addWidget(close)
        self.show()

    def ask(self, question: Question) -> None:
        """Show a question, after those that still wait."""
        if self.asking:
            self._waiting.append(question)
            return
        self._question = question
        self._lay(question.sentence, question.more, grave=question.grave)
        yes = Button(question.yes, lambda: self.answer(yes=True), rank="grave" if question.grave else "first")
        no = Button(question.no, lambda: self.answer(yes=False))
        self._across.addWidget(yes)
        self._across.addWidget(no)
        self.show()
        (no if question.grave else yes).setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, *, yes: bool) -> None:
        """Answer the question on show."""
        question, self._question = self._question, None
        self.put_away()
        if question is not None:
            question.then(yes)
        if self._waiting and not self.asking:
            self.ask(self._waiting.pop(0))

    def put_away(self) -> None:
        """Hide the line, unless it asks something."""
        if self.asking:
            return
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the line away on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            if self.asking:
                self.answer(yes=False)
            else:
                self.put_away()
            return
        super().keyPressEvent(event)

    def _lay(self, sentence: str, more: str, *, grave: bool) -> None:
        clear(self._across)
        self.setProperty("tone", "late" if grave else "")
        restyle(self)
        colours = self._look.colours
        picture = QLabel()
        picture.setPixmap(self._look.pixmap("warn", colours.late if grave else colours.due, 18))
        picture.setAccessibleName("Attention")
        words = column(spacing=0)
        words.addWidget(Text(sentence, strong=True, wrap=True, selectable=True))
        if more:
            words.addWidget(Text(more, wrap=True, selectable=True))
        self._across.addWidget(picture)
        self._across.addLayout(words, 1)
        self.setAccessibleName(f"{sentence} {more}".strip())
