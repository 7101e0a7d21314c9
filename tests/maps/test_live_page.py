"""The files of the window's map page: folium's page as folium makes it, allowed to ask for its own parts alone."""

from __future__ import annotations

import re

from wehere_desktop.maps.live_page import POLICY, page_files
from wehere_desktop.maps.page import bare_map
from wehere_desktop.preferences import resource


def test_that_the_page_kept_is_the_one_folium_makes() -> None:
    assert resource("live_map/folium.html").read_text(encoding="utf-8") == f"{bare_map().rstrip()}\n"


def test_that_nothing_in_the_page_names_another_address_or_holds_a_script_of_its_own() -> None:
    files = page_files()
    kind, held = files["/"]
    page = held.decode()
    assert kind == "text/html"
    assert "'self'" in POLICY
    assert re.findall(r"<script>(.+?)</script>|<style>|style=", page, flags=re.DOTALL) == []
    assert set(re.findall(r'(?:src|href)="([^"]*)"', page)) <= set(files)
    for path in ("/made.js", "/live.js", "/live.css"):
        assert b"http" not in files[path][1]
