"""KML: the areas of its placemarks, at any depth and in any namespace, with nothing fetched and no entity expanded."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from wehere_desktop.formats.outlines import Outline, Polygon, Ring, broken, polygon_of, ring_of, stem_of, tells_of
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMMA = re.compile(r"\s*,\s*")
_ENTITY = "<!ENTITY"
_SHOWN = 120


def looks_like_kml(head: bytes) -> bool:
    """Say whether a file's first bytes are those of an XML document that may be KML."""
    return bool(re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\x00?<\x00?[?!a-zA-Z]", head))


def read_kml(path: Path, text: bytes, *, member: str = "") -> list[Outline]:
    """Return the placemarks that have an area; `member` is the name within an archive, for the sentences.

    A closed line counts as an area. Refusals: `entities`, `wrong-file` for other XML, `broken-file`.
    """
    name = member or path.name
    if any(_ENTITY.encode(codec) in text for codec in ("ascii", "utf-16-le", "utf-16-be")):
        raise Refusal(
            f"“{name}” defines shorthand of its own (XML entities), which no map needs.",
            remedy="Save it again as plain KML.",
            kind="entities",
        )
    root = _parsed(path, text)
    if _local(root) not in {"kml", "Document", "Folder", "Placemark"}:
        raise Refusal(
            f"“{name}” is an XML document, but not KML.", remedy="Choose a file that ends in .kml.", kind="wrong-file"
        )
    stem = stem_of(name)
    found: list[Outline] = []
    for placemark in root.iter("{*}Placemark"):
        outline = _outline(placemark, len(found) + 1, stem)
        if outline.polygons or outline.problem:
            found.append(outline)
    return found


def _parsed(path: Path, text: bytes) -> _Element:
    from lxml import etree  # takes longer to load than the desk needs to open

    def parse(*, recover: bool) -> tuple[_Element | None, etree.XMLParser[_Element]]:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True, recover=recover,
        )  # fmt: skip
        return etree.fromstring(text, parser), parser

    try:
        root, _ = parse(recover=False)
    except (etree.XMLSyntaxError, ValueError) as error:
        first = error
    else:
        if root is None:
            raise broken(path, "KML")
        return root
    # An undeclared prefix, such as gx:, spoils nothing that is read here; anything else does.
    try:
        root, parser = parse(recover=True)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or any(each.domain != etree.ErrorDomains.NAMESPACE for each in parser.error_log):
        raise broken(path, "KML", str(first)[:_SHOWN]) from first
    return root


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _outline(placemark: _Element, number: int, stem: str) -> Outline:
    name, tells, polygons = "", [], []
    problem = ""
    for element in placemark.iter("{*}*"):
        kind = _local(element)
        if kind == "name" and element.getparent() is placemark:
            name = " ".join((element.text or "").split())[:300]
        elif kind == "SimpleData":
            tells.append((element.get("name", ""), element.text or ""))
        elif kind == "Data":
            value = element.find("{*}value")
            tells.append((element.get("name", ""), (value.text if value is not None else "") or ""))
        elif kind in {"Polygon", "LinearRing", "LineString"}:
            try:
                polygons += _polygon(element, kind)
            except ValueError:
                problem = "a corner of it is not a position"
    if placemark.get("id"):
        tells.append(("id", placemark.get("id", "")))
    whole = tuple(each for each in polygons if each)
    return Outline(number, name, tells_of(tells), () if problem else whole, stem, problem)


def _polygon(element: _Element, kind: str) -> list[Polygon]:
    if kind == "Polygon":
        outer = [_ring(ring) for ring in element.iterfind("{*}outerBoundaryIs/{*}LinearRing")]
        inner = [_ring(ring) for ring in element.iterfind("{*}innerBoundaryIs/{*}LinearRing")]
        return [polygon_of([*outer[:1], *inner])]
    if any(_local(above) in {"Polygon", "outerBoundaryIs", "innerBoundaryIs"} for above in element.iterancestors()):
        return []
    ring = _ring(element, closed_only=kind == "LineString")
    return [(ring,)] if ring else []


def _ring(element: _Element, *, closed_only: bool = False) -> Ring:
    text = "".join(each.text or "" for each in element.iterfind("{*}coordinates"))
    corners = []
    for triple in _COMMA.sub(",", text).split():
        numbers = triple.split(",")
        if len(numbers) == 1:
            raise ValueError("a corner is not two numbers")
        corners.append((float(numbers[0]), float(numbers[1])))
    if closed_only and (not corners or corners[0] != corners[-1]):
        return ()
    return ring_of(corners)
