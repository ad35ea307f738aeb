"""Citations as lawyers write them: what each spelling means, and why one is not taken; none means another article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from forms import Edited, bring, export, loaded

from assess.base import paths
from assess.forms.naming import Naming, names_of
from assess.forms.unresolved import Reasons
from assess.load.cases import load_case

ACT = (
    "4",
    "4(a)",
    "4(a)(1)",
    "4(a)(2)",
    "4(a)(3)",
    "14",
    "14(1)",
    "14A",
    "14B",
    "15",
    "16",
    "21",
    "22",
    "41",
)
ACT += ("41(1)", "202a", "202a(1)", "323-1")
DECREE = ("1", "1 خط السير", "2", "2(1)", "2(2)", "6", "7", "7 bis", "8", "12", "12(1)", "12(2)")
DECREE += ("12(3)", "39 bis", "39 bis(a)", "44", "44(1)", "44 closing")


def law(
    folder: Path, key: str, short: str, title: str, number: tuple[str, str], ids: tuple
) -> None:
    """Write a law with provisions of these numbers."""
    text = (folder / "laws" / "L1.yaml").read_text().partition("provisions:")[0]
    for name, new in (("id", key), ("title", title), ("short", short)):
        text = re.sub(rf"(?m)^{name}: .*$", f'{name}: "{new}"', text)
    text = text.replace('"1"', f'"{number[0]}"').replace('"2010"', f'"{number[1]}"')
    text = text.replace("2010-05-01", f"{number[1]}-05-01")
    entries = [f'- {{id: "{each}", summary: S., sources: [GAZ], confidence: low}}' for each in ids]
    (folder / "laws" / f"{key}.yaml").write_text(f"{text}provisions:\n" + "\n".join(entries) + "\n")


@pytest.fixture
def acts(folder: Path) -> Path:
    law(folder, "PH", "RA 10175", "Cybercrime Prevention Act of 2012", ("10175", "2012"), ACT)
    law(folder, "OTHER", "RA 9775", "Anti-Abuse Act of 2009", ("9775", "2009"), ("4", "22"))
    return folder


@pytest.fixture
def decrees(folder: Path) -> Path:
    title = "المرسوم بقانون اتحادي رقم ({}) لسنة {} في شأن {}"
    crimes = title.format(34, 2021, "مكافحة الشائعات والجرائم الإلكترونية")
    law(folder, "CYBER", "قانون الجرائم الإلكترونية", crimes, ("34", "2021"), DECREE)
    proof = title.format(35, 2022, "إصدار قانون الإثبات")
    law(
        folder, "PROOF", "قانون الإثبات", proof, ("35", "2022"), ("decree 1", "decree 2", "2", "30")
    )
    return folder


def meant(folder: Path, typed: str, key: str) -> str:
    """Return the numbers that a citation means, without the law that is expected."""
    names = Naming(loaded(folder)).resolve_all(typed)
    return " ".join(name.removeprefix(f"{key}:").replace(" ", "_") for name in names)


ENGLISH = {
    "Section 22 of Republic Act No. 10175": "22",
    "R.A. No. 10175, Sec. 22": "22",
    "RA No. 10175, Section 22": "22",
    "R.A. 10175, Sec. 22": "22",
    "RA10175 Sec 22": "22",
    "Section 22 of the Cybercrime Prevention Act": "22",
    "Sec. 22 of R.A. 10175 (Cybercrime Prevention Act of 2012)": "22",
    "Sec. 4(a)(1) and 4(a)(2) of RA 10175": "4(a)(1) 4(a)(2)",
    "Sec. 4(a)(1), (2) and (3) of RA 10175": "4(a)(1) 4(a)(2) 4(a)(3)",
    "RA 10175, Sec. 4, par. (a)(1)": "4(a)(1)",
    "paragraph (a)(1) of section 4 of RA 10175": "4(a)(1)",
    "first paragraph of Section 14 of RA 10175": "14(1)",
    "RA 10175, sec. 4.a.1": "4(a)(1)",
    "RA 10175, 4[a][1]": "4(a)(1)",
    "RA 10175, secs. 21-22": "21 22",
    "R.A. 10175, Sections 21 and 22": "21 22",
    "RA 10175, ss 21 and 22; RA 9775, s 4": "",
    "RA 9775, s 4, RA 10175, ss 21 and 22": "OTHER:4 21 22",
    "ss 14-16, RA 10175": "14 14A 14B 15 16",
    "s 14(1) RA 10175": "14(1)",
    "RA 10175, § 202a Abs. 1": "202a(1)",
    "RA 10175, art. 323-1": "323-1",
    "RA 10175, sec. 4(a)(1)-(3)": "4(a)(1) 4(a)(2) 4(a)(3)",
    "Section 4(a)(2) to (3) of RA 10175": "4(a)(2) 4(a)(3)",
    "subsection (1) of section 14 of RA 10175": "14(1)",
    "pars. (1) and (2) of section 4(a) of RA 10175": "4(a)(1) 4(a)(2)",
    "paragraphs (1) to (3) of section 4(a), RA 10175": "4(a)(1) 4(a)(2) 4(a)(3)",
    "s14(1) RA 10175": "14(1)",
    "RA 10175 (2020 Rev Ed), s 14": "14",
    "Section No. 14 of RA 10175": "14",
    "Section 14 read with Section 15 of RA 10175": "14 15",
    "secs. 14 to 16 of RA 10175": "14 14A 14B 15 16",
    "ss 14A-14B RA 10175": "14A 14B",
    "RA 10175, s 14, subs. (1)": "14(1)",
    "Section 21 of RA 10175 and Section 22 of RA 9775": "21 OTHER:22",
    # not certain, or not there: never another article
    "paragraph 2 of section 22 of RA 10175": "",
    "par. 4, section 22, RA 10175": "",
    "par. 4 of RA 10175": "",
    "subsection (15) of section 14 of RA 10175": "",
    "Section 22": "",
    "Sec. 4 and 22 of RA 10175": "",
    "Articles 4(a)(1) and (2) of RA 10175": "",
    "Section 4, 1 of RA 10175": "",
    "Section 22 of RA 10175 and 22 of RA 9775": "",
    "Section 22 of RA 10951": "",
    "secs. 22-21 of RA 10175": "",
    "Section 4(a)(3) to (2) of RA 10175": "",
    "Section 4(a)(1)-(9) of RA 10175": "",
    "Section 4(a)-(2) of RA 10175": "",
}
ARABIC = {
    "المادة 2 من المرسوم بقانون اتحادي رقم (34) لسنة 2021": "2",
    "المادة 2 من المرسوم بقانون الاتحادي رقم 34 لسنة 2021": "2",
    "المادة 2 من القانون الاتحادي رقم 34 لسنة 2021": "2",
    "المادة الثانية من المرسوم بقانون اتحادي رقم ٣٤ لسنة ٢٠٢١م": "2",
    "م2 من قانون الجرائم الإلكترونية": "2",
    "م١٢ قانون الجرائم الإلكترونية": "12",
    "قانون الجرائم الإلكترونية، م/2": "2",
    "الفقرة الأولى من المادة 2 من قانون الجرائم الإلكترونية": "2(1)",
    "البند الأول من المادة 2 من قانون الجرائم الإلكترونية": "2(1)",
    "البند ثانيا من المادة 2 من قانون الجرائم الإلكترونية": "2(2)",
    "المادة 2 ( بند 1 ) من قانون الجرائم الإلكترونية": "2(1)",
    "المادتان السادسة والثامنة من قانون الجرائم الإلكترونية": "6 8",
    "المواد من 6 إلى 8 من قانون الجرائم الإلكترونية": "6 7 7_bis 8",
    "المواد ٦-٨ من قانون الجرائم الإلكترونية": "6 7 7_bis 8",
    "المادة 39 مكرر/أ من قانون الجرائم الإلكترونية": "39_bis(a)",
    "المادة 12 (1) إلى (3) من قانون الجرائم الإلكترونية": "12(1) 12(2) 12(3)",
    "المادة 39 مكرراً أ من قانون الجرائم الإلكترونية": "39_bis(a)",
    "المــادة 2 من قانون الجرائم الالكترونيه": "2",
    "قانون الجرائم الإلكترونية (المادة 2)": "2",
    "قانون مكافحة الشائعات والجرائم الإلكترونية، المادة 2": "2",
    "المادة 1، تعريف خط السير، قانون الجرائم الإلكترونية": "1_خط_السير",
    "المادة 2 من قانون الجرائم الإلكترونية والمادة 30 من قانون الإثبات": "2 PROOF:30",
    "قانون الجرائم الإلكترونية، المادة 2، قانون الإثبات، المادة 30": "2 PROOF:30",
    "المادة 2 و المادة 6 من قانون الجرائم الإلكترونية": "2 6",
    "البند رقم (1) من المادة رقم (2) من قانون الجرائم الإلكترونية": "2(1)",
    "البندان 1 و2 من المادة 2 من قانون الجرائم الإلكترونية": "2(1) 2(2)",
    "البنود من 1 إلى 3 من المادة 12 من قانون الجرائم الإلكترونية": "12(1) 12(2) 12(3)",
    "الفقرتان الأولى والثانية من المادة 2 من قانون الجرائم الإلكترونية": "2(1) 2(2)",
    "المواد (2، 6، 8) من قانون الجرائم الإلكترونية": "2 6 8",
    "المواد من (6) إلى (8) من قانون الجرائم الإلكترونية": "6 7 7_bis 8",
    "المواد من السادسة إلى الثامنة من قانون الجرائم الإلكترونية": "6 7 7_bis 8",
    "تعريف خط السير في المادة 1 من قانون الجرائم الإلكترونية": "1_خط_السير",
    "المادة 30 من قانون الإثبات": "PROOF:30",
    "المادة 1 من مواد الإصدار من قانون الإثبات": "PROOF:decree_1",
    "المادة 44 الفقرة الأخيرة من قانون الجرائم الإلكترونية": "44_closing",
    # not certain, or not there: never another article
    "الفقرة الثانية من المادة 44 من قانون الجرائم الإلكترونية": "",
    "البند 6 من المادة 2 من قانون الجرائم الإلكترونية": "",
    "البند (7) من المادة (12) من قانون الجرائم الإلكترونية": "",
    "الفقرة 6، المادة 2، قانون الجرائم الإلكترونية": "",
    "الفقرة 6 من قانون الجرائم الإلكترونية": "",
    "المادة 2 من هذا القانون": "",
    "المادة 2": "",
    "المادة 12 الفقرة الأخيرة من قانون الجرائم الإلكترونية": "",
    "المادة 2-1 من قانون الجرائم الإلكترونية": "",
    "قانون العقوبات، المادة 2": "",
    "المادة 2 من مشروع قانون الجرائم الإلكترونية": "",
}


@pytest.mark.parametrize(("typed", "wanted"), ENGLISH.items())
def test_spellings_in_english(acts: Path, typed: str, wanted: str) -> None:
    assert meant(acts, typed, "PH") == wanted


@pytest.mark.parametrize(("typed", "wanted"), ARABIC.items())
def test_spellings_in_arabic(decrees: Path, typed: str, wanted: str) -> None:
    assert meant(decrees, typed, "CYBER") == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Section 22", "22"),
        ("22", "22"),
        ("s 14(1)", "14(1)"),
        ("ss 14-16", "14 14A 14B 15 16"),
        ("§ 202a", "202a"),
        ("Section 22 of this Act", "22"),
        ("المادة ٢٢ من هذا القانون", "22"),
        ("المادة ٢٢", "22"),
        ("Section 22 of the Penal Code", ""),
        ("Section 22 of the Code", ""),
        ("Section 22 of the bill", ""),
        ("Section 22 of Act No. 5", ""),
    ],
)
def test_the_only_law_need_not_be_named(folder: Path, typed: str, wanted: str) -> None:
    law(folder, "PH", "RA 10175", "Cybercrime Prevention Act of 2012", ("10175", "2012"), ACT)
    naming = Naming(loaded(folder))
    naming.known = {key: name for key, name in naming.known.items() if name.startswith("PH:")}
    names = naming.resolve_all(typed)
    assert " ".join(name.removeprefix("PH:") for name in names) == wanted
    naming.add_own("NEW")  # which may be meant as well
    assert naming.resolve_all(typed) == ()


@pytest.mark.parametrize(
    ("signs", "run", "wanted"),
    [
        ("i ii iii iv v vi vii viii ix x", "(ii)-(v)", "ii iii iv v"),
        ("h i j k", "(h)-(j)", "h i j"),
        ("1 2 3 9 10 11", "(2)-(10)", "2 3 9 10"),
        ("a b c aa ab", "(a)-(c)", ""),
        ("i ii iv", "(i)-(iv)", ""),
    ],
)
def test_runs_of_pieces_keep_to_their_row(folder: Path, signs: str, run: str, wanted: str) -> None:
    pieces = tuple(f"3({sign})" for sign in signs.split())
    law(folder, "PH", "RA 10175", "Cybercrime Act", ("10175", "2012"), ("3", *pieces))
    meant_pieces = meant(folder, f"Section 3{run} of RA 10175", "PH").split()
    assert meant_pieces == [f"3({sign})" for sign in wanted.split()]


@pytest.mark.parametrize(
    ("title", "typed", "wanted"),
    [
        ("Cybercrime Act No. 14 of 2018", "Section 4, Act 14/2018", "T:4"),
        ("Cybercrime Act No. 14 of 2018", "s 4 of the Cybercrime Act", "T:4"),
        ("Computer Misuse Act 1993", "s 4 of the Computer Misuse Act", "T:4"),
        (
            "المرسوم بقانون رقم (14) لسنة 2018 في شأن الآلات",
            "المادة 4 من المرسوم بقانون اتحادي رقم 14 لسنة 2018",
            "T:4",
        ),
        ("Act No. 7 of 2020 amending Act No. 14 of 2018", "s 4 of Act No. 7 of 2020", "T:4"),
        # the number of the law that it amends is not its own
        ("Act amending Act No. 14 of 2018", "s 4 of Act No. 14 of 2018", ""),
    ],
)
def test_a_law_without_number_has_the_one_in_its_title(
    folder: Path, title: str, typed: str, wanted: str
) -> None:
    law(folder, "T", title, title, ("1", "2010"), ("4",))
    text = (folder / "laws/T.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^(number|year): .*\n", "", text)
    (folder / "laws/T.yaml").write_text(text, encoding="utf-8")
    assert Naming(loaded(folder)).resolve(typed) == wanted


@pytest.mark.parametrize("before", ["Section ", "sec. ", "", "§ "])
@pytest.mark.parametrize("behind", [", RA 10175", " of Republic Act No. 10175"])
@pytest.mark.parametrize("number", ACT)
def test_no_spelling_is_another_article(acts: Path, number: str, before: str, behind: str) -> None:
    naming = Naming(loaded(acts))
    pieces = re.findall(r"\w+(?:-\w+)?", number)
    for sign in (".", "/", ""):
        typed = f"{before}{sign.join(pieces)}{behind}"
        assert naming.resolve(typed) in {f"PH:{number}", f"PH:{''.join(pieces)}", ""}, typed
    assert naming.resolve(f"{before}{number}{behind}") == f"PH:{number}"
    assert naming.resolve(f"{before}{'['.join(pieces)}{']' * (len(pieces) - 1)}{behind}") in {
        f"PH:{number}",
        "",
    }


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        (
            "Section 22",
            "provision-lawless",
            {"known": "Act 1/2010, Bill on Things, RA 10175, RA 9775"},
        ),
        ("Sec. 23, RA 10175", "provision-absent", {"article": "23", "known": "22, 41"}),
        ("s. 14AA, RA 10175", "provision-absent", {"article": "14AA", "known": "14A, 14B"}),
        ("par. 2 of s. 22, RA 10175", "provision-piece-absent", {"article": "22", "piece": "(2)"}),
        ("Sec. 14(3), RA 10175", "provision-piece-absent", {"article": "14", "known": "1"}),
        (
            "Sec. 4(a)(9), RA 10175",
            "provision-piece-absent",
            {"article": "4(a)", "piece": "(9)", "known": "1, 2, 3"},
        ),
        ("Sections 21 to 25 of RA 10175", "provision-absent", {"article": "23"}),
        (
            "s 14 of RA 10175 read with s 3 of the Evidence Act",
            "provision-law-unknown",
            {"nearest": ""},
        ),
        ("Section 22 of the Penal Code", "provision-law-unknown", {"nearest": ""}),
        (
            "Sec. 5, Cyber Crime Prevention Act",
            "provision-law-unknown",
            {"nearest": "RA 10175"},
        ),
        ("Sec. 22 of the Data Act", "provision-law-refused", {"cell": "Laws!F2"}),
        ("the same section", "provision-unresolved", {}),
        ("s 22(computer system)", "provision-unresolved", {}),
    ],
)
def test_why_a_citation_is_not_taken(acts: Path, typed: str, code: str, words: dict) -> None:
    case = loaded(acts)
    reasons = Reasons(case, Naming(case), "en", ", ")
    reasons.refuse_law(("Data Act",), "Laws!F2")
    assert not reasons.naming.resolve_all(typed)
    reason = reasons.why(typed)
    assert reason[0] == code and words.items() <= reason[1].items(), reason


def test_a_paragraph_that_is_absent_in_arabic(decrees: Path) -> None:
    case = loaded(decrees)
    reasons = Reasons(case, Naming(case), "ar", "، ")
    code, words = reasons.why("قانون الجرائم الإلكترونية المادة ١٢ فقرة (أ)")
    assert code == "provision-piece-absent"
    assert (words["article"], words["piece"], words["known"]) == ("12", "(أ)", "1، 2، 3")


def test_pieces_are_told_by_the_letters_of_the_text() -> None:
    case, _ = load_case(paths.sample("tilmara"))
    assert case is not None
    for language, known, piece in (("en", "a, b", "(ط)"), ("ar", "أ, ب", "(ط)")):
        code, words = Reasons(case, Naming(case, language), language, ", ").why(
            "المادة 4 (2) (ط) من القانون رقم 14 لسنة 2018"
        )
        assert (code, words["known"], words["piece"]) == ("provision-piece-absent", known, piece)


def test_a_refused_row_of_a_law_is_named_by_what_falls_with_it(folder: Path) -> None:
    form = Edited(export(folder, folder.parent / "form.xlsx"))
    row = form.add("laws", id="L9", title="Data Act", short="Data Act", kind="no kind at all")
    form.add("answers", element="2.take", grade="met", provision="Data Act, s. 3")
    problems = bring(folder, form.save()).merge.refused
    fallen = next(fault for fault in problems if fault.code == "provision-law-refused")
    assert str(row) in str(fallen.words["cell"])
    assert any(fault.at.cell == fallen.words["cell"] for fault in problems)


_WORDS_OF_PIECES = {
    "acts": (
        "PH",
        "RA 10175",
        (
            "paragraph {p} of section {a} of {law}",
            "par. {p}, sec. {a}, {law}",
            "{law}, s {a}, para {p}",
            "{law}, s {a}, para ({p})",
            "s {a} ({p}) {law}",
            "subsection ({p}) of section {a}, {law}",
            "item {p} of s {a} {law}",
            "section {a} paragraph ({p}) of {law}",
            "sub-paragraph ({p}) of paragraph {a} of {law}",
            "clause {p} of Section {a} of {law}",
            "{law} sec. {a} clause {p}",
            "paras {p} and {p} of section {a} of {law}",
            "section {a}, {law}, paragraph {p}",
            "{law} paragraph {p} section {a}",
            "{law}, paragraph {p}; section {a}",
        ),
    ),
    "decrees": (
        "CYBER",
        "قانون الجرائم الإلكترونية",
        (
            "الفقرة {p} من المادة {a} من {law}",
            "الفقرة ({p}) من المادة ({a}) من {law}",
            "البند {p} من المادة {a} {law}",
            "البند رقم {p} من المادة رقم {a} من {law}",
            "المادة {a} الفقرة {p} من {law}",
            "المادة {a} بند {p} من {law}",
            "{law}، المادة {a}، الفقرة {p}",
            "{law}، الفقرة {p}، المادة {a}",
            "م {a} ف {p} {law}",
            "{law} البند ({p}) المادة ({a})",
            "الفقرة {p} بالمادة {a} من {law}",
            "في الفقرة {p} من المادة {a} من {law}",
        ),
    ),
}


@pytest.mark.parametrize("laws", sorted(_WORDS_OF_PIECES))
def test_a_paragraph_is_never_read_as_an_article(laws: str, request: pytest.FixtureRequest) -> None:
    """Of each article, with each number of a paragraph, in each spelling: that paragraph alone, or nothing."""
    folder = request.getfixturevalue(laws)
    key, name, spellings = _WORDS_OF_PIECES[laws]
    naming = Naming(loaded(folder))
    articles = sorted({number for number in (ACT + DECREE) if number.isdigit()})
    read = 0
    for spelling in spellings:
        for article in articles:
            for piece in ("1", "2", "3", "6", "7", "12", "22", "44"):
                typed = spelling.format(a=article, p=piece, law=name)
                references = naming.resolve_all(typed)
                assert references in ((), (f"{key}:{article}({piece})",)), typed
                read += bool(references)
    assert read >= 20


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("المادة 1 من قانون الإثبات", "1"),
        ("قانون الإثبات، المادة 2", "2"),
        ("قانون الإثبات، المادة 1 من مواد الإصدار", "decree_1"),
        ("المادة الثانية من مواد إصدار قانون الإثبات", "decree_2"),
        ("PROOF, Art. 1 of the issuing decree", "decree_1"),
        ("Article 2 of the decree of promulgation of PROOF", "decree_2"),
        ("قانون الإثبات، المرسوم 1", "decree_1"),
        ("قانون الإثبات، المادة 3 من مواد الإصدار", ""),
        ("المادة 2 من قانون الجرائم الإلكترونية", ""),
    ],
)
def test_an_article_of_the_issuing_decree_is_told_from_one_of_the_law(
    folder: Path, typed: str, numbers: str
) -> None:
    title = "مرسوم بقانون اتحادي رقم (35) لسنة 2022 بإصدار قانون الإثبات"
    law(folder, "PROOF", "قانون الإثبات", title, ("35", "2022"), ("decree 1", "decree 2", "1", "2"))
    assert meant(folder, typed, "PROOF") == numbers


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_form_takes_the_name_that_it_offers_of_an_article_of_the_issuing_decree(
    folder: Path, language: str
) -> None:
    law(folder, "PROOF", "قانون الإثبات", "قانون", ("35", "2022"), ("decree 1", "decree 2", "1"))
    case = loaded(folder)
    names = names_of(case, language)
    for reference in ("PROOF:decree 1", "PROOF:1"):
        assert names[reference] != reference
        assert Naming(case, language).resolve(names[reference]) == reference
