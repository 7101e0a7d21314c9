"""The files of the window's map page: folium's page as folium makes it, allowed to ask for its own parts alone."""

from __future__ import annotations

import re

from wehere_desktop.maps.live_page import FONT, POLICY, page_file, page_files
from wehere_desktop.maps.page import bare_map, leaflet_file
from wehere_desktop.preferences import resource


def test_that_the_page_kept_is_the_one_folium_makes() -> None:
    assert resource("live_map/folium.html").read_text(encoding="utf-8") == f"{bare_map().rstrip()}\n"


def test_that_nothing_in_the_page_names_another_address_or_holds_a_script_of_its_own() -> None:
    files = page_files()
    kind, whole = files["/"]
    page = whole.decode()
    assert kind == "text/html"
    assert "'self'" in POLICY
    assert re.findall(r"<script>(.+?)</script>|<style>|style=", page, flags=re.DOTALL) == []
    assert set(re.findall(r'(?:src|href)="([^"]*)"', page)) <= set(files)
    # Leaflet's own words for its licence and for drawings are the only addresses
    for path, theirs in (("/map.js", "leaflet.js"), ("/map.css", "leaflet.css")):
        held = files[path][1].decode()
        assert leaflet_file(theirs) in held
        assert "http" not in held.replace(leaflet_file(theirs), "")


def test_that_the_letters_the_style_names_are_there_when_they_are_asked_for() -> None:
    style = page_files()["/map.css"][1].decode()
    named = re.findall(r'src: url\("([^"]+)"\)', style)
    assert len(named) == 2
    for path in named:
        kind, held = page_file(path) or ("", b"")
        assert kind == FONT
        assert held[:4] == b"\x00\x01\x00\x00"
    assert page_file("/elsewhere.ttf") is None
    assert page_file("/") == page_files()["/"]
