"""The pages of the documentation in other languages: built like the English ones, and not older than they are."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from assess.base.problems import CATALOGUE
from assess.load.labels import labels

DOCS = Path(__file__).parent.parent / "docs"
PAGES = [path for path in sorted(DOCS.glob("*/*.md")) if path.parent.name != "images"]
# an index names first what there is in its language
BUILT = [path for path in PAGES if path.name != "README.md"]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def name(path: Path) -> str:
    """Return a page as the list of tests names it."""
    return path.relative_to(DOCS).as_posix()


def prose(path: Path) -> str:
    """Return a page without its blocks of code."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def tables(path: Path) -> list[int]:
    """Return how many cells each line of the tables of a page has."""
    return [
        len(re.findall(r"(?<!\\)\|", line)) - 1
        for line in prose(path).splitlines()
        if line.startswith("|")
    ]


@pytest.mark.translation
@pytest.mark.parametrize("page", PAGES, ids=name)
def test_page_is_of_the_english_one_as_it_is(page: Path) -> None:
    original = DOCS / page.name
    mark = hashlib.sha256(original.read_bytes()).hexdigest()[:8]
    assert page.read_text(encoding="utf-8").startswith(f"<!-- of: {mark} -->\n"), (
        f"docs/{page.name} was changed since it was translated: compare the two, mend the translation, and begin it "
        f"with <!-- of: {mark} -->"
    )


@pytest.mark.translation
@pytest.mark.parametrize("page", BUILT, ids=name)
def test_page_is_built_like_the_english_one(page: Path) -> None:
    original = DOCS / page.name
    assert FENCE.findall(page.read_text(encoding="utf-8")) == FENCE.findall(
        original.read_text(encoding="utf-8")
    )
    levels = [re.findall(r"^(#+) ", prose(one), re.MULTILINE) for one in (page, original)]
    assert levels[0] == levels[1]
    assert tables(page) == tables(original)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_page_is_in_its_language(page: Path) -> None:
    """Latin words of the prose stand in code, in links, or are names; Arabic letters outweigh them."""
    assert f'lang="{page.parent.name}"' in page.read_text(encoding="utf-8")
    text = re.sub(r"`[^`]*`|“[^”]*”|\]\([^)]*\)|<[^>]*>", "", prose(page))
    runs = re.findall(r"[A-Za-z]+(?: [A-Za-z]+){3,}", text)
    assert not runs
    if labels(page.parent.name).direction == "rtl":
        assert len(re.findall("[\u0621-\u064a]", text)) > 8 * len(re.findall("[A-Za-z]", text))


@pytest.mark.translation
@pytest.mark.parametrize("language", sorted({page.parent.name for page in PAGES}))
def test_messages_are_those_of_the_language(language: str) -> None:
    said = labels(language).problems
    lines = (DOCS / language / "messages.md").read_text(encoding="utf-8").splitlines()
    rows = [
        line
        for line in lines
        if re.match(r"\| `[a-z-]+` \|", line) and line.split("`")[1] in CATALOGUE
    ]
    assert [row.split("`")[1] for row in rows] == sorted(CATALOGUE)
    for row in rows:
        code = row.split("`")[1]
        assert said[code].says in row and said[code].get("do", "") in row, code


@pytest.mark.parametrize("language", sorted({page.parent.name for page in PAGES}))
def test_every_page_is_in_the_index(language: str) -> None:
    listed = set(
        re.findall(
            r"\]\(([\w./-]+\.md)\)", (DOCS / language / "README.md").read_text(encoding="utf-8")
        )
    )
    assert {page.name for page in BUILT if page.parent.name == language} <= listed
