"""Visit sheets to print: ordinary, new, overfull and hostile; every person and place is invented."""

from __future__ import annotations

from dataclasses import replace

from wehere_desktop.handouts.visit_sheet_facts import KnownThere, LastVisit, Owed, VisitSheet

ORDINARY = VisitSheet(
    place="Elm Park Primary School",
    under="School · Winsford Wharton · 111222",
    address="School Lane, Wharton, Winsford, CW7 3EP",
    reach="01606 555 010 · office@elmpark.example · Ring the bell at the side gate",
    due="3 days late, last seen 6 weeks ago",
    every="every 42 days",
    warnings=("Loose dog in the caretaker’s yard; ring before opening the side gate. (until 18 Dec)",),
    notes=("Visitors sign in at the office.", "No visits during the nativity week. (until 11 Dec)"),
    named=("PCSO Sam Ashdown", "Today PC Nicola Rathbone, covering for PCSO Sam Ashdown until 3 December"),
    known=(
        KnownThere("Helen Marsh", "secretary", "01606 555 010 · helen.marsh@elmpark.example · mornings", True),
        KnownThere("Ade Cole", "caretaker, deputy", "07700 900 123 · after four · speaks Yoruba"),
    ),
    gaps=("Still to ask for: out of hours.",),
    visits=(
        LastVisit(
            "Fri 9 Oct, in person",
            "PCSO Sam Ashdown",
            "saw Helen Marsh",
            "School gates",
            "Eleven cars on the zig-zags. Learnt: worst on Fridays when swimming ends.",
        ),
        LastVisit(
            "Fri 28 Aug, telephone", "PCSO Sam Ashdown", "saw Helen Marsh", "Start of term", "Dates for assembly."
        ),
        LastVisit("Mon 6 Jul, in person", "PC Nicola Rathbone", "", "Summer fair", "Stall with the cadets."),
    ),
    earlier=14,
    promises=(
        Owed("Ask the council when the crossing is repainted", "3 days late", "PCSO Sam Ashdown", late=True),
        Owed("Road safety assembly for years 3 and 4", "due in 9 days", "PC Nicola Rathbone"),
    ),
    queries=(Owed("Who do parents ring about parking at 3 pm?", "9 h left", "PCSO Sam Ashdown"),),
    made="Made Sunday 22 November 2026, 9 am for PCSO Sam Ashdown",
    practice=False,
)
NEW = VisitSheet(
    place="The Den",
    under="Youth club · no beat yet",
    address="",
    reach="",
    due="due now, no contact yet",
    every="every 28 days",
    warnings=(),
    notes=(),
    named=(),
    known=(),
    gaps=(),
    visits=(),
    earlier=0,
    promises=(),
    queries=(),
    made="Made Sunday 22 November 2026, 9 am for Inspector Robin Vale",
    practice=True,
)
LONG = "Talked about parking, lights, the bins behind the hall and who has the key now that the warden moved. " * 30
OVERFULL = replace(
    ORDINARY,
    place="The Church of Saint Bartholomew and Saint Chad with the Mission Room at Lower Wharton Green",
    address="The Old Vicarage, Upper Wharton Green Lane, Lower Wharton, near Winsford, Cheshire, CW7 3EP",
    warnings=tuple(f"Warning {number}: {LONG[:300]}" for number in range(1, 13)),
    notes=tuple(f"Note {number}: {LONG[:300]}" for number in range(1, 13)),
    known=tuple(
        KnownThere(f"Helen Marsh the {number}th", "warden", "01606 555 010 · h@elmpark.example · any time")
        for number in range(1, 25)
    ),
    visits=tuple(replace(each, said=LONG) for each in ORDINARY.visits),
    promises=tuple(
        Owed(f"Promise {number}: {LONG[:400]}", "2 days late", "PC N. R.", late=True) for number in range(30)
    ),
    queries=tuple(Owed(f"Query {number}: {LONG[:400]}", "9 h left", "nobody yet") for number in range(30)),
    practice=True,
)
HOSTILE = replace(
    ORDINARY,
    place="<b>Elm</b> &amp; \x00\x1b[31m Park \u202egnitaerht",
    address="=HYPERLINK(1)\n../../etc",
    warnings=("مدرسة " * 20, "🐕 " * 10, "x" * 400),
    promises=(Owed("w" * 2000, "no day agreed", "nobody yet"),),
    practice=True,
)
SHEETS = {"ordinary": ORDINARY, "new": NEW, "overfull": OVERFULL, "hostile": HOSTILE}
