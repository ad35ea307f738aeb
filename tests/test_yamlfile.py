"""What is written as YAML is read back unchanged, and reads as a person would have typed it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings, strategies as st

from assess.yamlfile import read, write

#: Everything that YAML text can hold: no control signs but tab and line feed, no lone surrogates.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\ufeff"),
                min_size=1, max_size=40).filter(lambda one: one.strip())
KEYS = st.text("abcdefgh_", min_size=1, max_size=8)
VALUES = st.recursive(TEXTS, lambda inner: st.one_of(
    st.lists(inner, min_size=1, max_size=3), st.dictionaries(KEYS, inner, min_size=1, max_size=3)), max_leaves=8)


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
    data = {"law": "X-1", "number": "No", "note": "", "as_of": "2020-01-01",
            "units": [{"id": "1", "wording": "First line.\nSecond: line."}, {"id": "2", "wording": "المادة ٢"}]}
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
        "  wording: المادة ٢\n")
