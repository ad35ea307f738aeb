"""Arabic throughout: the samples say all in both languages in the same terms, and what comes out is Arabic."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from click.testing import CliRunner
from conftest import TODAY
from lxml import etree
from openpyxl import load_workbook

from assess.base import paths
from assess.base.normal import normal
from assess.base.text import Text
from assess.cli import main
from assess.country import build_view
from assess.files.yamlfile import read
from assess.load.cases import load_case
from assess.rating.force import Reading
from assess.reports import write_report

SAMPLES = ("jordan", "tilmara")

#: An address on the web needs no translation, nor does `none`.
ADDRESS = re.compile(r"none|\S+\.\S+")

#: Words of the laws themselves, which a statement about such a law repeats: English term of the glossary, Arabic word.
OF_THE_LAWS = {
    ("interception", "الالتقاط"),
    ("interception", "التنصت"),
    ("network", "الشبكة المعلوماتية"),
    ("authority", "الهيئة"),
    ("hindering", "التعطيل"),
    ("computer system", "النظام المعلوماتي"),
    ("computer system", "نظام المعلومات"),
}


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
    assert not [
        one
        for one in said
        if re.search("[A-Za-z ]{25}", one.get("ar", "")) and "http" not in one["ar"]
    ]


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
            wrong |= {
                (term["en"], bad)
                for pattern, term in patterns
                if pattern.search(english)
                for bad in term["also"]
                if normal(bad) in own and not any(normal(bad) in good for good in kept)
            }
    assert wrong <= OF_THE_LAWS


PARAGRAPH_LETTER = re.compile(r"\((?:[a-z]|i{2,3}|i?v|vi{1,3})\)")
ARABIC = re.compile("[\u0621-\u064a]")


def test_letters_of_paragraphs_are_arabic_in_arabic_texts() -> None:
    """33(1)(أ), and no Latin letter, wherever Arabic stands: checklists, glossary, samples, laws and labels."""
    places = (
        paths.checklist("budapest").parent,
        paths.sample("jordan").parent,
        paths.labels("ar").parent,
    )
    files = [path for place in places for path in sorted(place.rglob("*.yaml"))]
    assert len(files) > 150
    wrong = [
        (path.name, text)
        for path in files
        if ARABIC.search(path.read_text(encoding="utf-8"))
        for text in strings(read(path)[0].data)
        if ARABIC.search(text) and PARAGRAPH_LETTER.search(text)
    ]
    assert not wrong, wrong[:5]


def strings(entry: object) -> Iterator[str]:
    """Yield every string of a document, however deep."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, (dict, list, tuple)):
        for one in entry.values() if isinstance(entry, dict) else entry:
            yield from strings(one)


# --- what comes out --------------------------------------------------------------------------------------------------

#: Names, acronyms and codes that have no Arabic form in use.
# the code of the row for the rest of an article, and a command
KEPT = {
    "Lexgap",
    "lexgap",
    "CyberSouth",
    "JANUS",
    "NET",
    "README",
    "ETS",
    "No",
    "CETS",
    "CY",
    "CC",
    "BY",
    "NC",
    "LC",
    "PC",
    "IP",
    "XVIII",
    "AAU",
    "Albustanji",
    "Paulovics",
    "iber",
    "NA",
    "Python",
    "budapest",
    "jordan",
    "tilmara",
    "sha256",
    "Word",
    "Excel",
    "LibreOffice",
    "DDoS",
    "FATF",
    "sha",
    "xlsx",
    "docx",
    "and",
    "result",
    "results",
    "en",
    "ar",
    "rest",
    "status",
}
WORD = re.compile(r"[A-Za-z]{2,}")
FALLEN_BACK = re.compile(r"\[[a-z]{2}\]")  # the mark of a text in another language
#: Addresses of the web, and names of files.
ADDRESSES = re.compile(r"https?://\S+|\w+/[\w-]+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?|[\w./-]+\.\w{2,4}\b")


