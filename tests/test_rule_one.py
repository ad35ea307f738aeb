"""The rule of 0.1, made again: it gives what the program of that time printed, on every day that was kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from oldcases import NAMES, OLD, unpacked

from assess.load.cases import load_case
from assess.load.histories import former_instrument
from assess.load.instruments import load_instrument
from assess.rating.force import Reading
from assess.review.rule_one import rate_one

KEPT = json.loads((OLD / "ratings.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    folder, found = tmp_path_factory.mktemp("old"), {}
    for name in NAMES:
        case, problems = load_case(unpacked(name, folder), ())
        assert case is not None and not problems
        found[name] = replace(
            case, instrument=former_instrument(case.instrument, case.profile.checklist)
        )
    return found


def short(lines: list[str], mark: str) -> str:
    return hashlib.sha256(mark.join(lines).encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    "kept", KEPT, ids=lambda one: f"{one['case']}-{one['as_of']}-{len(one['assume'])}"
)
def test_ratings_are_those_of_the_program_of_its_time(kept: dict, cases) -> None:
    found = rate_one(
        cases[kept["case"]], Reading(date.fromisoformat(kept["as_of"]), tuple(kept["assume"]))
    )
    assert (
        " ".join(f"{one.article.article}:{one.shown}" for one in found.articles) == kept["ratings"]
    )
    standings = [two for one in found.articles for two in one.standings]
    assert (
        short([f"{one.element.id} {one.state} {' '.join(one.unseen)}" for one in standings], "\n")
        == kept["states"]
    )
    assert (
        short([name for one in found.articles for name in one.computed.deciders], " ")
        == kept["deciders"]
    )


def test_without_silence_nothing_is_answered_that_was_not_cited(cases) -> None:
    """What rested on examined laws is not assessed then; all else stays."""
    reading = Reading(date(2016, 1, 1))
    with_silence, without = (rate_one(cases["jordan"], reading, silent) for silent in (True, False))
    moved = [
        (one.state, two.state)
        for first, second in zip(with_silence.articles, without.articles)
        for one, two in zip(first.standings, second.standings)
        if one.state != two.state
    ]
    assert len(moved) > 50 and {two for _, two in moved} == {"not_assessed"}
    assert {one for one, _ in moved} <= {"not_found", "not_in_force", "draft_only", "repealed"}


def test_the_old_checklist_is_kept_whole_and_lends_words() -> None:
    present, _ = load_instrument("budapest", ())
    former = former_instrument(present, "1.0.0")
    assert len(former.elements()) == 331 and former.version == "1.0.0" and former.scale.rule == "1"
    assert len(former.digest) == 64 and former.digest != present.digest
    assert str(former.element("2.offence").name) == str(present.element("2.offence").name)
    assert former.element("20.1.b.capability").level == "mandatory"
    assert {one.weight for one in former.elements()} == {"lead", "detail", None}
    assert (
        former_instrument(present, "0.9.0") is None
        and former_instrument(present, "../1.0.0") is None
    )
    assert former_instrument(present, "") is None
