"""Fact sheets to print: ordinary, bare, sparse, overfull and hostile; every person is invented."""

from __future__ import annotations

from dataclasses import replace

from wehere_desktop.handouts.facts import (
    Bar,
    ChosenPriority,
    Figures,
    MeetingHandout,
    Reply,
    Step,
    TeamMember,
    Whereabouts,
)

WHARTON = Whereabouts(
    venue=(366450.0, 366700.0),
    outline=(((365300.0, 365200.0), (368200.0, 365400.0), (368600.0, 368300.0), (366000.0, 368700.0)),),
    anchors=((366500.0, 366800.0),),
)

FULL = MeetingHandout(
    force="Cheshire Constabulary",
    lpu="Northwich Local Policing Unit",
    beat="Winsford Wharton",
    title="Winsford Wharton beat meeting",
    subtitle="",
    day="Wednesday 9 December",
    time="7 pm to 8.30 pm",
    called_off="",
    venue="Wharton Community Centre",
    address="School Road, Wharton, Winsford, CW7 3EP",
    access="Step-free · hearing loop · parking behind the hall",
    getting_in="Use the side door; somebody will be there from 6.30 pm.",
    priorities=(
        ChosenPriority(
            "The underpass on Station Road",
            "You chose this in September · in action",
            (
                Step(
                    "20 November", "The council replaced four lights. Still to come: clearing the planting in January."
                ),
                Step("2 November", "Patrols on 14 evenings since the last meeting, most of them after nine."),
            ),
            "",
        ),
        ChosenPriority(
            "Parking at the school gates",
            "You chose this in June · under review",
            (
                Step(
                    "13 November",
                    "Twenty-two drivers spoken to, six tickets. Cars on the zig-zags fell from 11 a morning to 3. "
                    "At the meeting: is it enough to close?",
                ),
            ),
            "",
        ),
        ChosenPriority(
            "Quad bikes on the flashes",
            "You chose this in September · in action",
            (Step("15 September", "Two bikes seized with the Rural Crime Team."),),
            "No update since September: we owe you one.",
        ),
    ),
    replies=(
        Reply(
            "Nobody answers at the station desk on Saturdays",
            "The desk now opens 10 to 1. Out of hours ring 101.",
            "October meeting, 14 October",
        ),
        Reply(
            "Speeding on Crook Lane",
            "Checked five times: average 29 mph in a 30. Speed-watch volunteers trained.",
            "Letter, 12 November",
        ),
        Reply(
            "CCTV for the play area",
            "We could not, because there is no funding this year, and cameras would not see past the trees. "
            "We asked for lights.",
            "At this meeting",
        ),
    ),
    figures=Figures(
        "12 months to October 2026",
        "data.police.uk, November 2025 to October 2026",
        (
            Bar("Anti-social behaviour", 127, 151),
            Bar("Criminal damage and arson", 76, 70),
            Bar("Vehicle crime", 41, 44),
            Bar("Burglary", 24, 31),
        ),
    ),
    team=(
        TeamMember(
            "PCSO Sam Ashdown",
            "07700 900417",
            "sam.ashdown@example.org",
            "Library, Saturdays 10 to 12",
        ),
        TeamMember("PC Rhiannon Pryce", "07700 900108", away="PC Dele Oyelaran covers until 4 January: 07700 900233"),
    ),
    team_note="",
    where=WHARTON,
    next_meeting=("Wednesday 10 March 2027, 7 pm", "Over Bowling Club", "Swanlow Lane, Winsford, CW7 1JE"),
    feedback_link="https://www.example.org/tell-us/winsford-wharton",
    agenda=(
        "Welcome, and who we are",
        "What we did since September: the underpass, parking, quad bikes",
        "You said, we did",
        "What should come next? Choosing up to three priorities",
        "Anything else, and the date of the next meeting",
    ),
    led_by="Led by Sergeant Halina Nowak",
    practice=True,
)

