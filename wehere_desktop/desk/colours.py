"""The colours in light and dark, and every pair of text and background that occurs, so that contrast can be checked."""

from __future__ import annotations

from dataclasses import replace

from wehere_desktop.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours, as #rrggbb. `late`, `due`, `kept` and `plain` each have a fill and a line for pills.

    `line` parts what belongs together, `edge` bounds what can be typed into, `link` is the accent as text.
    """

    ink: str
    quiet: str
    line: str
    edge: str
    ground: str
    surface: str
    hover: str
    chosen: str
    accent: str
    accent_hover: str
    on_accent: str
    link: str
    rail: str
    rail_ink: str
    rail_quiet: str
    rail_chosen: str
    rail_hover: str
    rail_line: str
    late: str
    late_fill: str
    late_line: str
    due: str
    due_fill: str
    due_line: str
    kept: str
    kept_fill: str
    kept_line: str
    plain: str
    plain_fill: str
    plain_line: str


LIGHT = Colours(
    ink="#1b2430",
    quiet="#5a6675",
    line="#dde1e7",
    edge="#8590a0",
    ground="#f5f6f8",
    surface="#ffffff",
    hover="#f0f3f8",
    chosen="#e6edf7",
    accent="#2a5fa8",
    accent_hover="#234f8d",
    on_accent="#ffffff",
    link="#1f4f92",
    rail="#10233f",
    rail_ink="#d5deec",
    rail_quiet="#a9b8ce",
    rail_chosen="#2a5fa8",
    rail_hover="#1b3357",
    rail_line="#2b4061",
    late="#a3231c",
    late_fill="#fdeceb",
    late_line="#efbdb9",
    due="#8a5200",
    due_fill="#fdf4e3",
    due_line="#ecd3a4",
    kept="#22683f",
    kept_fill="#e8f5ed",
    kept_line="#b5d9c3",
    plain="#475464",
    plain_fill="#eff2f6",
    plain_line="#cfd6df",
)

DARK = Colours(
    ink="#e7ebf1",
    quiet="#a5b0bf",
    line="#2e3846",
    edge="#6f7d90",
    ground="#12171f",
    surface="#1a212b",
    hover="#222b37",
    chosen="#22344f",
    accent="#2f69b8",
    accent_hover="#3a77c9",
    on_accent="#ffffff",
    link="#8dbaf6",
    rail="#0b1626",
    rail_ink="#d5deec",
    rail_quiet="#9fb0c8",
    rail_chosen="#2a5fa8",
    rail_hover="#16263d",
    rail_line="#22344d",
    late="#ff9f97",
    late_fill="#3a1e1d",
    late_line="#6b3532",
    due="#f0c277",
    due_fill="#352a14",
    due_line="#614c22",
    kept="#86d4a5",
    kept_fill="#163021",
    kept_line="#2c5a3f",
    plain="#bac5d3",
    plain_fill="#252e3a",
    plain_line="#3d4958",
)

LIGHT_STRONG = replace(LIGHT, ink="#000000", quiet="#2b333d", line="#6b7684", edge="#000000", link="#0b3a78")
DARK_STRONG = replace(DARK, ink="#ffffff", quiet="#e0e6ee", line="#8c99ab", edge="#ffffff", link="#b9d6ff")
ALL = {"light": LIGHT, "dark": DARK, "light, high contrast": LIGHT_STRONG, "dark, high contrast": DARK_STRONG}


def text_pairs(told: Colours) -> list[tuple[str, str, str]]:
    """Return every pair of text and background that the program draws: what it is, the text's colour, the ground's."""
    grounds = ("surface", "ground", "hover", "chosen")
    pairs = [
        (f"{text} on {ground}", getattr(told, text), getattr(told, ground))
        for text in ("ink", "quiet", "link", "late", "due", "kept")
        for ground in grounds
    ]
    pairs += [
        (f"{tone} pill", getattr(told, tone), getattr(told, f"{tone}_fill"))
        for tone in ("late", "due", "kept", "plain")
    ]
    pairs += [
        ("accent button", told.on_accent, told.accent),
        ("accent button under the pointer", told.on_accent, told.accent_hover),
        ("rail", told.rail_ink, told.rail),
        ("quiet in the rail", told.rail_quiet, told.rail),
        ("rail under the pointer", told.rail_ink, told.rail_hover),
        ("chosen in the rail", told.on_accent, told.rail_chosen),
    ]
    return pairs


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it (relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - the standard's own figures
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
