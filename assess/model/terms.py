"""The words of the method: each list here is closed, and every file, table and command uses just these."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal[
    "definition",
    "conduct",
    "object",
    "mental",
    "qualifier",
    "result",
    "threshold",
    "penalty",
    "liability",
    "scope",
    "power",
    "safeguard",
    "duty",
    "channel",
]
Level = Literal["mandatory", "optional_limb", "reservable", "declarable", "guidance"]
Weight = Literal["lead", "main", "detail"]
Depth = Literal["first_look", "standard", "full"]
Grade = Literal["met", "met_otherwise", "partly", "not_met", "contrary"]
State = Literal[
    "not_assessed",
    "not_found",
    "source_not_obtained",
    "not_applicable",
    "reserved",
    "draft_only",
    "not_in_force",
    "suspended",
    "struck_down",
    "repealed",
    "date_uncertain",
]
Reason = Literal[
    "conduct",
    "object",
    "mental",
    "qualifier",
    "definition",
    "threshold",
    "penalty",
    "scope",
    "safeguard",
    "narrower",
    "broader",
    "vague",
    "practice_only",
]
Rating = Literal["C", "LC", "PC", "NC"]
Evidence = Literal["statute", "decree", "case_law", "treaty", "practice"]
Confidence = Literal["high", "medium", "low"]
LawKind = Literal[
    "constitution",
    "code",
    "act",
    "temporary_act",
    "decree_law",
    "nizam",  # a statute of Saudi Arabia; elsewhere a regulation
    "royal_decree",
    "sultani_decree",
    "presidential_decree",
    "decree",
    "ordinance",
    "order_in_council",
    "statutory_instrument",
    "regulation",
    "bill",
    "treaty",
]
#: By which word a law calls its articles; `fasl` in Tunisia and Morocco, `bare_section` under a number alone.
UnitWord = Literal["", "article", "section", "bare_section", "paragraph_sign", "fasl"]
Standing = Literal["official", "copy", "translation", "summary", "not_obtained"]
# copy: of the official text, by a third party
TextStanding = Literal["official", "copy", "translation", "ocr"]
UnitKind = Literal[
    "preamble", "part", "article", "paragraph", "item", "definition", "closing", "schedule", "note"
]
#: What somebody says that a line of a law is; `no_article` was read as one and is a line of that before it.
CorrectionKind = Literal["", "item", "definition", "text", "heading", "article", "no_article"]
QuoteState = Literal["exact", "normalised", "not_found", "ambiguous", "source_not_loaded"]
Treatment = Literal["neutral", "procedure", "over_reach", "rights_concern"]
Priority = Literal["high", "medium", "low"]
Action = Literal["new", "amend", "repeal", "regulation", "practice", "study"]
Status = Literal["open", "under_way", "done", "dropped"]
Stage = Literal["draft", "sent_for_comment", "final"]

GRADES: tuple[Grade, ...] = get_args(Grade)  # best first
WEIGHTS: tuple[Weight, ...] = get_args(Weight)  # heaviest first
DEPTHS: tuple[Depth, ...] = get_args(Depth)  # shallowest first
STATES: tuple[State, ...] = get_args(State)
RATINGS: tuple[Rating, ...] = get_args(Rating)  # best first

#: Levels whose elements count in a rating.
RATED: frozenset[Level] = frozenset({"mandatory", "reservable"})
#: Levels whose elements ask whether an option is used.
OPTIONS: frozenset[Level] = frozenset({"optional_limb", "declarable"})
#: Grades that leave nothing to be wished for.
FULL: frozenset[str] = frozenset({"met", "met_otherwise"})
#: Grades and states that count as not met.
ABSENT: frozenset[str] = frozenset({"not_met", "contrary", "not_found"})
#: States of an element that provisions of other days answer: somebody must look what stands in their place.
ELSEWHEN: frozenset[str] = frozenset(
    {"draft_only", "not_in_force", "suspended", "struck_down", "repealed"}
)
#: States of which nobody can say yet whether the element is met.
UNKNOWN: frozenset[str] = ELSEWHEN | {"not_assessed", "source_not_obtained", "date_uncertain"}
#: States that take an element out of a rating.
OUT: frozenset[str] = frozenset({"not_applicable"})
#: What is said of an option by its state: that the law uses it, does not, or goes beyond it. Of the other states the
#: same is said as of any element.
OPTION_SAID: dict[str, str] = {
    **dict.fromkeys(FULL, "met"),
    **dict.fromkeys(("not_met", "not_found", *ELSEWHEN), "not_met"),
    "contrary": "contrary",
}
#: Grades and states that never fall short.
WHOLE: frozenset[str] = FULL | {"reserved"}
