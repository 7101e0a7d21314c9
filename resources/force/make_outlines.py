"""Make `outlines.json.gz`, where the beats of `beats.csv` end while nobody has changed them.

Run it by hand when the beats, their anchors or the sketched outlines of the authorities have changed:
`python resources/force/make_outlines.py`. The same inputs give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))


def main() -> None:
    """Reckon the outlines and write them."""
    from wehere_desktop.records import real_world
    from wehere_desktop.records.beat_outlines import reckoned
    from wehere_desktop.records.force_structure import units_and_beats
    from wehere_desktop.records.ready_outlines import packed_outlines, settled

    _, beats = units_and_beats(real_world())
    held = [settled(beat) for beat in beats]
    made = packed_outlines(held, reckoned(held, {}))
    (HERE / "outlines.json.gz").write_bytes(made)
    print(f"{len(held)} beats, {len(made):,} bytes")


if __name__ == "__main__":
    main()
