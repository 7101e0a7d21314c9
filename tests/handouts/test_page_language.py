"""What the pen says in the page's own language is what reportlab would have said."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pikepdf
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from wehere_desktop.handouts.house_style import faces
from wehere_desktop.handouts.lettering import Run
from wehere_desktop.handouts.page_language import colour_set, path_of, shown, spoken_as

Said = list[tuple[str, list[object]]]


def canvas_of() -> tuple[Canvas, BytesIO]:
    """Return an empty page with the paper's faces at hand, and what it is saved to."""
    faces()
    held = BytesIO()
    return Canvas(held, pageCompression=0), held


def said_by(canvas: Canvas, held: BytesIO) -> Said:
    """Return the operators of the page with what each is told, numbers rounded as the pen rounds them."""
    canvas.showPage()
    canvas.save()
    with pikepdf.open(held) as pdf:
        return [
            (str(each.operator), [_plain(operand) for operand in each.operands])
            for each in pikepdf.parse_content_stream(pdf.pages[0])
        ]


def _plain(operand: object) -> object:
    if isinstance(operand, (Decimal, int, float)):
        return round(float(operand), 2)
    if isinstance(operand, pikepdf.Array):
        return [_plain(each) for each in operand]
    return bytes(operand) if isinstance(operand, pikepdf.String) else str(operand)


def letters_in(said: Said) -> list[tuple[str, object]]:
    """Return the letters written, by the codes that the subsets of the face give them, in order."""
    return [(what, told[0]) for what, told in said if what in {"Tj", "TJ"}]


@settings(max_examples=60, deadline=None)
@example("a (bracket) and a back\\slash")
@example("Małgorzata’s “café” – 20 %")
@given(
    st.text(
        st.characters(min_codepoint=160, max_codepoint=0x17F) | st.characters(min_codepoint=32, max_codepoint=126),
        min_size=1,
    )
)
def test_that_letters_have_the_codes_that_reportlab_gives_them(text: str) -> None:
    ours, ours_held = canvas_of()
    ours.addLiteral(shown(ours, Run(text=text, face="Paper", units=0.0), (72.0, 700.0), 11.0))
    theirs, theirs_held = canvas_of()
    theirs.setFont("Paper", 11.0)
    theirs.drawString(72.0, 700.0, text)
    assert letters_in(said_by(ours, ours_held)) == letters_in(said_by(theirs, theirs_held))


def test_that_a_colour_and_a_path_are_those_that_reportlab_would_set() -> None:
    colour = HexColor(0x2A5FA8)
    corners = [(10.0, 20.0), (30.125, 40.5), (50.0, 60.0)]
    ours, ours_held = canvas_of()
    ours.addLiteral(f"{colour_set(colour)} {colour_set(colour, stroke=True)} {path_of(corners)} S")
    theirs, theirs_held = canvas_of()
    theirs.setFillColor(colour)
    theirs.setStrokeColor(colour)
    path = theirs.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    theirs.drawPath(path)
    drawn = {"rg", "RG", "m", "l", "S"}
    ours_said, theirs_said = said_by(ours, ours_held), said_by(theirs, theirs_held)
    assert [each for each in ours_said if each[0] in drawn] == [each for each in theirs_said if each[0] in drawn]


def test_that_no_words_get_out_of_what_a_reader_of_the_file_is_told() -> None:
    canvas, held = canvas_of()
    canvas.addLiteral(spoken_as("q Q", ">>> BDC (fi) Tj \\) Llŷn 🚓"))
    operators = [what for what, _ in said_by(canvas, held)]
    assert operators.count("BDC") == operators.count("EMC") == 1
    assert "Tj" not in operators
