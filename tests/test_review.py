"""Review by a second person: its steps, who may take them, the log, and what happens behind a lock."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import messages
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.base.problems import LexgapError, Location
from assess.cli import main
from assess.country.reviews import log_rows
from assess.load import log as logfile
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.model.review import LogEntry
from assess.review.answers import answers_digest
from assess.review.steps import WAYS, Move, chosen_articles, moved, record, state_of
from assess.speak.words import Words

AT = "2026-03-01T10:00:00+00:00"
FINDINGS = "findings/01.yaml"


def inside(*arguments: str, by: str = ""):
    return CliRunner().invoke(main, list(arguments), env={"LEXGAP_BY": by}, catch_exceptions=False)


def take(folder: Path, act: str, *articles: str, by: str = "B. Writer", why: str = "") -> None:
    case, problems = load_case(folder)
    assert case is not None and not problems
    record(folder, case, *moved(case, Move(act, chosen_articles(case, articles), by, AT, why)))


def refused(
    folder: Path, act: str, article: str, by: str = "R. Reader", why: str = ""
) -> list[str]:
    with pytest.raises(LexgapError) as caught:
        take(folder, act, article, by=by, why=why)
    return [one.code for one in caught.value.problems]


def lines(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / logfile.NAME).read_text().splitlines()]


def test_the_whole_way(folder: Path) -> None:
    take(folder, "submit", "2")
    take(folder, "return", "2", by="R. Reader", why="Which penalty?")
    take(folder, "submit", "2")
    take(folder, "accept", "2", by="R. Reader")
    take(folder, "lock", "2", by="R. Reader")
    case, _ = load_case(folder)
    (review,) = case.reviews
    assert (review.state, review.assessor, review.reviewer, str(review.since)) == (
        "locked",
        "B. Writer",
        "R. Reader",
        "2026-03-01",
    )
    assert review.answers == answers_digest(case, "2")
    assert [(one["act"], one["by"]) for one in lines(folder)] == [
        ("submit", "B. Writer"),
        ("return", "R. Reader"),
        ("submit", "B. Writer"),
        ("accept", "R. Reader"),
        ("lock", "R. Reader"),
    ]
    assert lines(folder)[1]["why"] == "Which penalty?"
    assert messages(folder) == []


@pytest.mark.parametrize(
    "act, before",
    [
        (act, state)
        for act in WAYS
        for state in ("draft", "submitted", "returned", "accepted", "locked")
    ],
)
def test_only_the_next_steps_can_be_taken(act: str, before: str, folder: Path) -> None:
    way = {
        "draft": (),
        "submitted": ("submit",),
        "returned": ("submit", "return"),
        "accepted": ("submit", "accept"),
        "locked": ("submit", "accept", "lock"),
    }
    for step in way[before]:
        take(folder, step, "2", by="B. Writer" if step == "submit" else "R. Reader", why="so")
    if before in WAYS[act][0]:
        take(folder, act, "2", by="R. Reader", why="so")
        assert state_of(load_case(folder)[0], "2") == WAYS[act][1]
    else:
        assert refused(folder, act, "2", why="so") == ["review-step"]
        assert state_of(load_case(folder)[0], "2") == before


@pytest.mark.parametrize(
    "name",
    [
        "B. Writer",
        "  b.  WRITER ",
        "A. Assessor",
        "B.Writer",
        "B Writer",
        "BWriter",
        "B. Wri\u200bter",
        "\u200fB. Writer",
        "B. Wri\u200dter",
        "Ｂ. Writer",
        "Assessor",
        "B. Writer (Ministry)",
        "Mr B. Writer",
        "Writer, B.",
        "B. Writer and R. Reader",
        "B. Wríter",
    ],
)
@pytest.mark.parametrize("act", ["accept", "return"])
def test_nobody_reviews_what_he_submitted(name: str, act: str, folder: Path) -> None:
    take(folder, "submit", "2")
    assert refused(folder, act, "2", by=name, why="so") == ["reviewer-is-submitter"]
    assert len(lines(folder)) == 1


@pytest.mark.parametrize(
    "one, other",
    [
        ("أحمد علي", "احمد على"),
        ("مُحَمَّد", "محمد"),
        ("أحمـد", "أحمد"),
        ("Abdel-Rahman", "Abdel–Rahman"),
        ("عبد الله", "عبدالله"),
        ("Straße", "STRASSE"),
        ("é", "e\u0301"),
        ("Ann", "Ann and Bob"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str, folder: Path) -> None:
    take(folder, "submit", "2", by=other)
    assert refused(folder, "accept", "2", by=one) == ["reviewer-is-submitter"]


@pytest.mark.parametrize(
    "one, other", [("Ann", "Anna"), ("Ann Lee", "Ann"), ("علي", "عليا"), ("क", "कि")]
)
def test_two_names_that_are_alike(one: str, other: str, folder: Path) -> None:
    take(folder, "submit", "2", by=other)
    take(folder, "accept", "2", by=one)
    assert messages(folder) == []


def test_whoever_submitted_it_once_does_not_accept_it_later(folder: Path) -> None:
    take(folder, "submit", "2")
    take(folder, "return", "2", by="R. Reader", why="Which penalty?")
    take(folder, "submit", "2", by="M. Second")
    assert refused(folder, "accept", "2", by="B. Writer") == ["reviewer-is-submitter"]
    take(folder, "accept", "2", by="R. Reader")
    take(folder, "lock", "2", by="R. Reader")
    take(folder, "unlock", "2", by="R. Reader", why="A slip.")
    take(folder, "submit", "2", by="R. Reader")
    assert refused(folder, "accept", "2", by="B. Writer") == ["reviewer-is-submitter"]
    take(folder, "accept", "2", by="Z. Zed")
    assert messages(folder) == []


def test_a_name_put_into_review_yaml_does_not_help(folder: Path) -> None:
    take(folder, "submit", "2")
    path = folder / "review.yaml"
    path.write_text(path.read_text().replace("assessor: B. Writer", "assessor: Somebody"))
    assert any(
        "[review-not-logged]" in line and "differs: assessor." in line for line in messages(folder)
    )
    assert refused(folder, "accept", "2", by="B. Writer") == ["reviewer-is-submitter"]


def test_a_reason_and_a_name_are_asked_for(folder: Path) -> None:
    take(folder, "submit", "2")
    assert refused(folder, "return", "2") == ["review-unexplained"]
    assert refused(folder, "accept", "2", by=" ") == ["review-nameless"]
    assert refused(folder, "accept", "2", by="\u200b .") == ["review-nameless"]


@pytest.mark.parametrize("option", ["--by", "--why"])
def test_bytes_that_are_no_text_are_refused(option: str, folder: Path) -> None:
    done = inside("review", "submit", str(folder), "2", option, "A\udcff", by="B. Writer")
    assert done.exit_code == 2 and "no text" in done.output and not (folder / logfile.NAME).exists()


def test_all_articles_of_a_command_or_none(folder: Path) -> None:
    take(folder, "submit", "2")
    before = (folder / "review.yaml").read_bytes(), (folder / logfile.NAME).read_bytes()
    with pytest.raises(LexgapError) as caught:
        take(folder, "accept", "2", "3", by="R. Reader")
    assert [one.words["article"] for one in caught.value.problems] == ["3"]
    assert before == ((folder / "review.yaml").read_bytes(), (folder / logfile.NAME).read_bytes())


def test_articles_by_number_run_part_and_all(folder: Path) -> None:
    case, _ = load_case(folder)
    assert chosen_articles(case, ["2"]) == ("2",)
    assert chosen_articles(case, ["3", "1-2"]) == ("1", "2", "3")
    assert chosen_articles(case, ["offences", "safeguards"]) == ("1", "2", "15")
    assert chosen_articles(case, ["all"]) == ("1", "2", "3", "15")
    with pytest.raises(LexgapError) as caught:
        chosen_articles(case, ["9", "offence", "2-9"])
    assert [one.words["id"] for one in caught.value.problems] == ["9", "offence", "2-9"]


# --- behind the lock -------------------------------------------------------------------------------------------------


def locked(folder: Path) -> Path:
    take(folder, "submit", "2")
    take(folder, "accept", "2", by="R. Reader")
    take(folder, "lock", "2", by="R. Reader")
    return folder


@pytest.mark.parametrize(
    "old, new",
    [
        ("grade: not_met, missing: No lack of right.", "grade: partly, missing: No lack of right."),
        ("note: Not used.", "note: Used."),
        ("text: Taking is covered; having is not.", "text: All is covered."),
        ("[GAZ], confidence: medium", "[OWN], confidence: medium"),
        ("confidence: medium", "confidence: low"),
    ],
)
def test_a_change_behind_the_lock_shows(old: str, new: str, folder: Path) -> None:
    path = locked(folder) / FINDINGS
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    said = [line for line in messages(folder) if "[answers-changed]" in line]
    assert len(said) == 1 and "review.yaml:" in said[0] and "Article 2 is locked" in said[0]
    assert "lexgap review unlock CASE 2" in said[0]
    take_again(folder)
    assert messages(folder) == []


def take_again(folder: Path) -> None:
    assert (
        inside("review", "unlock", str(folder), "2", "--why", "A slip.", by="B. Writer").exit_code
        == 0
    )
    for act, by in (("submit", "B. Writer"), ("accept", "R. Reader"), ("lock", "R. Reader")):
        assert inside("review", act, str(folder), "2", by=by).exit_code == 0
    assert lines(folder)[3]["why"] == "A slip."


def test_a_change_elsewhere_does_not_touch_the_lock(folder: Path) -> None:
    path = locked(folder) / FINDINGS
    text = path.read_text().replace("missing: Not in urgent cases.", "missing: Never at night.")
    path.write_text("# looked at\n" + text.replace("citations:\n", "citations:   # below\n"))
    head, tail = path.read_text().split("- element: 3.search", 1)
    path.write_text(head)
    (folder / "findings/02.yaml").write_text(
        "findings:\n- element: 3.search" + tail.split("analyses:")[0]
    )
    with path.open("a") as file:
        file.write("analyses:" + tail.split("analyses:")[1])
    assert messages(folder) == []


def test_dates_of_the_laws_under_an_accepted_article_are_watched(folder: Path) -> None:
    for act, by in (("submit", "B. Writer"), ("accept", "R. Reader"), ("lock", "R. Reader")):
        take(folder, act, "2", "15", by=by)
    law = next(
        path for path in (folder / "laws").glob("*.yaml") if "in_force: " in path.read_text()
    )
    text = law.read_text()
    law.write_text(text.replace("title: ", "title: New ", 1))
    assert "accepted-laws-changed" not in " ".join(messages(folder))
    day = re.search(r"^in_force: .*$", text, re.MULTILINE)[0]
    law.write_text(text.replace(day, "in_force: 2031-01-01", 1))
    assert "accepted-laws-changed" in " ".join(messages(folder))
    assert "answers-changed" not in " ".join(messages(folder))
    law.write_text(text)
    assert "accepted-laws-changed" not in " ".join(messages(folder))


@pytest.mark.parametrize(
    "name, old, new, articles",
    [
        (
            "case.yaml",
            "language: en\n",
            "language: en\nreservations:\n- {paragraph: 2(2), sources: [GAZ], made: 2015-01-01}\n",
            ["2"],
        ),
        (
            "checklist/articles/15.yaml",
            "asks: Does a judge decide?",
            "asks: Does a judge decide at once?",
            ["15"],
        ),
    ],
)
def test_reservations_and_questions_are_watched(
    name: str, old: str, new: str, articles, folder: Path
) -> None:
    for act, by in (("submit", "B. Writer"), ("accept", "R. Reader"), ("lock", "R. Reader")):
        take(folder, act, "2", "3", "15", by=by)
    path = folder / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    said = [line for line in messages(folder) if "[accepted-laws-changed]" in line]
    assert [line.split("Article ")[1].split()[0] for line in said] == articles


def test_a_change_after_submission_keeps_from_accepting(folder: Path) -> None:
    take(folder, "submit", "2")
    path = folder / FINDINGS
    path.write_text(path.read_text().replace("note: Not used.", "note: Used."))
    assert any(
        "[accepted-changed]" in line and "after it was submitted" in line
        for line in messages(folder)
    )
    assert refused(folder, "accept", "2") == ["answers-changed"]
    assert "Changed since it was submitted" in inside("status", str(folder)).output
    take(folder, "submit", "2")
    take(folder, "accept", "2", by="R. Reader")
    assert messages(folder) == []


def test_what_the_laws_say_is_not_watched(folder: Path) -> None:
    take(folder, "submit", "2")
    take(folder, "accept", "2", by="R. Reader")
    law = folder / "laws/L1.yaml"
    law.write_text(law.read_text().replace("Punishes taking", "Punishes the taking"))
    assert "accepted-laws-changed" not in " ".join(messages(folder))


def test_a_change_after_acceptance_is_a_warning_and_keeps_from_locking(folder: Path) -> None:
    take(folder, "submit", "2")
    take(folder, "accept", "2", by="R. Reader")
    path = folder / FINDINGS
    path.write_text(path.read_text().replace("note: Not used.", "note: Used."))
    assert [line.split("[")[1].split("]")[0] for line in messages(folder)] == ["accepted-changed"]
    assert refused(folder, "lock", "2") == ["answers-changed"]
    assert "Changed since it was accepted" in inside("status", str(folder)).output


# --- the log ---------------------------------------------------------------------------------------------------------


def test_what_was_in_the_log_stays_byte_for_byte(folder: Path) -> None:
    take(folder, "submit", "all")
    before = (folder / logfile.NAME).read_bytes()
    take(folder, "accept", "2", "3", by="R. Reader", why="قُبِل")
    after = (folder / logfile.NAME).read_bytes()
    assert after.startswith(before) and after.count(b"\n") == 6 and "قُبِل".encode() in after


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("B. Writer", "X. Other", 1),
        lambda text: "\n".join(text.splitlines()[1:]) + "\n",
        lambda text: (
            "\n".join([text.splitlines()[1], text.splitlines()[0], *text.splitlines()[2:]]) + "\n"
        ),
    ],
    ids=["changed", "taken out", "moved"],
)
def test_a_log_that_was_changed_is_found_out(change, folder: Path) -> None:
    take(folder, "submit", "2", "3", "15")
    path = folder / logfile.NAME
    path.write_text(change(path.read_text()))
    assert any("[log-changed]" in line for line in messages(folder))
    assert inside("status", str(folder)).exit_code == 0
    assert load_case(folder)[1]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"at": "x"}',
        '{"at": 1}',
        '"' * 50,
        "[" * 100_000,
        "\x00",
        '{"at":"t","act":"eat","article":"2","state":"draft","by":"x"}',
    ],
)
def test_what_is_no_log_is_told_by_its_line(line: str, folder: Path) -> None:
    take(folder, "submit", "2")
    with (folder / logfile.NAME).open("a") as file:
        file.write(line + "\n")
    assert any(f"{logfile.NAME}:2: error [log-line]" in one for one in messages(folder))


def test_a_standing_without_a_log_is_told(folder: Path) -> None:
    (folder / "review.yaml").write_text(
        "reviews:\n- article: '2'\n  state: accepted\n  reviewer: R. Reader\n"
    )
    assert any(
        "[review-not-logged]" in one and "Article 2 (accepted)" in one for one in messages(folder)
    )


def test_a_standing_that_was_changed_or_taken_out_by_hand_is_told(folder: Path) -> None:
    take(folder, "submit", "2", "3")
    path = folder / "review.yaml"
    whole = path.read_text()
    path.write_text(whole.replace("submitted", "accepted", 1))
    assert any("[review-not-logged]" in one for one in messages(folder))
    path.unlink()
    assert len([one for one in messages(folder) if "[review-not-logged]" in one]) == 2


@pytest.mark.parametrize(
    "old, new, key",
    [
        ("comment: Which penalty?", "comment: Excellent.", "comment"),
        ("2026-03-01", "2025-03-01", "since"),
        ("reviewer: R. Reader", "reviewer: Z. Zed", "reviewer"),
        ("laws: ", "laws: 0", "laws"),
        ("answers: ", "answers: 0", "answers"),
    ],
)
def test_whatever_review_yaml_and_the_log_both_hold_is_compared(
    old: str, new: str, key: str, folder: Path
) -> None:
    take(folder, "submit", "2")
    take(folder, "return", "2", by="R. Reader", why="Which penalty?")
    path = folder / "review.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    assert any(
        "[review-not-logged]" in one and f"differs: {key}." in one for one in messages(folder)
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_whatever_is_said_and_whoever_says_it_files_and_log_agree(
    tmp_path_factory, why: str, by: str
) -> None:
    from conftest import GOOD

    folder = tmp_path_factory.mktemp("way") / "case"
    shutil.copytree(GOOD, folder)
    try:
        take(folder, "submit", "2", by=by.strip(), why=why.strip())
        take(folder, "return", "2", by="R. Reader", why=why.strip() or "so")
    except LexgapError:
        pass
    assert messages(folder) == []


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_lines_cut_off_at_the_end_of_the_log_show(cut: int, folder: Path) -> None:
    """Unlocked, submitted and locked anew with the same answers, and the lines of that taken away."""
    locked(folder)
    before = len(lines(folder))
    take(folder, "unlock", "2", by="R. Reader", why="A slip.")
    take(folder, "submit", "2")
    take(folder, "accept", "2", by="R. Reader")
    take(folder, "lock", "2", by="R. Reader")
    path = folder / logfile.NAME
    kept = path.read_text().splitlines(True)
    path.write_text("".join(kept[:before]))
    assert any(f"{logfile.NAME}:{before}: error [log-end]" in one for one in messages(folder))
    path.write_text("".join(kept[:-cut]))
    assert any("[log-end]" in one for one in messages(folder))
    path.write_text("".join(kept[:-1]) + kept[-1].replace("R. Reader", "Z. Zed"))
    assert any("[log-end]" in one for one in messages(folder))
    path.unlink()
    assert any("[log-end]" in one for one in messages(folder))
    path.write_text("".join(kept))
    assert messages(folder) == []
    review = folder / "review.yaml"
    review.write_text(
        "".join(line for line in review.read_text().splitlines(True) if not line.startswith("log:"))
    )
    assert any("[log-end]" in one for one in messages(folder))


def test_lines_of_an_import_are_known_to_the_review(folder: Path) -> None:
    from assess.base.output import replace_files
    from assess.review.steps import added_to_log

    line = LogEntry(AT, "import", "2", "submitted", "The ministry", Location(""), "form.xlsx")
    assert set(added_to_log(folder, load_case(folder)[0], [line])) == {logfile.NAME}
    take(folder, "submit", "3")
    replace_files(folder, added_to_log(folder, load_case(folder)[0], [line]))
    assert messages(folder) == [] and [one.act for one in load_case(folder)[0].log] == [
        "submit",
        "import",
    ]
    path = folder / logfile.NAME
    path.write_text(path.read_text().splitlines(True)[0])
    assert any("[log-end]" in one for one in messages(folder))


def test_a_review_in_a_file_that_ends_in_yml(folder: Path) -> None:
    take(folder, "submit", "2")
    (folder / "review.yaml").rename(folder / "review.yml")
    take(folder, "accept", "2", by="R. Reader")
    assert messages(folder) == [] and not (folder / "review.yaml").exists()
    assert state_of(load_case(folder)[0], "2") == "accepted"


def test_comments_in_the_review_stay(folder: Path) -> None:
    take(folder, "submit", "2")
    path = folder / "review.yaml"
    path.write_text(path.read_text().replace("  state:", "  # by phone\n  state:"))
    take(folder, "accept", "2", by="R. Reader")
    take(folder, "submit", "3")
    assert "  # by phone\n  state: accepted" in path.read_text()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(WAYS)),
        st.sampled_from(["1", "2", "3", "15", "all", "1-3"]),
        st.sampled_from(["A. Assessor", "B. Writer", "R. Reader", "س"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_whatever_is_tried_files_and_log_agree(tmp_path_factory, tried) -> None:
    """After any order of steps, taken or refused, the checker finds nothing, and each lock has two names."""
    from conftest import GOOD

    folder = tmp_path_factory.mktemp("way") / "case"
    shutil.copytree(GOOD, folder)
    taken = 0
    for act, name, by in tried:
        try:
            take(folder, act, name, by=by, why="so")
            taken += 1
        except LexgapError:
            pass
    case, problems = load_case(folder)
    assert not problems and messages(folder) == []
    assert all(
        one.assessor != one.reviewer for one in case.reviews if one.state in ("accepted", "locked")
    )
    assert bool(case.log) == bool(taken)


def test_a_log_grows_line_by_line() -> None:
    place = Location("")
    one, two = (LogEntry(AT, "submit", number, "submitted", "ي", place) for number in "12")
    both = logfile.appended(b"", [one, two])
    assert both == logfile.appended(logfile.appended(b"", [one]), [two])
    assert logfile.appended(both.rstrip(b"\n"), []) == both


@pytest.mark.parametrize("broken", range(6))
def test_a_step_that_is_cut_off_is_taken_whole_or_not_at_all(
    broken: int, folder: Path, monkeypatch
) -> None:
    """The program ends at any of the moves of files; the next one finds files and log that agree."""
    take(folder, "submit", "2")
    moves, move = [], os.replace

    def cut(*names) -> None:
        moves.append(names)
        if len(moves) > broken:
            raise KeyboardInterrupt
        move(*names)

    monkeypatch.setattr(os, "replace", cut)
    try:
        take(folder, "accept", "2", by="R. Reader")
    except KeyboardInterrupt:
        pass
    monkeypatch.undo()
    assert messages(folder) == []
    assert state_of(load_case(folder)[0], "2") == ("accepted" if broken else "submitted")
    assert len(lines(folder)) == (2 if broken else 1)


# --- status ----------------------------------------------------------------------------------------------------------


def test_status_says_what_is_open_with_whom_and_what_blocks(folder: Path) -> None:
    take(folder, "submit", "2", "15")
    take(folder, "return", "15", by="R. Reader", why="Which judge?")
    path = folder / FINDINGS
    path.write_text(
        path.read_text().replace(
            '- element: 3.safeguards\n  citations:\n  - {provision: "L1:3", grade: '
            "met, sources: [GAZ], confidence: high}\n",
            "- element: 3.safeguards\n  not_assessed: Nobody has looked.\n",
        )
    )
    (folder / "comments.yaml").write_text(
        (folder / "comments.yaml").read_text().split("  reply:")[0]
    )
    said = inside("status", str(folder)).output
    assert "Articles: draft 2, submitted 1, returned 1, accepted 0, locked 0 (of 4)" in said
    assert "with R. Reviewer, reviewer" in said and "with A. Assessor, assessor" in said
    assert "with B. Writer, assessor" in said and "Returned by R. Reader: Which judge?" in said
    assert (
        "Not answered (1): safeguards of the search (3.safeguards)" in said
        and "without a reply: C1" in said
    )
    data = json.loads(inside("status", str(folder), "--json").output)
    assert data["schema"] == "lexgap-status-2" and data["states"]["returned"] == 1
    assert (data["answered"], data["elements"], data["depth"], data["indicative"]) == (
        7,
        8,
        "full",
        False,
    )
    by = {one["article"]: one for one in data["articles"]}
    assert (by["3"]["open"], by["2"]["turn"], by["2"]["unreplied"]) == (
        ["3.safeguards"],
        "reviewer",
        ["C1"],
    )


def test_status_of_a_case_with_errors_counts_them(folder: Path) -> None:
    path = folder / FINDINGS
    path.write_text(path.read_text().replace("2.take", "2.tak"))
    said = inside("status", str(folder)).output
    assert "Errors in the files: 1" in said


def test_a_review_that_cannot_be_read_is_not_told_as_drafts(folder: Path) -> None:
    take(folder, "submit", "2")
    (folder / "review.yaml").write_text("reviews: [\n")
    done = CliRunner().invoke(main, ["status", str(folder)])
    assert [one.code for one in done.exception.problems] == [
        "yaml-syntax"
    ] and "draft" not in done.output


def test_commands_say_what_they_did(folder: Path) -> None:
    done = inside("review", "submit", str(folder), "2-3", "--by", "B. Writer")
    assert done.output == "Article 2: submitted (B. Writer)\nArticle 3: submitted (B. Writer)\n"
    # --why is obligatory
    assert inside("review", "return", str(folder), "2", by="R").exit_code == 2


def test_the_report_keeps_the_review_beside_what_it_is_about(folder: Path, tmp_path: Path) -> None:
    """Text follows the picture, so that it is not alone on a page; the state stands in the block of the rating."""
    from docx import Document

    locked(folder)
    done = inside(
        "report", str(folder), "--as-of", "2016-01-01", "--format", "word", "-o", str(tmp_path)
    )
    assert done.exit_code == 0
    document = Document(next(tmp_path.glob("*.docx")))
    texts = [one.text for one in document.paragraphs]
    at = next(
        number
        for number, text in enumerate(texts)
        if text.startswith("Figure") and "in the review" in text
    )
    chapter = next(one for one in document.paragraphs[at + 1 :] if one.text)
    assert chapter.style.name != "Heading 1" and texts.index("Results by part") < at
    boxes = [
        one
        for one in document.tables
        if any("Review: locked by R. Reader" in cell.text for cell in one.rows[-1].cells)
    ]
    assert len(boxes) == 1 and len(boxes[0].rows) == 2
    assert all(
        one.paragraph_format.keep_with_next
        for cell in boxes[0].rows[0].cells
        for one in cell.paragraphs
    )


# --- the workbook of the reviewer ------------------------------------------------------------------------------------


def filled(folder: Path, out: Path, *rows: tuple[str, str, str]) -> Path:
    """Write the workbook of a case, and fill in article, step, comment."""
    from openpyxl import load_workbook

    assert (
        inside("review", "export", str(folder), "-o", str(out), "--as-of", "2016-01-01").exit_code
        == 0
    )
    book = load_workbook(out)
    sheet = book.worksheets[0]
    at = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for article, step, comment in rows:
        sheet.cell(at[article], 2).value, sheet.cell(at[article], 3).value = step, comment
    book.save(out)
    return out


def test_steps_come_back_from_a_workbook(folder: Path, tmp_path: Path) -> None:
    take(folder, "submit", "all")
    path = filled(
        folder,
        tmp_path / "r.xlsx",
        ("2", "accept", ""),
        ("3", "RETURN", "Which judge?"),
        ("15", "lock", ""),
        ("1", "return", ""),
    )
    done = CliRunner().invoke(
        main, ["review", "import", str(folder), str(path), "--by", "R. Reader"]
    )
    assert done.output == "Article 2: accepted (R. Reader)\nArticle 3: returned (R. Reader)\n"
    assert [(one.code, one.at.cell) for one in done.exception.problems] == [
        ("review-unexplained", "Review!C2"),
        ("review-step", "Review!B5"),
    ]
    case, _ = load_case(folder)
    states = [state_of(case, number) for number in ("1", "2", "3", "15")]
    assert states == ["submitted", "accepted", "returned", "submitted"]
    assert messages(folder) == []
    again = CliRunner().invoke(
        main, ["review", "import", str(folder), str(path), "--by", "R. Reader"]
    )
    assert {one.code for one in again.exception.problems} == {"review-step", "review-unexplained"}
    assert len(lines(folder)) == 6


def test_steps_come_back_from_an_arabic_workbook(folder: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    take(folder, "submit", "2", "3")
    path = tmp_path / "r.xlsx"
    assert (
        CliRunner()
        .invoke(main, ["review", "export", str(folder), "--lang", "ar", "-o", str(path)])
        .exit_code
        == 0
    )
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    sheet.cell(rows["2"], 2).value, sheet.cell(rows["3"], 2).value = "قَبـــول", "اعادة الى المقیم"
    sheet.cell(rows["3"], 3).value = "تُراجع الفقرة 2"
    book.save(path)
    done = CliRunner().invoke(
        main, ["review", "import", str(folder), str(path), "--by", "ليلى", "--lang", "ar"]
    )
    case, _ = load_case(folder)
    assert [state_of(case, number) for number in ("2", "3")] == ["accepted", "returned"], (
        done.output
    )
    assert case.reviews and lines(folder)[-1]["why"] == "تُراجع الفقرة 2"


@pytest.mark.parametrize(
    "step, comment, told", [("return", "Which one?", ["Review!B6"]), ("ACCEPT", "", [])]
)
def test_an_article_on_two_rows(
    step: str, comment: str, told: list[str], folder: Path, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    take(folder, "submit", "2", "3")
    path = filled(folder, tmp_path / "r.xlsx", ("2", "accept", ""), ("3", "accept", ""))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = next(row for row in range(2, 6) if sheet.cell(row, 1).value == "2")
    sheet.append([cell.value for cell in sheet[row]])
    sheet.cell(6, 2).value, sheet.cell(6, 3).value = step, comment
    book.save(path)
    done = CliRunner().invoke(
        main, ["review", "import", str(folder), str(path), "--by", "R. Reader"]
    )
    faults = getattr(done.exception, "problems", [])
    assert [(one.code, one.at.cell) for one in faults] == [("row-twice", cell) for cell in told]
    case, _ = load_case(folder)
    assert (state_of(case, "2"), state_of(case, "3")) == (
        "submitted" if told else "accepted",
        "accepted",
    )
    assert messages(folder) == []


def test_a_formula_is_no_step(folder: Path, tmp_path: Path) -> None:
    take(folder, "submit", "2", "3")
    path = filled(folder, tmp_path / "r.xlsx", ("2", '="acc"&"ept"', ""), ("3", "return", "=A1"))
    done = CliRunner().invoke(
        main, ["review", "import", str(folder), str(path), "--by", "R. Reader"]
    )
    assert [
        (one.code, one.words["value"], one.words["known"]) for one in done.exception.problems
    ] == [("review-decision", "=", ("accept", "return", "lock"))] * 2
    assert len(lines(folder)) == 2


def test_what_the_reviewer_did_not_see_is_not_accepted(folder: Path, tmp_path: Path) -> None:
    take(folder, "submit", "2", "3")
    path = filled(folder, tmp_path / "r.xlsx", ("2", "accept", ""), ("3", "accept", ""))
    findings = folder / FINDINGS
    findings.write_text(findings.read_text().replace("note: Not used.", "note: Used."))
    done = CliRunner().invoke(
        main, ["review", "import", str(folder), str(path), "--by", "R. Reader"]
    )
    assert [(one.code, one.words["article"]) for one in done.exception.problems] == [
        ("review-stale", "2")
    ]
    assert state_of(load_case(folder)[0], "3") == "accepted"


def test_a_step_that_is_none_and_the_wrong_reader(folder: Path, tmp_path: Path) -> None:
    take(folder, "submit", "2", "3")
    path = filled(folder, tmp_path / "r.xlsx", ("2", "burn", ""), ("3", "accept", ""))
    done = CliRunner().invoke(
        main, ["review", "import", str(folder), str(path), "--by", "B. Writer"]
    )
    assert [one.code for one in done.exception.problems] == [
        "review-decision",
        "reviewer-is-submitter",
    ]
    assert len(lines(folder)) == 2


@pytest.mark.parametrize("content", [b"", b"PK", b"Article,Step\n"])
def test_what_is_no_workbook_of_a_review(content: bytes, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(content)
    assert (
        CliRunner()
        .invoke(main, ["review", "import", str(folder), str(path), "--by", "R"])
        .exception.problems
    )


def test_a_built_in_sample_is_not_changed() -> None:
    assert inside("review", "submit", "jordan", "all", by="B").exit_code == 2


@pytest.mark.needs("soffice")
def test_a_workbook_saved_by_libreoffice_is_read(folder: Path, tmp_path: Path) -> None:
    take(folder, "submit", "2")
    path = filled(folder, tmp_path / "r.xlsx", ("2", "accept", ""))
    (tmp_path / "office").mkdir()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "office"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert (
        inside(
            "review", "import", str(folder), str(tmp_path / "office/r.xlsx"), by="R. Reader"
        ).exit_code
        == 0
    )
    assert state_of(load_case(folder)[0], "2") == "accepted"


@pytest.mark.parametrize(
    "why, wanted",
    [
        (
            "f, 1.xlsx (M: O): sources GAZ, laws L1, L2, provisions L1:2(a), recommendations R-2",
            "f, 1.xlsx (M: O): مصدر GAZ، قانون L1, L2، حكم L1:2(a)، توصية R-2",
        ),
        ("form.xlsx", "form.xlsx"),
        ("two laws changed", "two laws changed"),
    ],
)
def test_what_an_import_brought_is_told_in_words(why: str, wanted: str, folder: Path) -> None:
    case, _ = load_case(folder)
    case = replace(case, log=(LogEntry(AT, "import", "", "draft", "X", Location(""), why),))
    assert Words(labels("ar"), "ar").say(log_rows(case)[0].why) == wanted
    case = replace(
        case, log=(LogEntry(AT, "return", "2", "returned", "X", Location(""), f"see: laws {why}"),)
    )
    assert Words(labels("ar"), "ar").say(log_rows(case)[0].why) == f"see: laws {why}"
