"""What is marked as restricted is in no part of a public report, in either format, and no rating changes by it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import messages

from assess.base import paths
from assess.base.text import Text
from assess.cli import main
from assess.country.build import Edition, build_view
from assess.load.cases import load_case
from assess.model.case import Case
from assess.rating.force import Reading
from assess.rating.rate import rate
from assess.reports import write_report
from assess.review.release import can_be_restricted, entries, public

DAYS = {
    "good": Reading(date(2016, 1, 1), ("B1",)),
    "tilmara": Reading(date(2026, 11, 24), ("TM-BILL-2025-2",)),
}
#: Entries that get a mark of their own in turn, by their type; the laws themselves come last, since they hide much.
KINDS = (
    "Finding",
    "Citation",
    "Analysis",
    "Override",
    "Recommendation",
    "Surplus",
    "Comment",
    "Fact",
    "Remark",
    "TreatyStatus",
    "Source",
    "Provision",
    "Law",
)


class Planted:
    """A case in which every word of the entries of one kind is a word of its own, and the entry is marked."""

    def __init__(self, case: Case, kind: str, marks: tuple[str, ...] = ("yes",)):
        self.kind, self.marks, self.words = kind, marks, 0
        self.keys = (
            {one.key: f"ZQKEY{number}ZQ" for number, one in enumerate(case.sources)}
            if kind == "Source"
            else {}
        )
        names = [
            one.name
            for one in fields(case)
            if one.name not in ("instrument", "texts", "suggestions")
        ]
        self.case = replace(case, **{name: self._value(getattr(case, name)) for name in names})

    def _value(self, value: object) -> object:
        if isinstance(value, tuple):
            return tuple(self._value(one) for one in value)
        if not is_dataclass(value) or not hasattr(value, "place"):
            return value
        changes = {one.name: self._value(getattr(value, one.name)) for one in fields(value)}
        if self.keys and isinstance(changes.get("sources"), tuple):
            changes["sources"] = tuple(self.keys[key] for key in changes["sources"])
        if type(value).__name__ == self.kind:
            changes |= {
                name: self._word(changes[name])
                for name in can_be_restricted(value)
                if name != "sources"
            }
            changes |= {"restricted": self.marks}
            if self.keys:
                changes["key"] = self.keys[value.key]
        return replace(value, **changes)

    def _word(self, value: object) -> object:
        if not value:
            return value
        self.words += 1
        word = f"ZQ{self.kind}{self.words}ZQ"
        return (
            Text(tuple((code, word) for code, _ in value.by)) if isinstance(value, Text) else word
        )


@pytest.fixture(scope="module")
def cases():
    good = load_case(Path(__file__).parent / "good")[0]
    fact = load_case(paths.sample("tilmara"))[0].profile.legal_system[0]
    place = good.profile.place
    from assess.model.case import Override, Remark, TreatyStatus

    told = Text((("en", "said"),))
    profile = replace(
        good.profile,
        legal_system=(replace(fact, sources=("GAZ",)),),
        practice=(replace(fact, sources=("GAZ",)),),
        remarks=(Remark("r", told, told, ("GAZ",), "high", place),),
        treaties=(TreatyStatus(Text.of("T", "en"), told, ("GAZ",), "high", place, told),),
    )
    return {
        "good": replace(good, profile=profile, overrides=(Override("3", "PC", told, "R", place),)),
        "tilmara": load_case(paths.sample("tilmara"))[0],
    }


def parts(path: Path) -> str:
    """Return the text of every part of a report, with what is packed in it (the workbooks behind charts)."""
    found = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            content = package.read(name)
            if name.endswith(".xlsx"):
                inner = path.with_name("inner.xlsx")
                inner.write_bytes(content)
                found.append(parts(inner))
            else:
                found.append(content.decode("utf-8", "replace"))
    return "\n".join(found)


def planted_words(
    case: Case, reading: Reading, edition: Edition, folder: Path
) -> dict[str, set[str]]:
    view = build_view(case, reading, today=date(2026, 11, 24), edition=edition)
    return {
        kind: set(re.findall(r"ZQ\w+?ZQ", parts(write_report(view, kind, folder))))
        for kind in ("word", "excel")
    }


@pytest.mark.parametrize(
    "name, kind",
    [("good", kind) for kind in KINDS] + [("tilmara", kind) for kind in ("Finding", "Law")],
)
def test_no_restricted_word_is_in_either_format(
    name: str, kind: str, cases, tmp_path: Path
) -> None:
    planted = Planted(cases[name], kind)
    full = planted_words(planted.case, DAYS[name], Edition(), tmp_path)
    assert all(full.values()), (
        f"nothing of {kind} is printed at all, so that the test shows nothing"
    )
    assert planted_words(planted.case, DAYS[name], Edition(public=True), tmp_path) == {
        "word": set(),
        "excel": set(),
    }


@pytest.mark.parametrize(
    "kind, key",
    [("Citation", "note"), ("Comment", "reply"), ("Provision", "note"), ("Source", "address")],
)
def test_a_mark_may_name_single_keys(kind: str, key: str, cases, tmp_path: Path) -> None:
    name = "tilmara" if kind == "Provision" else "good"
    planted = Planted(cases[name], kind, (key,))
    full = planted_words(planted.case, DAYS[name], Edition(), tmp_path)
    left = planted_words(planted.case, DAYS[name], Edition(public=True), tmp_path)
    secret = {
        word
        for one in entries(planted.case)
        if type(one).__name__ == kind
        for word in re.findall(r"ZQ\w+?ZQ", str(getattr(one, key)))
    }
    assert full["word"] & secret and full["excel"] & secret
    for words in left.values():
        assert words and not words & secret


def test_the_wording_of_a_restricted_provision_is_not_there(cases, tmp_path: Path) -> None:
    """A provision without a summary is shown by the wording of its law, where a text of it is loaded."""
    case = cases["tilmara"]
    law, provision = next(
        (law, one)
        for law, one in case.provisions().values()
        if not one.summary and len(str(case.wording(law, one))) > 60
    )
    words = case.wording(law, provision).get("en")[0][:60].split("\n")[0]
    marked = tuple(
        replace(one, restricted=("yes",)) if one is provision else one for one in law.provisions
    )
    laws = tuple(replace(one, provisions=marked) if one is law else one for one in case.laws)
    # others may quote the same words
    quotes = tuple(replace(one, citations=()) for one in case.findings)
    whole = replace(case, laws=laws, findings=quotes)
    for public_too in (False, True):
        view = build_view(
            whole, DAYS["tilmara"], today=date(2026, 11, 24), edition=Edition(public=public_too)
        )
        row = next(one for one in view.provisions if one.reference == law.reference(provision))
        assert (words in row.summary) is not public_too
        assert ("[withheld]" in row.summary) is public_too


@pytest.mark.parametrize("name", DAYS)
def test_ratings_and_states_stay_what_they_are(name: str, cases) -> None:
    for kind in KINDS:
        case = Planted(cases[name], kind).case
        cut, number = public(case, Text((("en", "[withheld]"),)))
        assert number == len([one for one in entries(case) if one.restricted])
        for one, two in zip(rate(case, DAYS[name]).articles, rate(cut, DAYS[name]).articles):
            assert (one.shown, one.computed) == (two.shown, two.computed)
            assert [three.state for three in one.standings] == [
                three.state for three in two.standings
            ]


def test_a_case_without_marks_is_the_same_but_for_the_review(cases) -> None:
    case = cases["tilmara"]
    assert public(case, Text((("en", "[withheld]"),))) == (replace(case, suggestions=()), 0)


def test_a_public_report_says_so_and_has_a_name_of_its_own(folder: Path, tmp_path: Path) -> None:
    path = folder / "comments.yaml"
    path.write_text(path.read_text().replace("- id: C1\n", "- id: C1\n  restricted: yes\n"))
    assert messages(folder) == []
    done = CliRunner().invoke(
        main,
        [
            "report",
            str(folder),
            "--as-of",
            "2016-01-01",
            "--release",
            "public",
            "-o",
            str(tmp_path),
        ],
        catch_exceptions=False,
    )
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix in (".docx", ".xlsx")) == [
        "mini-2016-01-01-public.docx",
        "mini-2016-01-01-public.xlsx",
    ], done.output
    for one in tmp_path.glob("mini*"):
        text = parts(one)
        assert (
            "(entries so marked: 1)" in text and "Having a thing will be punished soon" not in text
        )


def test_names_and_words_of_the_review_are_not_public(folder: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    runner.invoke(main, ["review", "submit", str(folder), "2", "--by", "ZQwriterZQ"])
    runner.invoke(
        main, ["review", "return", str(folder), "2", "--by", "ZQreaderZQ", "--why", "ZQwhyZQ"]
    )
    case, _ = load_case(folder)
    assert planted_words(case, DAYS["good"], Edition(log=True), tmp_path) == {
        "word": {"ZQwriterZQ", "ZQreaderZQ", "ZQwhyZQ"},
        "excel": {"ZQwriterZQ", "ZQreaderZQ", "ZQwhyZQ"},
    }
    assert planted_words(case, DAYS["good"], Edition(public=True), tmp_path) == {
        "word": set(),
        "excel": set(),
    }
    assert (
        runner.invoke(main, ["report", str(folder), "--log", "--release", "public"]).exit_code == 2
    )


@pytest.mark.parametrize("mark", ["notes", "[note, quotes]", "ja", "grade"])
def test_a_mark_that_names_nothing_stops_the_report(mark: str, folder: Path) -> None:
    path = folder / "findings/01.yaml"
    name = "- element: 2.limb.aim\n"
    path.write_text(path.read_text().replace(name, f"{name}  restricted: {mark}\n"))
    assert any("[restricted-unknown]" in one for one in messages(folder))
    assert CliRunner().invoke(main, ["rate", str(folder)]).exit_code == 1
