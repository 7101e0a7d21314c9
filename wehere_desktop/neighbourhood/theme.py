"""Themes: what a concern or a priority is about, and which priority of the Police and Crime Plan it serves."""

from __future__ import annotations

from enum import StrEnum


class PlanPriority(StrEnum):
    """The six priorities of the Police and Crime Plan for Cheshire 2021–2024, in its own words and order."""

    NONE = ""
    TACKLE_CRIME = "Prevent and tackle crime"
    SAFER_ROADS = "Make Cheshire's roads safer"
    JUSTICE_FOR_VICTIMS = "Deliver justice for victims of crime"
    PROTECT_VULNERABLE = "Protect vulnerable and at-risk people"
    PUBLIC_CONFIDENCE = "Improve public confidence in policing"
    MODERN_SERVICE = "Modernise our police service"


class Theme(StrEnum):
    """What a concern is about; the five rural kinds are those of the Plan's rural crime groups."""

    OTHER = "something else"
    ANTISOCIAL = "antisocial behaviour"
    SPEEDING = "speeding and dangerous driving"
    PARKING = "parking"
    DRUGS = "drugs"
    BURGLARY = "burglary and theft"
    VEHICLE_CRIME = "vehicle crime"
    VIOLENCE = "violence and weapons"
    SHOP_CRIME = "shop crime"
    HATE_CRIME = "hate crime"
    FRAUD = "fraud and scams"
    AT_RISK = "people at risk"
    VISIBILITY = "seeing and reaching the police"
    AGRICULTURAL = "rural: agricultural"
    EQUINE = "rural: equine"
    WILDLIFE = "rural: wildlife"
    HERITAGE = "rural: heritage"
    ENVIRONMENTAL = "rural: environmental"


RURAL = frozenset({Theme.AGRICULTURAL, Theme.EQUINE, Theme.WILDLIFE, Theme.HERITAGE, Theme.ENVIRONMENTAL})

_SERVES = {
    Theme.SPEEDING: PlanPriority.SAFER_ROADS,
    Theme.PARKING: PlanPriority.SAFER_ROADS,
    Theme.AT_RISK: PlanPriority.PROTECT_VULNERABLE,
    Theme.HATE_CRIME: PlanPriority.PROTECT_VULNERABLE,
    Theme.VISIBILITY: PlanPriority.PUBLIC_CONFIDENCE,
    Theme.OTHER: PlanPriority.NONE,
}


def plan_priority_of(theme: Theme) -> PlanPriority:
    """Return the priority of the Plan that a theme usually serves; ours, and a person may choose another."""
    return _SERVES.get(theme, PlanPriority.TACKLE_CRIME)