def codes(case) -> set[str]:
    """Return the Latin words of ids, keys, addresses and hashes, which are the same in every language."""
    found = (
        [one.id for one in case.instrument.elements()]
        + [one.id for one in case.laws]
        + list(case.provisions())
    )
    found += [one.key for one in case.sources] + [
        text for one in case.sources for _, text in one.address.by
    ]
    found += [
        one.id for one in (*case.recommendations, *case.profile.scenarios, *case.profile.remarks)
    ]
    # a name stays as it was typed
    found += [one.by for finding in case.findings for one in finding.not_found]
    found += [
        case.digest,
        case.instrument.digest,
        case.instrument.origin.address,
        case.instrument.origin.sha256,
    ]
    found += [text for one in case.instrument.guidance_notes for text in (one.number, one.document)]
    return {word for one in found for word in WORD.findall(one)} | KEPT


def foreign(texts, case) -> Counter:
    """Count the Latin words of texts that are neither names nor codes, nor the words of a law without a translation."""
    known = codes(case)
    laws = {" ".join(unit.printed().split())[:200] for text in case.texts for unit in text.units}
    texts = [text for text in texts if text not in laws]
    # one word is the state of a form
    texts = [one for one in texts if len(one) < 200 or " " in one]
    plain = (ADDRESSES.sub(" ", one) for one in texts)
    return Counter(word for one in plain for word in WORD.findall(one) if word not in known)


def words_of(path) -> list[str]:
    """Return the texts of a Word document or of a workbook: cells, notes, drop-downs and names of sheets."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            roots = [
                etree.fromstring(package.read(name))
                for name in package.namelist()
                if re.fullmatch(
                    r"word/(document|header\d*|footer\d*|footnotes|charts/chart\d*)\.xml", name
                )
            ]
        return ["".join(one.itertext("{*}t")) for root in roots for one in root.iter("{*}p")]
    book, found = load_workbook(path), []
    for sheet in (one for one in book if one.sheet_state == "visible"):
        found.append(sheet.title)
        found += [
            text
            for row in sheet.iter_rows()
            for one in row
            if isinstance(one.value, str) and one.data_type != "f"
            for text in (one.value, one.comment.text if one.comment else "")
        ]
        found += [
            text
            for one in sheet.data_validations.dataValidation
            for text in (one.prompt, one.error, one.promptTitle, one.errorTitle)
            if text
        ]
        found += [
            text
            for one in (sheet.oddFooter, sheet.oddHeader)
            for part in (one.left, one.center, one.right)
            if part.text
            for text in [re.sub(r"&[A-Z]|&\"[^\"]*\"", " ", part.text)]
        ]
    return found


@pytest.mark.parametrize(
    "case, kind", [("jordan", "word"), ("jordan", "excel"), ("tilmara", "word")], indirect=["case"]
)
def test_a_report_has_no_latin_words_but_names_and_codes(case, kind: str, tmp_path) -> None:
    view = build_view(
        case, Reading(date(2016, 1, 1) if case.profile.id == "jordan" else TODAY), "ar", TODAY
    )
    texts = words_of(write_report(view, kind, tmp_path))
    assert sum(bool(re.search("[\u0621-\u064a]", one)) for one in texts) > 2000
    assert not foreign(texts, case) and not [one for one in texts if FALLEN_BACK.search(one)]


@pytest.mark.parametrize(
    "case, kind", [("jordan", "excel"), ("tilmara", "word")], indirect=["case"]
)
def test_a_form_has_no_latin_words_but_names_and_codes(case, kind: str, tmp_path) -> None:
    path = tmp_path / f"form.{'xlsx' if kind == 'excel' else 'docx'}"
    done = CliRunner().invoke(
        main, ["workbook", "export", case.profile.id, "--lang", "ar", "-o", str(path)]
    )
    assert done.exit_code == 0 and not WORD.findall(
        done.output.replace(str(path), "").replace(path.name, "")
    )
    texts = words_of(path)
    assert sum(bool(re.search("[\u0621-\u064a]", one)) for one in texts) > 2000
    assert not foreign(texts, case) and not [one for one in texts if FALLEN_BACK.search(one)]
