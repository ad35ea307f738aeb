"""Term lists: groups are written out, every fault is told with its line, and they are no translations."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from assess.base import paths
from assess.base.problems import LexgapError, render
from assess.cli import main
from assess.law.finder.lexicon import compile_terms
from assess.law.finder.terms import all_terms, check_terms, languages, load_terms
from assess.load.instruments import load_instrument
from assess.load.labels import labels

LIST = """language: en
field: [computer, network]
groups:
  system: [computer system, $field_words, device]
  field_words: [computer]
matters:
  penal: [penal code, theft]
articles:
  "2":
    headings: [illegal access]
    needs:
    - [access, enter]
    - $system
    - [$system, data]
    helps: [intent]
    against: [access to justice]
    matters: [field, penal]
    elements:
      2.take: [take]
"""


@pytest.fixture
def instrument(folder: Path):
    """The small checklist of the good case, with a list in English."""
    root = folder / "checklist"
    (root / "lang/terms").mkdir(parents=True)
    (root / "lang/terms/en.yaml").write_text(LIST, encoding="utf-8")
    loaded, problems = load_instrument(f"{root}/")
    assert loaded is not None and not problems, "a term list is taken for a translation"
    return loaded


def faults(instrument, old: str, new: str) -> list[str]:
    """Return the messages of the list after a change, without the folder."""
    path = Path(instrument.place.path).parent / "lang/terms/en.yaml"
    assert old in LIST
    path.write_text(LIST.replace(old, new), encoding="utf-8")
    said = labels().problems
    return [render(one, said).replace(f"{path.parent}/", "") for one in check_terms(instrument)]


def test_groups_stand_for_their_terms(instrument) -> None:
    terms, problems = load_terms(instrument, "en")
    assert not problems and terms is not None
    access, system, mixed = terms.articles["2"].needs
    assert (access.name, access.terms) == ("access …", ("access", "enter"))
    assert (system.name, system.terms) == ("system", ("computer system", "computer", "device"))
    assert mixed.terms == ("computer system", "computer", "device", "data")
    assert terms.articles["2"].elements == {"2.take": ("take",)}
    assert terms.key("2.take") == "2" and terms.key("3") == ""


@pytest.mark.parametrize(
    "old, new, message",
    [
        ('"2":', '"22":', "en.yaml:10: error [unknown-article]"),
        ("2.take:", "2.tak:", "en.yaml:19: error [unknown-element]"),
        ("- $system\n", "- $sytem\n", "en.yaml:13: error [terms-group]"),
        ("[field, penal]", "[field, penl]", "en.yaml:17: error [terms-group]"),
        ("- [access, enter]", "- []", "en.yaml:12: error [terms-empty]"),
        ("helps: [intent]", "help: [intent]", "en.yaml:15: error [unknown-key]"),
        ("helps: [intent]", "helps: {a: b}", "en.yaml:15: error [wrong-shape]"),
        ("articles:", "article:", "en.yaml:1: error [missing-key]"),
        ("field: [computer, network]", "field: [computer", "error [yaml-syntax]"),
    ],
)
def test_a_fault_is_told_with_its_line(instrument, old: str, new: str, message: str) -> None:
    said = faults(instrument, old, new)
    assert any(message in one for one in said), said


def test_a_near_name_is_offered(instrument) -> None:
    assert "“system” may be meant" in faults(instrument, "- $system\n", "- $sytem\n")[0]


def test_the_checker_looks_at_the_lists(instrument) -> None:
    root = Path(instrument.place.path).parent
    assert CliRunner().invoke(main, ["check", str(root)]).exit_code == 0
    faults(instrument, "- $system\n", "- $sytem\n")
    result = CliRunner().invoke(main, ["check", str(root)])
    assert result.exit_code == 1 and "[terms-group]" in result.output
    assert "[terms-group]" in CliRunner().invoke(main, ["check", str(root.parent)]).output


def test_faulty_lists_stop_a_search(instrument) -> None:
    faults(instrument, "- $system\n", "- $sytem\n")
    with pytest.raises(LexgapError) as raised:
        all_terms(instrument)
    assert [one.code for one in raised.value.problems] == ["terms-group"]


def test_an_instrument_without_lists(instrument) -> None:
    (Path(instrument.place.path).parent / "lang/terms/en.yaml").unlink()
    with pytest.raises(LexgapError) as raised:
        all_terms(instrument)
    assert [one.code for one in raised.value.problems] == ["no-terms"]
    assert load_terms(instrument, "en") == (None, ())


@pytest.mark.parametrize("name", paths.checklists())
def test_shipped_lists_are_whole(name: str) -> None:
    """Every article of a shipped instrument is in every list, and the lists have no fault."""
    instrument, _ = load_instrument(name)
    assert instrument is not None and check_terms(instrument) == []
    for language in languages(instrument):
        terms, _ = load_terms(instrument, language)
        assert terms is not None and terms.language == language
        lacking = [one.id for one in instrument.elements() if not terms.key(one.id)]
        assert not lacking, f"{language}: {lacking[:5]}"


def test_a_word_of_many_articles_tells_little() -> None:
    instrument, _ = load_instrument("budapest")
    terms, _ = load_terms(instrument, "en")
    lexicon = compile_terms(terms)
    assert 0 < lexicon.weights["order"] < lexicon.weights["phonogram"] <= 1
    assert all(0 < one < 1 for one in lexicon.telling)
