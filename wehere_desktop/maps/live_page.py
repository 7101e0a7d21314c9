"""The files of the window's map page: folium's page, asking nothing of any network, in parts that a policy allows."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from wehere_desktop.maps.page import leaflet_file
from wehere_desktop.preferences import resource
from wehere_desktop.refusal import Fault

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the page may load: its own parts alone, no script or style written into it, and nothing from elsewhere."""

SCRIPT, STYLE, FONT, HTML = "text/javascript", "text/css", "font/ttf", "text/html"
# From the whole county on one screen to a single street.
LEAST_ZOOM, MOST_ZOOM = 9, 18
SOUTH_WEST, NORTH_EAST = (52.7, -3.6), (53.8, -1.5)


def page_file(path: str) -> tuple[str, bytes] | None:
    """Return a fixed file of the map page, with its media type; None where there is no such file.

    The letters carried along are read when they are asked for: the browser does so once, and they are a megabyte.
    """
    face = _faces().get(path)
    return (FONT, face.read_bytes()) if face is not None else page_files().get(path)


@lru_cache(maxsize=1)
def page_files() -> dict[str, tuple[str, bytes]]:
    """Return the page, its script and its style by their paths, each with its media type; read once.

    folium's page lies among the resources as folium makes it (see docs/decisions/0009).
    """
    page, made_by_folium = _split(resource("live_map/folium.html").read_text(encoding="utf-8"))
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        "<title>Map</title>"
        '<link rel="stylesheet" href="/map.css">'
    )
    page = page.replace("<head>", f"<head>{head}", 1)
    page = page.replace("</html>", '<script src="/map.js"></script></html>', 1)
    limits = (
        f"the_map.setMinZoom({LEAST_ZOOM}); the_map.setMaxZoom({MOST_ZOOM}); "
        f"the_map.setMaxBounds([{list(SOUTH_WEST)}, {list(NORTH_EAST)}]);"
    )
    return {
        "/": (HTML, page.encode()),
        # As one file each: the browser asks for a script only once it has run the one before, and the page is not ready
        # before all of it is there.
        "/map.js": (
            SCRIPT,
            "\n".join(
                (
                    leaflet_file("leaflet.js"),
                    made_by_folium,
                    limits,
                    *(_ours(f"{name}.js") for name in ("round", "live", "draw", "packs")),
                )
            ).encode(),
        ),
        "/map.css": (STYLE, f"{leaflet_file('leaflet.css')}\n{_ours('live.css')}".encode()),
    }


def _ours(name: str) -> str:
    return resource(f"live_map/{name}").read_text(encoding="utf-8")


def _split(page: str) -> tuple[str, str]:
    """Return folium's page without its scripts, and its scripts."""
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", page, flags=re.DOTALL)
    bare = re.sub(r"<script[^>]*>.*?</script>", "", page, flags=re.DOTALL)
    made = "\n".join(script for script in scripts if "the_map" in script)
    if "the_map" not in made:
        raise Fault("The map page could not be put together; install the program again.")
    return bare, made


@lru_cache(maxsize=1)
def _faces() -> dict[str, Path]:
    """Return the files of the letters carried along, by their path in the page; none where they are missing."""
    import fontpkg_fira_sans

    folder = Path(fontpkg_fira_sans.__path__[0])
    found = {400: "FiraSans-Regular.ttf", 700: "FiraSans-SemiBold.ttf"}
    files = {weight: sorted(folder.rglob(name)) for weight, name in found.items()}
    return {f"/face-{weight}.ttf": paths[0] for weight, paths in files.items() if paths}
