"""Text out of HTML and back: paragraphs are lines, links tell their address, nothing else of the markup stays."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser

_TAG = re.compile(r"<[a-zA-Z/!?]")
_BREAK = re.compile(
    r"address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|footer|form|h[1-6r]|header|li|main|nav|ol|p|pre|section"
    r"|table|tr|ul"
)
_UNSAID = frozenset({"script", "style", "head", "template", "noscript"})
_KEPT_LINKS = ("http://", "https://", "mailto:", "tel:")
# NUL and the control characters, half surrogate pairs, and what turns the reading direction
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
LONGEST = 200_000
"""Characters of markup that are read; what stands behind them is left out."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unsaid = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAID:
            self._unsaid += 1
        elif _BREAK.fullmatch(tag):
            self.parts.append("\n")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSAID:
            self._unsaid = max(0, self._unsaid - 1)
        elif _BREAK.fullmatch(tag):
            self.parts.append("\n")
        elif tag == "a" and self._links:
            self._end_link()

    def handle_data(self, data: str) -> None:
        if not self._unsaid:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _end_link(self) -> None:
        address, begins = self._links.pop()
        address = "".join(address.split())
        said = "".join(self.parts[begins:]).strip()
        bare = address.removeprefix("mailto:").removeprefix("tel:")
        if address.lower().startswith(_KEPT_LINKS) and bare not in said:
            self.parts.append(f" ({bare})" if said else bare)


def plain_of(markup: str) -> str:
    """Return the words of HTML, or of plain text with entities, a paragraph or item on each line, none of them blank.

    Scripts and styles are left out, a link is followed by its address in brackets, and characters that are no text
    (controls, half letters) are left out.
    """
    markup = markup[:LONGEST]
    if not _TAG.search(markup):
        return _lines(unescape(markup))
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return _lines("".join(reader.parts))


def html_of(plain: str) -> str:
    """Return plain lines as HTML, each a paragraph and every sign that could be markup escaped; "" for no words."""
    return "\n".join(f"<p>{escaped(line)}</p>" for line in _lines(plain).split("\n") if line)


def escaped(line: str) -> str:
    """Return one line with the signs of markup as entities, as data.police.uk writes names and titles."""
    return escape(line, quote=False)


def _lines(text: str) -> str:
    lines = (" ".join(_NOT_TEXT.sub("", line).split()) for line in re.split(r"[\n\r\x85\u2028\u2029]", text))
    return "\n".join(line for line in lines if line)
