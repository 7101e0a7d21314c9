"""Files in the shape of data.police.uk, written for the tests; the people in them are invented."""

from __future__ import annotations

from pathlib import Path

# Spaces, order, entities, nulls, strings for numbers and keys we do not know, as a service may write them.
PRIORITIES = """[
    {"issue":"<p>Cars race down <b>Crook Lane</b> &amp; Wharton Road.</p>\\n<p>Mostly at night.</p>",
     "issue-date":"2026-09-09T00:00:00","action":null,"action-date":null, "x-order": 1.50},
    {"action-date": "2026-10-14T00:00:00", "action": "<ul><li>Speed checks</li><li>See <a href=\\"https://example.org/a\\">\
our page</a></li></ul>", "issue-date": "2026-06-10T00:00:00", "issue": "To reduce begging in the Cross.",
  "extra": [null, {}]}
]"""
EVENTS = """[
  {"contact_details":{},"description":null,"title":"Drop In Beat Surgery &amp; Chat",
   "address":"Wharton Hall, 17 Crook Lane","type":"meeting",
   "start_date":"2026-12-09T12:00:00","end_date":"2026-12-09T14:00:00"}
]"""
PEOPLE = """[
  {"name":"Ellen O&#39;Dell","rank":"Police Community Support Officer","bio":null,
   "contact_details":{"telephone":"01606 550100","email":"ellen.odell@example.org","bebo":"old"}},
  {"name":"Zed Nobody","rank":null,"bio":"<p>Soon.</p>","contact_details":{}}
]"""
NEIGHBOURHOOD = """{
  "url_force": "https://example.org/vb02",
  "contact_details": {"twitter": "https://example.org/t", "e-messaging": "", "telephone": "101"},
  "name": "Winsford Wharton &amp; Over",
  "links": [{"url": "", "description": null, "title": "Council"}],
  "centre": {"latitude": "53.195", "longitude": "-2.501"},
  "locations": [{"name": "Winsford", "longitude": null, "postcode": "CW7 1AA", "address": "High St\\n, Winsford",
    "latitude": null, "telephone": 101, "type": "station", "description": null}],
  "description": "<p>A town &nbsp;on salt.</p>", "id": "VB02", "population": "0"
}"""
REFERENCES = '[{"id": "VB02", "name": "Winsford Wharton"}, {"id": "BD01BD06", "name": "Audlem &amp; Wybunbury"}]'
WHOLE_BEAT = f"""{{"neighbourhood": {NEIGHBOURHOOD}, "people": {PEOPLE}, "priorities": {PRIORITIES},
"events": {EVENTS}, "locations": [], "unknown": 1}}"""


def a_json(folder: Path, text: str, name: str = "told.json", *, coding: str = "utf-8") -> Path:
    """Write a text to a file and return its path."""
    path = folder / name
    path.write_bytes(text.encode(coding))
    return path
