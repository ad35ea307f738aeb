"""Cases of 0.1 under checklist 2.0.0: nothing is lost, and what silence answered is said by a person or open."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import edit
from oldcases import NAMES, files, migrated, packed, texts, unpacked

from assess.base.problems import errors
from assess.checks import check, check_structure
from assess.cli import main
from assess.files.packing import unpack_case
from assess.files.yamlfile import read
from assess.load.cases import load_case
from assess.load.histories import former_instrument
from assess.rating.force import Reading
from assess.rating.standing import element_standings
from assess.review.answers import laws_digest
from assess.review.examined import SILENT, rested, turning_days
from assess.review.migration import migration
from assess.review.rule_one import standings_one

CONFIRM = ("--confirm-examined", "--by", "A. Reader")


def inside(*arguments: str):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def as_it_was(root: Path):
    """Return a case with the checklist that it was made with."""
    case, _ = load_case(root, ())
    return replace(case, instrument=former_instrument(case.instrument, case.profile.checklist))


@pytest.mark.parametrize("more", [(), CONFIRM], ids=["open", "confirmed"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost(name: str, more: tuple[str, ...], tmp_path: Path) -> None:
    """Every text and id of the old files is in the new ones or among the retired; other files stay byte for byte."""
    old = unpacked(name, tmp_path / "old")
    new, output = migrated(name, tmp_path, *more)
    before, after = texts(old, ("review.yaml",)), texts(new, ("review.yaml",))
    lost = before - after
    assert set(lost) <= {"1.0.0"} and lost["1.0.0"] <= 1  # the version that case.yaml names
    assert {
        path: text
        for path, text in files(old).items()
        if not path.endswith((".yaml", ".yml", ".jsonl"))
    } == {
        path: text
        for path, text in files(new).items()
        if not path.endswith((".yaml", ".yml", ".jsonl"))
    }
    assert set(files(old)) <= set(files(new))
    log = files(old).get("log.jsonl", b"")
    assert files(new)["log.jsonl"].startswith(log)
    case, problems = load_case(new)
    assert not problems and not errors(check_structure(case)) and case.profile.checklist == "2.0.0"
    (kept,) = tmp_path.glob(f"{name}-1.0.0-*.zip")
    assert f"is kept in {kept}" in output
    assert (
        files(unpack_case(kept, tmp_path / "back")[1])
        == files(old)
        == files(unpack_case(packed(name), tmp_path / "again")[1])
    )


@pytest.mark.parametrize("name", NAMES)
def test_confirmed_every_day_is_as_before(name: str, tmp_path: Path) -> None:
    """Not found before is not found after, on each day on which anything turns, and on the days beside it."""
    old = as_it_was(unpacked(name, tmp_path / "old"))
    new = load_case(migrated(name, tmp_path, *CONFIRM)[0], ())[0]
    bills = [(), *(one.assume for one in old.profile.scenarios if one.assume)]
    days = {day + timedelta(step) for day in turning_days(old) for step in (-1, 0)}
    seen = 0
    for reading in (Reading(day, bill) for day in days for bill in bills):
        before, after = standings_one(old, reading), element_standings(new, reading)
        # a bill that strikes out an answer is stated by nobody
        plain = standings_one(old, Reading(reading.as_of))
        for element, one in before.items():
            if one.state in SILENT and plain[element].state not in SILENT:
                continue
            silent = one.state in SILENT and not after[element].element.party_act
            found = after[element].state
            assert (
                found == "not_found" if silent else found != "not_found" or one.state == "not_found"
            ), (element, reading, one.state, found)
            seen += silent
    assert seen > 1000


def test_unconfirmed_they_are_open_and_it_is_said(tmp_path: Path) -> None:
    old = as_it_was(unpacked("jordan", tmp_path / "old"))
    root, output = migrated("jordan", tmp_path)
    after = element_standings(load_case(root, ())[0], Reading(date(2016, 1, 1)))
    silent = [
        name
        for name, one in standings_one(old, Reading(date(2016, 1, 1))).items()
        if one.state in SILENT
    ]
    assert len(silent) > 50 and all(
        after[name].state in ("not_assessed", "not_in_force", "draft_only", "repealed")
        for name in silent
    )
    number = sum(not after[name].element.party_act for name in rested(old))
    assert f"by laws marked as examined alone, and by nothing else ({number} elements)" in output
    assert "These elements are open now." in output and "--confirm-examined --by NAME" in output
    line = next(one for one in output.splitlines() if one.startswith("Article 10:"))
    assert (
        "commercial scale (10.1.commercial_scale)" in line
        and "from 19" in line
        and "to before" in line
    )
    assert not any(one.not_found for one in load_case(root, ())[0].findings)


def test_a_statement_says_who_when_where_and_for_which_days(tmp_path: Path) -> None:
    root, output = migrated("nadira", tmp_path, *CONFIRM)
    case = load_case(root, ())[0]
    assert "written out as statements of A. Reader" in output
    access = next(one for one in case.findings if one.element == "2.offence")
    (search,) = access.not_found
    assert (search.by, search.on.first, search.laws) == ("A. Reader", date.today(), ("ND-1950-1",))
    # the act may be in force then
    assert (str(search.since), str(search.until)) == ("1950-12-31", "2012-06-01")
    assert "until checklist 1.0.0" in str(search.note)
    limb = next(one for one in case.findings if one.element == "2.limb.security")
    assert limb.not_found[0].until is None
    # beside the other answers of its article
    assert "2.limb.security" in (root / "findings/a.yaml").read_text()
    assert "35.3.staff" in (root / "findings/not-found.yaml").read_text()
    named = {one.element for one in case.findings}
    # what is new is not answered by anybody
    assert not named & {"2.every_system", "33.1.communications"}
    assert not named & {one.id for one in case.instrument.elements() if one.party_act}


def test_who_confirms_has_a_name(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("LEXGAP_BY", raising=False)
    root = unpacked("nadira", tmp_path)
    before = files(root)
    for more in ((), ("--by", " ")):
        done = inside("migrate", str(root), "--yes", "--confirm-examined", *more)
        assert done.exit_code == 2 and "needs --by NAME" in done.output
    assert files(root) == before and [path.name for path in tmp_path.iterdir()] == ["nadira"]


def test_what_is_to_be_looked_at_goes_back_and_the_rest_stays_accepted(tmp_path: Path) -> None:
    root, output = migrated("nadira", tmp_path)
    case, _ = load_case(root, ())
    states = {one.article: one.state for one in case.reviews}
    assert states["10"] == "accepted" and {states[one] for one in ("2", "8", "13", "14", "20")} == {
        "returned"
    }
    ten = next(one for one in case.reviews if one.article == "10")
    assert (ten.reviewer, ten.assessor, ten.comment) == ("R. Okafor", "A. Sami", "")
    assert ten.laws == laws_digest(case, "10")
    assert "Stay accepted: Articles 10." in output
    told = [one.code for one in (*load_case(root)[1], *check(case, date(2026, 12, 2)))]
    assert not {
        "accepted-changed",
        "accepted-laws-changed",
        "review-not-logged",
        "log-end",
        "log-changed",
    } & set(told)
    two = next(one for one in case.reviews if one.article == "2")
    assert "access as an offence (2.offence) changed: what it asks." in two.comment
    assert "New: every computer system (2.every_system)." in two.comment
    assert (
        "infringed security measure (2.limb.security)" in two.comment and "open now" in two.comment
    )
    assert [one.act for one in case.log][-1] == "migrate"


def test_a_grade_that_is_not_offered_any_more_is_kept_apart(tmp_path: Path) -> None:
    root, output = migrated("nadira", tmp_path)
    retired = read(root / "retired.yaml")[0].data["retired"]
    assert [(one["list"], one["entry"]["element"], one["entry"]["grade"]) for one in retired] == [
        ("citations", "20.1.b.capability", "contrary"),
        ("citations", "21.1.b.capability", "contrary"),
    ]
    assert (
        "existing technical capability (20.1.b.capability) is not graded “contrary” any more"
        in output
    )
    case, _ = load_case(root, ())
    left = {one.element: one for one in case.findings if one.element.endswith("capability")}
    assert [one.grade for one in left["20.1.b.capability"].citations] == ["met"]
    assert (
        not left["21.1.b.capability"].citations
        and str(left["21.1.b.capability"].note) == "As in Article 20."
    )


def test_weights_alone_change_no_answer(tmp_path: Path) -> None:
    case = as_it_was(unpacked("nadira", tmp_path))
    present = load_case(tmp_path / "nadira", ())[0].instrument
    found = migration(case, present, case.instrument, whole=False)
    assert "10" not in found.articles and "1" not in found.articles and "2" in found.articles
    weights = {one.id: one.weight for one in case.instrument.elements()}
    assert any(
        one.weight != weights.get(one.id) for one in present.elements() if one.article == "10"
    )


def test_arabic_says_the_same(tmp_path: Path) -> None:
    root = unpacked("nadira", tmp_path)
    done = inside("migrate", str(root), "--yes", "--lang", "ar", *CONFIRM)
    assert done.exit_code == 0 and "A. Reader" in done.output and "2.0.0" in done.output
    assert "None" not in done.output and "{" not in done.output


def test_the_pack_goes_where_nothing_is(tmp_path: Path) -> None:
    root = unpacked("nadira", tmp_path)
    other = tmp_path / f"nadira-1.0.0-{date.today()}.zip"
    other.write_bytes(b"of somebody else")
    done = inside("migrate", str(root), "--yes")
    assert done.exit_code == 0 and f"nadira-1.0.0-{date.today()}-2.zip" in done.output
    assert other.read_bytes() == b"of somebody else"


def test_nothing_is_packed_where_nothing_is_written(tmp_path: Path, monkeypatch) -> None:
    from assess.base import output

    root = unpacked("nadira", tmp_path)

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(output, "replace_files", stopped)
    CliRunner().invoke(main, ["migrate", str(root), "--yes"])
    assert [path.name for path in tmp_path.iterdir()] == ["nadira"]


SEARCH = """not_found:
- elements: [3-3, 2.limb]
  by: S. Earcher
  on: 2016-01-05
  laws: [L1]
  note: "Looked & found: nothing."
