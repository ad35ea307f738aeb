"""The samples in Arabic: every statement in both languages, with the same numbers and the terms of the glossary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from assess import paths
from assess.case import load_case
from assess.normal import normal
from assess.text import Text
from assess.yamlfile import read

SAMPLES = ("jordan", "tilmara")

#: An address on the web needs no translation, nor does `none`.
ADDRESS = re.compile(r"none|\S+\.\S+")

#: Words of the laws themselves, which a statement about such a law repeats: English term of the glossary, Arabic word.
OF_THE_LAWS = {("interception", "الالتقاط"), ("interception", "التنصت"), ("network", "الشبكة المعلوماتية"),
               ("authority", "الهيئة"), ("hindering", "التعطيل"), ("computer system", "النظام المعلوماتي"),
               ("computer system", "نظام المعلومات")}


def statements(entry: object) -> Iterator[Text]:
    """Yield every text of a case, or of a part of it, that is not a quotation."""
    if isinstance(entry, Text):
        yield entry
    elif is_dataclass(entry):
        for one in fields(entry):
            if one.name not in ("instrument", "quote"):
                yield from statements(getattr(entry, one.name))
    elif isinstance(entry, (tuple, list, dict)):
        for one in entry.values() if isinstance(entry, dict) else entry:
            yield from statements(one)


@pytest.fixture(scope="module", params=SAMPLES)
def case(request):
    """Each sample, read once."""
    found, problems = load_case(paths.sample(request.param))
    assert found is not None and not problems
    return found


def test_every_statement_stands_in_both_languages(case) -> None:
    said = [dict(one.by) for one in statements(case) if one]
    assert len(said) > 400
    assert not [one for one in said if not one.get("ar") and not ADDRESS.fullmatch(one["en"])]
    assert not [one for one in said if re.search("[A-Za-z ]{25}", one.get("ar", "")) and "http" not in one["ar"]]


def test_both_languages_have_the_same_numbers(case) -> None:
    """Numbers of two figures or more; smaller ones may be words in Arabic."""
    for one in statements(case):
        said = dict(one.by)
        if "en" in said and "ar" in said:
            own, other = (Counter(re.findall(r"\d{2,}", text)) for text in (said["en"], said["ar"]))
            assert own == other, said


def test_what_is_found_is_said_in_the_terms_of_the_glossary(case) -> None:
    document, _ = read(paths.checklist("glossary") / "ar.yaml")
    terms = [one for one in document.data["terms"] if one.get("also") and one.get("check") != "no"]
    patterns = [(re.compile(rf"\b{re.escape(one['en'].casefold())}s?\b"), one) for one in terms]
    kept = {normal(one["ar"]) for one in document.data["terms"]}
    wrong = set()
    for one in statements((case.findings, case.analyses, case.recommendations, case.profile)):
        said = dict(one.by)
        if "en" in said and "ar" in said:
            english, own = said["en"].casefold(), normal(said["ar"])
            wrong |= {(term["en"], bad) for pattern, term in patterns if pattern.search(english)
                      for bad in term["also"] if normal(bad) in own and not any(normal(bad) in good for good in kept)}
    assert wrong <= OF_THE_LAWS