BARE = replace(
    FULL,
    subtitle="",
    venue="",
    address="",
    access="",
    getting_in="",
    time="7 pm",
    priorities=(),
    replies=(),
    figures=None,
    team=(),
    team_note="Until somebody is: Chief Inspector Morag Ellery, Northwich Local Policing Unit, 01606 960001",
    where=Whereabouts(),
    next_meeting=(),
    feedback_link="",
    agenda=(),
    led_by="",
    practice=False,
)

SPARSE = replace(
    FULL,
    beat="Tattenhall & Malpas",
    title="Tattenhall & Malpas beat meeting",
    lpu="Ellesmere Port Local Policing Unit",
    venue="St Oswald's Church Hall",
    address="Church Street, Malpas, SY14 8NU",
    access="",
    getting_in="",
    priorities=FULL.priorities[2:],
    replies=FULL.replies[:1],
    figures=None,
    team=FULL.team[:1],
    where=Whereabouts(venue=(348700.0, 347200.0), anchors=((348700.0, 347200.0), (348600.0, 358400.0))),
    feedback_link="",
    agenda=FULL.agenda[:2],
    practice=False,
)

OVERFULL = replace(
    FULL,
    beat="Chester Villages, Saughall, Mollington and the Parishes along the Estuary",
    title="Chester Villages, Saughall, Mollington and the Parishes along the Estuary beat meeting",
    subtitle="Winter meeting, with the parish councils and the flood wardens",
    venue="The Old Schoolroom and Memorial Institute of Great Saughall and Shotwick Park",
    address="Church Road, Great Saughall, Chester, CH1 6EP",
    access=" · ".join(("Step-free from the car park", "hearing loop", "British Sign Language on request", "creche")),
    priorities=tuple(
        replace(each, title=f"{each.title}, part {number}", steps=each.steps * 2)
        for number in range(1, 4)
        for each in FULL.priorities
    ),
    replies=FULL.replies * 5,
    figures=replace(
        FULL.figures,
        bars=(
            *FULL.figures.bars,
            Bar("Theft from the person and other thefts not told apart in the published figures", 9, None),
            Bar("Public order", 1240, 3),
        ),
    )
    if FULL.figures
    else None,
    team=FULL.team * 4,
    agenda=FULL.agenda * 2,
)

LONG_WORD = "Llanfair" * 38

HOSTILE = replace(
    FULL,
    beat='<b>Wharton</b> &amp; "Over"',
    title='<b>Wharton</b> &amp; "Over" beat meeting',
    venue="<img src=x onerror=alert(1)> Hall",
    address=LONG_WORD[:300],
    access="مدخل بدون درج · step-free",
    priorities=(
        ChosenPriority(
            LONG_WORD[:300],
            "You chose this in September · in action",
            (
                Step("1 May", "<font size=80>big</font> <para>x</para> &lt;br/&gt; {{7*7}} %s \x07 \u202eesrever 🚓🎉"),
                Step("2 May", "مرحبا بكم في اجتماع الحي (٩ ديسمبر) في الساعة 7 مساءً"),
            ),
            "",
        ),
    ),
    replies=(
        Reply(LONG_WORD, "=cmd|' /C calc'!A0", "ŵ Llŷn Łódź Київ ਪੰਜਾਬੀ 中文"),
        Reply("a\u0300\u0301\u0302\u0303\u0304" * 20, "x" * 2000, "now"),
        Reply("many\nlines\n\n\nhere", " ".join(["word"] * 900), ""),
    ),
    team=(TeamMember("PCSO " + LONG_WORD[:280], "1" * 90, "a" * 80 + "@" + "b" * 80 + ".example", "x " * 100),),
    feedback_link="javascript:alert('" + "x" * 400 + "')",
    agenda=("<i>one</i>", "y" * 900),
)

SHEETS = {"full": FULL, "bare": BARE, "sparse": SPARSE, "overfull": OVERFULL, "hostile": HOSTILE}