- {elements: [15-15, 15.judge], by: S. Earcher, on: 2016-01-06, laws: [L1]}
"""


def test_searches_for_many_answer_no_element_that_is_new(folder: Path) -> None:
    text = (folder / "findings/01.yaml").read_text()
    start = text.index("- element: 3.search")
    (folder / "findings/01.yaml").write_text(
        text[:start] + text[text.index("- element: 15.judge") :]
    )
    (folder / "findings/02.yaml").write_text(SEARCH)
    before = {one.element: one.not_found for one in load_case(folder)[0].findings if one.not_found}
    assert set(before) == {"3.search", "3.safeguards", "2.limb.aim"}
    shutil.copytree(folder / "checklist", folder / "newer")
    edit(folder, "newer/instrument.yaml", ("version: 1.0.0", "version: 1.1.0"))
    three = (folder / "newer/articles/03.yaml").read_text()
    block = three[three.index("- id: 3.search") : three.index("- id: 3.safeguards")]
    edit(
        folder,
        "newer/articles/03.yaml",
        (block, block + block.replace("3.search", "3.seize").replace("name: ", "name: other ")),
        ("- id: 3.safeguards", "- id: 3.guards\n  renamed_from: 3.safeguards"),
    )
    done = inside("migrate", str(folder), "--to", str(folder / "newer"), "--yes")
    assert done.exit_code == 0, done.output
    case, problems = load_case(folder)
    assert not problems
    after = {one.element: one.not_found for one in case.findings if one.not_found}
    assert set(after) == {"3.search", "3.guards", "2.limb.aim"}
    said = {
        (one.by, str(one.on), one.laws, str(one.note)) for found in after.values() for one in found
    }
    assert said == {("S. Earcher", "2016-01-05", ("L1",), "Looked & found: nothing.")}
    assert element_standings(case, Reading(date(2016, 1, 1)))["3.seize"].state == "not_assessed"
    retired = read(folder / "retired.yaml")[0].data["retired"]
    assert [(one["list"], one["entry"]["elements"]) for one in retired] == [
        ("not_found", ["15-15", "15.judge"])
    ]
    assert not read(folder / "findings/02.yaml")[0].data.get("not_found")


def test_a_checklist_of_ones_own_from_the_time_of_core_elements(
    folder: Path, tmp_path: Path
) -> None:
    """With --from, a checklist of 0.1 is read with its core elements, and what was examined is told by them."""
    shutil.copytree(folder / "checklist", tmp_path / "older")
    for path in (tmp_path / "older/articles").iterdir():
        path.write_text(
            path.read_text()
            .replace("  weight: lead\n", "  core: yes\n")
            .replace("  weight: main\n", "  core: yes\n")
            .replace("  weight: detail\n", "  core: no\n")
        )
    edit(folder, "checklist/instrument.yaml", ("version: 1.0.0", "version: 2.0.0"))
    edit(folder, "findings/01.yaml", ("- element: 2.limb.aim\n  note: Not used.\n", ""))
    done = inside("migrate", str(folder), "--from", str(tmp_path / "older"), "--yes", *CONFIRM)
    assert done.exit_code == 0, done.output
    assert "changed" not in done.output
    case, problems = load_case(folder)
    assert not problems
    assert {one.element: str(one.not_found[0].since) for one in case.findings if one.not_found}[
        "2.limb.aim"
    ] == ("2010-05-01")
