"""Where and when the practice book's PCSOs can be found: at places of their own beat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.phrases import fill
from wehere_desktop.intake.practice.slots import Neighbours, Slots
from wehere_desktop.intake.practice.tables import phrases
from wehere_desktop.neighbourhood.officer import Rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.intake.practice.people import Staff
    from wehere_desktop.intake.practice.places import Setting
    from wehere_desktop.intake.practice.scene import Ground, Scene

_HOLD_ONE = 0.45


def add_drop_ins(scene: Scene, grounds: Sequence[Ground], settings: Sequence[Setting], staff: Staff) -> None:
    """Give nearly half of the PCSOs in post an hour at which anyone may find them."""
    neighbours = Neighbours(settings)
    at = {officer.id: number for number, officer in enumerate(staff.officers)}
    for ground in grounds:
        chance = scene.chance("drop-in", ground.police_id)
        for officer in staff.on_beat(ground.beat.id, scene.today, Rank.PCSO):
            kept = staff.officers[at[officer.id]]
            if not kept.drop_in and chance.happens(_HOLD_ONE):
                slots = Slots(ground, scene.today, chance, neighbours)
                told = fill(chance.one(phrases("drop-in")), slots, chance)
                staff.officers[at[officer.id]] = replace(kept, drop_in=told)
