"""One entry of a register in full: what it says, what can be done with it there and then, and what was done to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from wehere_desktop.desk.named import fact_grid
from wehere_desktop.desk.pieces import Button, Pill, ScrollPage, Text, clear, column, restyle, row, rule
from wehere_desktop.desk.timeline import Happening, Timeline

if TYPE_CHECKING:
    from wehere_desktop.desk.named import Named
    from wehere_desktop.desk.pieces import PillTone
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.refusal import Refusal
    from wehere_desktop.screens.visits.done import Done

LABELS = 72


class EntryCard(QWidget):
    """Shows one entry at a time. What is typed on it stays with its entry until it is kept, whatever is looked at.

    A subclass fills `lay_out`, and takes refusals beside its fields.
    """

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing on show."""
        super().__init__()
        self.desk = desk
        self.record = ""
        self.page = ScrollPage(margins=(16, 16, 16, 16), spacing=12)
        self.editors: dict[str, QWidget] = {}
        self._refusals: dict[str, Text] = {}
        self._typed: dict[str, dict[str, Any]] = {}
        whole = column()
        whole.addWidget(self.page)
        self.setLayout(whole)
        self.first: QWidget | None = None
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.do_first)

    def lay_out(self, record: str) -> None:
        """Put what there is to show of an entry into the page."""
        raise NotImplementedError

    def do_first(self) -> None:
        """Do what is most likely wanted; Ctrl+Enter comes here."""

    def show_one(self, record: str) -> None:
        """Show one, or nothing for an empty id."""
        at = self.page.verticalScrollBar().value() if record == self.record else 0
        focused = next((name for name, each in self.editors.items() if each.hasFocus()), "")
        same = record == self.record
        self.record = record
        clear(self.page.body)
        self.editors, self._refusals, self.first = {}, {}, None
        if record:
            self.lay_out(record)
        else:
            self.page.body.addWidget(Text("Choose one to see all of it here.", tone="quiet", wrap=True))
        self.page.body.addStretch(1)
        self.page.verticalScrollBar().setValue(at)
        if same and focused in self.editors:
            # What is new in a layout is shown, and can take the focus, only after this
            again = self.editors[focused]
            QTimer.singleShot(0, again, lambda: again.setFocus(Qt.FocusReason.OtherFocusReason))

    def take_focus(self) -> None:
        """Give the focus to the first field, or to the first thing that can be done."""
        first = self.first or next((each for each in self.findChildren(Button) if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def has_unsaved(self) -> bool:
        """Say whether something typed on any entry is not kept yet."""
        return any(value for typed in self._typed.values() for value in typed.values() if isinstance(value, str))

    def typed(self, name: str) -> str:
        """Return what stands in a field of the entry on show."""
        return str(self._typed.get(self.record, {}).get(name, "")).strip()

    def ticked(self, name: str) -> bool:
        """Say whether a box of the entry on show is ticked."""
        return bool(self._typed.get(self.record, {}).get(name, False))

    def forget(self, record: str) -> None:
        """Let go what was typed on an entry: it is kept."""
        self._typed.pop(record, None)

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Show each refusal under its field and go to the first; say whether all found their field."""
        self.clear_refusals()
        placed = [each for each in refusals if each.field in self._refusals]
        for each in reversed(placed):
            line, editor = self._refusals[each.field], self.editors[each.field]
            line.say(str(each))
            line.show()
            editor.setProperty("refused", "true")
            restyle(editor)
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return len(placed) == len(refusals)

    def clear_refusals(self) -> None:
        """Take every refusal away."""
        for name, line in self._refusals.items():
            if not line.isHidden():
                line.hide()
                self.editors[name].setProperty("refused", "")
                restyle(self.editors[name])

    # What a subclass lays out with -----------------------------------------------------------------------------------

    def head(self, title: str, word: str, tone: PillTone, beside: str = "") -> None:
        """Put the title in, and under it how it stands with a few quiet words."""
        self.page.body.addWidget(Text(title, step="title", wrap=True, selectable=True))
        line = row(spacing=8)
        line.addWidget(Pill(word, tone))
        line.addWidget(Text(beside, tone="quiet", step="small", elide=True), 1)
        self.page.body.addLayout(line)

    def facts(self, lines: Sequence[tuple[str, Sequence[Named] | str]]) -> None:
        """Put in labels with names that lead to their records, or with plain words; empty ones are left out."""
        self.page.body.addLayout(fact_grid(self.desk, lines, labels=LABELS))

    def passage(self, label: str, words: str) -> None:
        """Put in a text under a quiet label; nothing for an empty text."""
        if words:
            box = column(spacing=2)
            box.addWidget(Text(label, tone="quiet", step="small"))
            box.addWidget(Text(words, wrap=True, selectable=True))
            self.page.body.addLayout(box)

    def field(
        self, name: str, label: str, *, hint: str = "", lines: int = 0, width: int = 0, beside: QWidget | None = None
    ) -> QWidget:
        """Return a labelled field whose text stays with its entry; the refusal it may get stands under it.

        `width` in pixels is its greatest, `beside` stands at its right.
        """
        editor: QLineEdit | QPlainTextEdit
        if lines:
            editor = QPlainTextEdit()
            editor.setTabChangesFocus(True)
            editor.setFixedHeight(editor.fontMetrics().lineSpacing() * lines + 20)
            editor.setPlainText(self.typed(name))
            editor.textChanged.connect(lambda: self._hear(name, editor.toPlainText()))
        else:
            editor = QLineEdit(self.typed(name))
            editor.textChanged.connect(lambda text: self._hear(name, text))
        editor.setPlaceholderText(hint)
        editor.setAccessibleName(label)
        if width:
            editor.setMaximumWidth(self.desk.look.px(width))
        refusal = Text("", tone="late", step="small", wrap=True)
        refusal.hide()
        self.editors[name], self._refusals[name] = editor, refusal
        self.first = self.first or editor
        box = QWidget()
        whole = column(spacing=2)
        title = Text(label, strong=True)
        title.setBuddy(editor)
        whole.addWidget(title)
        line = row(spacing=12)
        line.addWidget(editor)
        if beside is not None:
            line.addWidget(beside)
            line.addStretch(1)
        whole.addLayout(line)
        whole.addWidget(refusal)
        box.setLayout(whole)
        return box

    def box_to_tick(self, name: str, words: str) -> QCheckBox:
        """Return a box to tick that stays with its entry."""
        box = QCheckBox(words)
        box.setAccessibleName(words)
        box.setChecked(self.ticked(name))
        box.toggled.connect(lambda on: self._typed.setdefault(self.record, {}).__setitem__(name, on))
        return box

    def buttons(self, *deeds: tuple[str, Callable[[], object], str]) -> None:
        """Put in a line of buttons: words, what to do, and rank (`first` or empty)."""
        line = row(spacing=8)
        for words, do, rank in deeds:
            line.addWidget(Button(words, do, rank="first" if rank == "first" else ""))
        line.addStretch(1)
        self.page.body.addLayout(line)

    def history(self, done: Sequence[Done]) -> None:
        """Put in what was done to the entry."""
        self.page.body.addWidget(rule())
        self.page.body.addWidget(Text("What was done to this entry", strong=True))
        happenings = [Happening(each.when, each.what, each.more, full=False) for each in done]
        self.page.body.addWidget(Timeline(self.desk.look, happenings))

    def _hear(self, name: str, text: str) -> None:
        self._typed.setdefault(self.record, {})[name] = text
        self.clear_refusals()
