"""A newer checklist over answers that are there: ids go along, changes are looked at again, nothing is dropped."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import GOOD, messages
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.base.problems import errors
from assess.cli import main
from assess.files.yamlfile import read
from assess.load.cases import load_case
from assess.load.instruments import load_instrument
from assess.rating.force import Reading
from assess.rating.standing import element_standings
from assess.review.answers import plain
from assess.review.migration import later, migration

DAY = Reading(date(2016, 1, 1))
TWO = "checklist/articles/02.yaml"


def inside(*arguments: str):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def newer(folder: Path, *pairs: tuple[str, str], name: str = TWO, version: str = "1.1.0") -> Path:
    """Make a newer checklist beside that of the case; return its folder."""
    target = folder / "newer"
    if not target.exists():
        shutil.copytree(folder / "checklist", target)
        edit(target / "instrument.yaml", ("version: 1.0.0", f"version: {version}"))
    edit(target / name.partition("/")[2], *pairs)
    return target


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text)


def migrate(folder: Path, *more: str) -> str:
    done = inside("migrate", str(folder), "--yes", *more)
    assert done.exit_code == 0, done.output
    return done.output


def said(folder: Path) -> list[str]:
    return [line for line in messages(folder) if "error" in line]


def test_an_element_renamed_takes_its_answers_along(folder: Path) -> None:
    target = newer(
        folder, ("- id: 2.possession\n", "- id: 2.having\n  renamed_from: 2.possession\n")
    )
    with (folder / "comments.yaml").open("a") as file:
        file.write("- {id: C2, on: 2.possession, author: X, date: 2016-02-01, text: Soon.}\n")
    before = next(
        plain(one) for one in load_case(folder)[0].findings if one.element == "2.possession"
    )
    output = migrate(folder, "--to", str(target))
    assert "2.possession is now 2.having." in output
    case, problems = load_case(folder)
    assert not problems and said(folder) == [] and case.profile.checklist == "1.1.0"
    assert case.profile.instrument == "./newer/" and case.instrument.version == "1.1.0"
    after = next(plain(one) for one in case.findings if one.element == "2.having")
    assert {**after, "element": ""} == {**before, "element": ""}
    assert (
        case.recommendations[0].elements == ("2.having", "2.without_right")
        and case.comments[1].on == "2.having"
    )
    assert [(one.article, one.state) for one in case.reviews] == [("2", "returned")]
    assert (
        "2.possession is now 2.having" in case.reviews[0].comment and case.log[-1].act == "migrate"
    )
    assert not (folder / "retired.yaml").exists()


def test_one_element_made_into_two(folder: Path) -> None:
    text = (folder / TWO).read_text()
    start = text.index("- id: 2.intent")
    block = text[start : text.index("- id: 2.possession")]
    two = "".join(
        block.replace("2.intent\n", f"2.{name}\n  renamed_from: [2.intent]\n").replace(
            "name: intent", f"name: {name}"
        )
        for name in ("aim", "will")
    )
    target = newer(folder, (block, two))
    old = next(plain(one) for one in load_case(folder)[0].findings if one.element == "2.intent")
    migrate(folder, "--to", str(target))
    case, _ = load_case(folder)
    assert said(folder) == [] and [one.element for one in case.findings][3:5] == ["2.aim", "2.will"]
    assert all(plain(one)["citations"] == old["citations"] for one in case.findings[3:5])


def test_what_is_taken_out_is_kept_word_for_word(folder: Path) -> None:
    text = (folder / TWO).read_text()
    target = newer(
        folder, (text[text.index("- id: 2.possession") : text.index("- id: 2.limb.aim")], "")
    )
    edit(folder / "recommendations.yaml", ("[2.possession, 2.without_right]", "[2.possession]"))
    edit(
        folder / "laws/L1.yaml",
        ("examined: [all]", "examined: ['1', '2', '3', '15', 2.possession]"),
    )
    with (folder / "comments.yaml").open("a") as file:
        file.write(
            "- {id: C2, on: 2.possession, author: X, date: 2016-02-01, text: \"Soon: 'x' <&>\"}\n"
        )
    before = load_case(folder)[0]
    edit(
        target / "instrument.yaml",
        ("- paragraph: 2(2)\n  kind: reservation\n  allows: Possession may be left out.\n", ""),
    )
    output = migrate(folder, "--to", str(target))
    assert "2.possession is no longer there" in output and said(folder) == []
    case, _ = load_case(folder)
    assert case.law("L1").examined == ("1", "2", "3", "15") and [
        one.id for one in case.comments
    ] == ["C1"]
    kept = read(folder / "retired.yaml")[0].data["retired"]
    by = {one["list"]: one["entry"] for one in kept}
    assert set(by) == {"findings", "recommendations", "comments", "examined"}
    assert by["comments"]["text"] == "Soon: 'x' <&>" and by["recommendations"]["id"] == "R1"
    old = next(one for one in before.findings if one.element == "2.possession")
    assert by["findings"]["citations"][0]["missing"] == str(old.citations[0].missing)
    assert by["examined"]["examined"] == ["1", "2", "3", "15", "2.possession"]


def test_an_article_taken_out_goes_with_its_review(folder: Path) -> None:
    inside("review", "submit", str(folder), "15", "--by", "B. Writer")
    with (folder / "findings/01.yaml").open("a") as file:
        file.write("- {article: '15', text: A judge decides., sources: [GAZ]}\n")
    target = newer(
        folder, ("part: safeguards", "part: safeguards"), name="checklist/articles/15.yaml"
    )
    (target / "articles/15.yaml").unlink()
    migrate(folder, "--to", str(target))
    kept = [one["list"] for one in read(folder / "retired.yaml")[0].data["retired"]]
    assert sorted(kept) == ["analyses", "findings", "recommendations", "reviews"]
    case, problems = load_case(folder)
    assert case.reviews == () and not problems
    assert [(one.act, one.article) for one in case.log] == [("submit", "15"), ("migrate", "15")]
    assert "15.judge is no longer there" in case.log[-1].why and said(folder) == []


@pytest.mark.parametrize(
    "old, new, what",
    [
        ("asks: Only with intent?", "asks: Only on purpose?", "question"),
        (
            "  kind: mental\n  level: mandatory\n  weight: detail",
            "  kind: mental\n  level: guidance",
            "level",
        ),
        ("  kind: mental\n  level: mandatory", "  kind: qualifier\n  level: mandatory", "kind"),
    ],
)
def test_a_change_is_looked_at_again_and_the_answer_stays(
    old: str, new: str, what: str, folder: Path
) -> None:
    for act, by in (("submit", "B. Writer"), ("accept", "R. Reader"), ("lock", "R. Reader")):
        inside("review", act, str(folder), "2", "3", "--by", by)
    before = plain(load_case(folder)[0].findings)
    assert f"Article 2: intent (2.intent) changed: {what}." in migrate(
        folder, "--to", str(newer(folder, (old, new)))
    )
    case, _ = load_case(folder)
    assert plain(case.findings) == before and said(folder) == []
    assert {one.article: one.state for one in case.reviews} == {"2": "returned", "3": "locked"}


def test_who_accepted_and_submitted_is_no_reviewer_after_a_migration(folder: Path) -> None:
    for act, by in (("submit", "B. Writer"), ("accept", "R. Reader"), ("submit", "R. Reader")):
        inside("review", act, str(folder), "2", "--by", by)
    migrate(
        folder, "--to", str(newer(folder, ("asks: Only with intent?", "asks: Only on purpose?")))
    )
    (review,) = load_case(folder)[0].reviews
    assert (review.state, review.assessor, review.reviewer) == (
        "returned",
        "R. Reader",
        "",
    ) and said(folder) == []
    assert "Returned: Checklist 1.0.0" in inside("status", str(folder)).output
    assert inside("review", "submit", str(folder), "2", "--by", "R. Reader").exit_code == 0


def test_a_locked_answer_changed_by_hand_is_not_washed_out(folder: Path) -> None:
    for act, by in (("submit", "B. Writer"), ("accept", "R. Reader"), ("lock", "R. Reader")):
        inside("review", act, str(folder), "2", "--by", by)
    edit(folder / "findings/01.yaml", ("note: Not used.", "note: Used."))
    target = newer(folder, ("asks: Only with intent?", "asks: Only on purpose?"))
    done = CliRunner().invoke(main, ["migrate", str(folder), "--to", str(target), "--yes"])
    assert [one.code for one in done.exception.problems] == ["answers-changed"]


def test_an_article_that_stays_the_same_stays_accepted_without_a_word(folder: Path) -> None:
    for act, by in (("submit", "B. Writer"), ("accept", "R. Reader")):
        inside("review", act, str(folder), "3", "--by", by)
    migrate(
        folder, "--to", str(newer(folder, ("asks: Only with intent?", "asks: Only on purpose?")))
    )
    assert not [line for line in messages(folder) if "Article 3" in line]
    assert [one.article for one in load_case(folder)[0].log] == ["3", "3", "2"]


def test_the_case_is_read_once_for_all_articles(folder: Path, monkeypatch) -> None:
    from assess.review import migrated

    read_cases = []
    monkeypatch.setattr(
        migrated, "load_case", lambda path, *more: read_cases.append(path) or load_case(path)
    )
    target = newer(folder, ("asks: Only with intent?", "asks: Only on purpose?"))
    edit(
        target / "articles/03.yaml",
        ("asks: Can the police search?", "asks: May the police search?"),
    )
    migrate(folder, "--to", str(target))
    assert len(load_case(folder)[0].reviews) == 2 and len(read_cases) == 1


def test_a_new_element_is_new_and_its_article_looked_at(folder: Path) -> None:
    text = (folder / TWO).read_text()
    block = text[text.index("- id: 2.intent") : text.index("- id: 2.possession")]
    target = newer(
        folder,
        (
            block,
            block
            + block.replace("2.intent", "2.damage").replace(
                "name: intent", "name: intent of damage"
            ),
        ),
    )
    assert "Article 2: New: intent of damage (2.damage)." in migrate(folder, "--to", str(target))
    assert element_standings(load_case(folder)[0], DAY)["2.damage"].state == "not_assessed"


def test_another_weight_changes_no_answer(folder: Path) -> None:
    for act, by in (("submit", "B. Writer"), ("accept", "R. Reader")):
        inside("review", act, str(folder), "2", "3", "--by", by)
    old, new = (
        f"  kind: mental\n  level: mandatory\n  weight: {weight}" for weight in ("detail", "main")
    )
    output = migrate(folder, "--to", str(newer(folder, (old, new))))
    assert "Article 2" not in output and "Stay accepted: Articles 2." in output
    assert {one.article: one.state for one in load_case(folder)[0].reviews} == {
        "2": "accepted",
        "3": "accepted",
    }
    assert not [line for line in messages(folder) if "accepted" in line]


def test_laws_changed_behind_an_acceptance_are_still_told(folder: Path) -> None:
    for act, by in (("submit", "B. Writer"), ("accept", "R. Reader")):
        inside("review", act, str(folder), "2", "--by", by)
    edit(folder / "laws/L1.yaml", ("in_force: 2010-05-01", "in_force: 2011-05-01"))
    old, new = (
        f"  kind: mental\n  level: mandatory\n  weight: {weight}" for weight in ("detail", "main")
    )
    output = migrate(folder, "--to", str(newer(folder, (old, new))))
    assert "Stay accepted" not in output
    assert [line for line in messages(folder) if "accepted-laws-changed" in line]


def test_without_the_older_one_only_marks_are_known(folder: Path) -> None:
    edit(folder / "checklist/instrument.yaml", ("version: 1.0.0", "version: 1.10.0"))
    edit(
        folder / TWO,
        ("- id: 2.intent\n", "- id: 2.intent\n  revised: 1.9.0\n"),
        ("asks: Only without right?", "asks: Only with no right?"),
        ("- id: 2.limb.aim\n", "- id: 2.limb.aim\n  since: 1.2.0\n"),
    )
    output = migrate(folder)
    assert "not at hand" in output
    assert "intent (2.intent) changed: what it asks. New: dishonest aim (2.limb.aim)." in output
    assert "2.without_right" not in output and said(folder) == []


def test_with_the_older_one_the_two_are_compared(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "checklist", tmp_path / "older")
    edit(folder / "checklist/instrument.yaml", ("version: 1.0.0", "version: 2.0.0"))
    edit(folder / TWO, ("asks: Only without right?", "asks: Only with no right?"))
    output = migrate(folder, "--from", str(tmp_path / "older"))
    assert (
        "without right (2.without_right) changed: question." in output
        and "not at hand" not in output
    )


def test_nothing_to_do(folder: Path) -> None:
    assert "There is nothing to do." in migrate(folder) and not (folder / "review.yaml").exists()


def test_nothing_is_written_without_a_yes(folder: Path) -> None:
    target = newer(folder, ("asks: Only with intent?", "asks: Only on purpose?"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert inside("migrate", str(folder), "--to", str(target)).exit_code == 2
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert inside("migrate", "jordan", "--to", str(target), "--yes").exit_code == 2


def test_both_ids_answered(folder: Path) -> None:
    """The answer to the present id stays; that to the former one is kept apart."""
    edit(
        folder / "findings/01.yaml",
        (
            "- element: 2.limb.aim\n  note: Not used.\n",
            "- element: 2.limb.aim\n"
            "  note: Not used.\n- element: 2.limb.goal\n  note: Written ahead.\n",
        ),
    )
    target = newer(
        folder, ("- id: 2.limb.aim\n", "- id: 2.limb.goal\n  renamed_from: 2.limb.aim\n")
    )
    migrate(folder, "--to", str(target))
    case, _ = load_case(folder)
    assert [str(one.note) for one in case.findings if one.element == "2.limb.goal"] == [
        "Written ahead."
    ]
    assert read(folder / "retired.yaml")[0].data["retired"][0]["entry"]["note"] == "Not used."


def test_a_second_migration_adds_to_what_is_retired(folder: Path) -> None:
    text = (folder / TWO).read_text()
    aim = text[text.index("- id: 2.limb.aim") :]
    target = newer(folder, (aim, ""), ("permission: 2(2)", "permission: 2(2)"))
    edit(
        target / "instrument.yaml",
        (
            '- paragraph: "2"\n  kind: declaration\n  allows: A dishonest aim may be asked for.\n',
            "",
        ),
    )
    migrate(folder, "--to", str(target))
    shutil.copytree(target, folder / "third")
    edit(folder / "third/instrument.yaml", ("version: 1.1.0", "version: 1.2.0"))
    three = (folder / "third/articles/03.yaml").read_text()
    edit(folder / "third/articles/03.yaml", (three[three.index("- id: 3.safeguards") :], ""))
    migrate(folder, "--to", str(folder / "third"))
    kept = [
        (one["entry"]["element"], one["checklist"])
        for one in read(folder / "retired.yaml")[0].data["retired"]
    ]
    assert kept == [("2.limb.aim", "1.0.0"), ("3.safeguards", "1.1.0")] and said(folder) == []


def test_a_former_id_is_not_used_again(folder: Path) -> None:
    edit(folder / TWO, ("- id: 2.intent\n", "- id: 2.intent\n  renamed_from: 2.take\n"))
    assert any("[rename-alive]" in line for line in messages(folder))


@pytest.mark.parametrize(
    "one, two, after",
    [
        ("1.10.0", "1.9.0", True),
        ("1.0.0", "1.0.0", False),
        ("", "1.0.0", False),
        ("2", "1.9.9", True),
        ("1.0.0", "1.0.1", False),
    ],
)
def test_versions_in_their_order(one: str, two: str, after: bool) -> None:
    assert later(one, two) is after


ELEMENTS = (
    "1.a.thing",
    "2.take",
    "2.without_right",
    "2.intent",
    "2.possession",
    "2.limb.aim",
    "3.search",
    "3.safeguards",
    "15.judge",
)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(ELEMENTS), st.sampled_from(["rename", "drop", "change"]), max_size=6
    )
)
def test_every_answer_is_in_the_case_or_among_the_retired(tmp_path_factory, fates) -> None:
    """Whatever happens to the elements, each finding is found again, whole, in one of the two places."""
    folder = tmp_path_factory.mktemp("way") / "case"
    shutil.copytree(GOOD, folder)
    shutil.copytree(folder / "checklist", folder / "newer")
    edit(folder / "newer/instrument.yaml", ("version: 1.0.0", "version: 1.1.0"))
    for path in sorted((folder / "newer/articles").iterdir()):
        head, *blocks = path.read_text().split("- id: ")
        kept = []
        for block in blocks:
            name = block.split("\n", 1)[0]
            fate = fates.get(name)
            if fate == "rename":
                block = block.replace(name, f"{name}_x\n  renamed_from: {name}", 1)
            elif fate == "change":
                block = block.replace("asks: ", "asks: Now ", 1)
            kept += [] if fate == "drop" else [block]
        path.write_text(
            head + "".join(f"- id: {block}" for block in kept) if kept else head.rstrip() + " []\n"
        )
    old = {one.element: plain(one) for one in load_case(folder)[0].findings}
    case = load_case(folder)[0]
    new, problems = load_instrument(f"{folder}/newer/")
    assert new is not None and not errors(problems)
    found = migration(case, new, case.instrument)
    assert {name for name, _ in found.changed} == {
        name for name, fate in fates.items() if fate == "change"
    }
    migrate(folder, "--to", str(folder / "newer"))
    after = {one.element: plain(one) for one in load_case(folder)[0].findings}
    retired = (
        read(folder / "retired.yaml")[0].data["retired"]
        if (folder / "retired.yaml").exists()
        else []
    )
    gone = {one["entry"]["element"]: one["entry"] for one in retired if one["list"] == "findings"}
    for name, finding in old.items():
        fate = fates.get(name)
        if fate == "drop":
            assert len(gone[name].get("citations", [])) == len(finding.get("citations", []))
        else:
            there = after[f"{name}_x" if fate == "rename" else name]
            assert {**there, "element": name} == finding
