"""What is written as YAML is read back unchanged, and reads as a person would have typed it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.base.problems import render
from assess.files.yamlfile import parse, read, write
from assess.load.labels import labels

#: Everything that YAML text can hold: no control signs but tab and line feed, no lone surrogates.
TEXTS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\ufeff"
    ),
    min_size=1,
    max_size=40,
).filter(lambda one: one.strip())
KEYS = st.text("abcdefgh_", min_size=1, max_size=8)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def without_places(data: object) -> object:
    if isinstance(data, dict):
        return {key: without_places(value) for key, value in data.items() if key != "place"}
    return [without_places(one) for one in data] if isinstance(data, list) else data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read_back(tmp_path: Path, data: dict) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(write(data, "A file.\nOf two lines.").encode())
    document, problems = read(path)
    assert not problems
    assert without_places(document.data) == data


def test_it_reads_as_typed_by_hand() -> None:
    data = {
        "law": "X-1",
        "number": "No",
        "note": "",
        "as_of": "2020-01-01",
        "units": [
            {"id": "1", "wording": "First line.\nSecond: line."},
            {"id": "2", "wording": "المادة ٢"},
        ],
    }
    assert write(data, "The text of a law.") == (
        "# The text of a law.\n"
        "law: X-1\n"
        "number: 'No'\n"
        "as_of: '2020-01-01'\n"
        "units:\n"
        "- id: '1'\n"
        "  wording: |-\n"
        "    First line.\n"
        "    Second: line.\n"
        "- id: '2'\n"
        "  wording: المادة ٢\n"
    )


@pytest.mark.parametrize(
    "text, word, english",
    [
        ("a: 'x", "yaml_open", ""),
        ("a: [1, 2", "yaml_bracket", ""),
        ("a: b: c", "yaml_colon", ""),
        ("a:\n\tb", "yaml_start", ""),
        ("- a\nb: c", "yaml_dash", ""),
        ("a: 'b' c", "yaml_key", ""),
        ('a: "\\q"', "yaml_escape", ""),
        ("--- a\n--- b", "yaml_documents", ""),
        ("a: *x", "yaml_name", ""),
        ("'a': b\n'c' d", "yaml_no_colon", ""),
        ("a: \x01", "yaml_control", ""),
        ("a: !y!z q", "yaml_other", " (found undefined tag handle)"),
    ],
)
def test_reasons_of_the_parser_are_told_in_the_language(text: str, word: str, english: str) -> None:
    (fault,) = parse(text, "f.yaml")[1]
    for language in ("en", "ar"):
        said = labels(language).problems
        foreign = english if language == "en" else ""
        assert f": {said.words[word]}{foreign}." in render(fault, said)
