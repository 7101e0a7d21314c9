"""Recognises words that read like intelligence or a crime report, and says where such words belong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Belongs = Literal["crime", "intelligence", "number"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Where a text seems to belong, in a stable word and in one plain sentence for whoever is typing."""

    belongs: Belongs
    sentence: str


CRIME = Notice(
    "crime",
    "This reads like a crime report. It belongs in the crime system or with 101, and with 999 if anyone is in danger.",
)
INTELLIGENCE = Notice(
    "intelligence",
    "This reads like intelligence. It belongs in the intelligence system; here, say only whom you met and what for.",
)
NUMBER = Notice(
    "number",
    "A crime or incident number belongs in the crime system; here, it is enough to say that it has been reported.",
)

# Ours throughout: made from what officers are told not to put into a contact log, then held against the practice
# book's thousands of ordinary visits until none of those was stopped.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|[\n;]+")
_TEACHING = re.compile(
    r"\b(?:talks?|leaflets?|sessions?|awareness|posters?|prevent\w*|advice|workshops?|assembl\w+|training|campaigns?|"
    r"presentations?|lessons?|courses?|quiz|checklists?|how to|what to do|worr(?:y|ied)|afraid|fears?)\b"
)
_NOT_NOW = re.compile(
    r"\b(?:if|in case|whether|no ?one|nobody|none|never|years? ago|in (?:19|20)\d\d|already reported|"
    r"(?:is|was|has been|have) reported|reported (?:it |this )?(?:on|to|online))\b"
)
_WHEN = (
    r"(?:last night|yesterday|overnight|this (?:morning|afternoon|evening|week)|today|tonight|earlier|just now|"
    r"(?:at|over) the weekend|(?:on |last )(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_HURT = (
    r"(?:stabbed|assaulted|attacked|robbed|mugged|raped|burgled|punched|kicked|beaten(?: up)?|head-?butted|slashed|"
    r"groped|strangled|threatened with|spat at|shot at)"
)
_DID = r"(?:stabbed|assaulted|raped|mugged|robbed|punched|slashed|head-?butted)"
_DRUGS = r"(?:drugs?|cannabis|weed|cocaine|coke|crack|heroin|ketamine|spice|pills)"
_PERSON = (
    r"(?:he|she|they|who|lad|lads|male|males|female|man|men|woman|women|youth|youths|kid|kids|boy|boys|girl|girls|"
    r"neighbour|neighbours|son|daughter|husband|boyfriend|partner|occupants?|tenants?|suspects?)"
)
_IS_SAID = r"(?:is|are|was|were|named|lives?|known|called|seen|believed|described|drives?)"
_AT_IT = (
    r"(?:dealing|selling|stealing|robbing|burgling|handling|carrying|grooming|involved|behind|responsible|stash\w*)"
)
_ARM = r"(?:knife|machete|gun|blade|weapon)"
_WHERE_KEPT = r"(?:kept|keeps|stored|garage|shed|flat|house|selling|sells)"
_CRIME = [
    re.compile(each)
    for each in (
        rf"\b(?:was|were|been|being|got|getting) (?:\w+ly )?{_HURT}\b",
        rf"\b{_DID} (?:him|her|them|me|a|an|the|his|my|their|another|someone|somebody)\b",
        rf"\b(?:burgled|burglary|break-?in|broke(?:n)? into|robbery|stabbing|assault)\b.*\b{_WHEN}\b",
        rf"\b{_WHEN}\b.*\b(?:burgled|burglary|break-?in|broke(?:n)? into|robbery|stabbing|assault)\b",
        rf"\b(?:stole|stolen|nicked)\b.*\b{_WHEN}\b",
        rf"\b{_WHEN}\b.*\b(?:stole|stolen|nicked)\b",
        r"\b(?:hits|beats|chokes|slaps|punches) (?:him|her|them|his|the (?:children|kids))\b",
        r"\bwants? to (?:report a (?:crime|theft|burglary|robbery|assault)|press charges)\b",
    )
]
_INTELLIGENCE = [
    re.compile(each)
    for each in (
        rf"\b(?:dealing|selling|supplying|pushing|storing|growing) (?:of )?{_DRUGS}\b",
        r"\bdrugs? (?:deal(?:ing|er|ers|s)?|den|line|runner)\b",
        r"\bdealing (?:from|out of|outside|at|in|on|behind|near|again)\b",
        rf"\b{_PERSON} (?:is|are|was|were|has been) (?:still |openly )?dealing(?! with)\b",
        r"\bcuckoo(?:ed|ing)\b|\bcounty lines\b",
        rf"\b(?:suspect|offender|perpetrator|culprit)s? {_IS_SAID}\b",
        rf"\b(?:known|believed|rumoured|suspected|said) (?:to be|of) (?:\w+ ){{0,2}}{_AT_IT}\b",
        r"\b(?:intel|intelligence) (?:suggests?|says|that|received|is that|on)\b|\banonymous(?:ly)? (?:source|told)\b",
        rf"\b{_PERSON} (?:\w+ ){{0,2}}(?:carr(?:y|ies|ying)|has|have|had|with) an? {_ARM}\b",
        rf"\b(?:stolen (?:goods|bikes?|cars?|property)|handling stolen)\b.*\b{_WHERE_KEPT}\b",
        r"\b(?:grooming|exploiting) (?:him|her|them|a|the|young|local|girls|boys|children|kids)\b",
    )
]
# Two capitals with verbs of crime after them: only here do capitals count.
_NAMED = re.compile(
    r"\b[A-Z][a-z]+ [A-Z][a-z]+(?:'s (?:son|daughter|lad|boyfriend|husband|partner))? (?:is|was|has been|keeps) "
    r"(?:still )?(?:dealing(?! with)|selling (?:drugs|weed)|stealing|robbing|burgling|breaking into|behind the|"
    r"responsible for the|involved in|wanted|suspected|violent|a (?:dealer|thief|burglar|suspect|drug))"
)
_PLATE = re.compile(r"\b[a-z]{2}[0-9]{2} ?[a-z]{3}\b")
_ODD = re.compile(
    r"\b(?:suspicious\w*|suspect\w*|circling|casing|loitering|hanging (?:a?round|about)|following|dealing|drugs?|"
    r"stolen|up to no good|no insurance|uninsured|drove off|drives off|"
    r"seen (?:again|at|near|outside|by|leaving|on|in|driving))\b"
)
_NUMBER = re.compile(
    r"\b(?:crime|incident|occurrence|investigation) ?(?:no\.?|num(?:ber)?|ref(?:erence)?\.?|log)? ?(?:is )?[:#]? ?"
    r"(?=[a-z0-9/-]*[0-9]{4})[a-z]{0,4}[0-9][a-z0-9/-]{4,}"
)


def belongs_elsewhere(text: str) -> Notice | None:
    """Return where a text seems to belong if it reads like a crime report or intelligence, else None.

    Never a verdict, and never a reason to hold anything up: it looks at words alone, one sentence at a time, keeps
    quiet about talks, leaflets and what happened long ago, and would rather miss something than cry wolf.
    """
    sentences = [each.strip() for each in _SENTENCE_END.split(text.replace("’", "'")) if each.strip()]
    found = next((each for each in map(_of_sentence, sentences) if each is not None), None)
    # Asked of the whole, since “no. 1234567” would be cut in two.
    return found or (NUMBER if _NUMBER.search(" ".join(text.lower().split())) else None)


def _of_sentence(sentence: str) -> Notice | None:
    low = " ".join(sentence.lower().split())
    if _NOT_NOW.search(low):
        return None
    teaching = _TEACHING.search(low) is not None
    if not teaching and any(each.search(low) for each in _CRIME):
        return CRIME
    if _NAMED.search(sentence) or (_PLATE.search(low) and _ODD.search(low)):
        return INTELLIGENCE
    if not teaching and any(each.search(low) for each in _INTELLIGENCE):
        return INTELLIGENCE
    return None
