"""A refusal: what the user can mend, said in one plain sentence with what to do next."""

from __future__ import annotations


class Refusal(Exception):
    """Something asked for cannot be done, and the user can put it right.

    `sentence` says what is wrong, `remedy` what to do next (may be empty only where the sentence already says it),
    and `field` names the field of the form it belongs to, or is empty. `kind` is a short stable word that tells one
    refusal from another in tests and in machine-readable results; it is never shown alone.
    """

    def __init__(self, sentence: str, *, remedy: str = "", field: str = "", kind: str = "refused") -> None:
        """Keep the sentence, its remedy, the field it is about and the stable word that names the case."""
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
        self.field = field
        self.kind = kind

    def __str__(self) -> str:
        """Return sentence and remedy as one line."""
        return f"{self.sentence} {self.remedy}".strip()


class Fault(Exception):
    """Something went wrong that is ours to mend; what it says holds no personal data."""
