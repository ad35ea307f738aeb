"""Damaged Arabic: mended where that is certain, told once, undone on demand; what may be right is never changed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from assess.base.problems import Location
from assess.cli import main
from assess.law.quotes.pieces import search
from assess.law.quotes.wording import wording_of
from assess.law.readers import SourceText, read_source
from assess.law.readers.arabic import is_arabic, mended
from assess.law.readers.arabic_words import LAM_ALEF_STEMS, LAM_ALEF_WORDS
from assess.law.readers.blocks import Block
from assess.law.readers.lamalef import LamAlef, counted, mended_text
from assess.load.labels import labels
from assess.model.lawtext import LawText, Unit

ROOT = Path(__file__).parents[1]
BOOK = ROOT.parent / "shared" / "corpora" / "books" / "are.jsonl.gz"
GOOD = [
    *sorted((ROOT / "checklists").rglob("ar.yaml")),
    *sorted((ROOT / "templates" / "labels").rglob("ar.yaml")),
    *sorted((ROOT / "samples").rglob("*.ar.*")),
]
#: Invented, with every alef beside a lam.
LAW = (
    "لا يجوز الاطلاع على الأسرار إلا بإذن، ولا تقل المدة عن ثلاثين يوما.",
    "على الإدارة إخطار الأفراد والآخرين خلال أسبوع، وفقا لأحكام هذا القانون وللأنظمة.",
    "تسري أحكام الاتصالات على اللائحة، ويحظر الإخلال بالالتزامات أو إعلان الصلاحيات.",
)


def turned(text: str, alefs: str = "اأإآ") -> str:
    """Do what a PDF does that writes the shape of lam and alef from its other side."""
    return re.sub(f"ل([{alefs}])", r"\1ل", text)


def read(tmp_path: Path, *lines: str, **how: object) -> SourceText:
    path = tmp_path / "law.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    source = read_source(path, **how)  # type: ignore[arg-type]
    assert set(source.doubts) <= set(labels("ar").doubts)
    return source


def lines(source: SourceText) -> list[str]:
    return [block.text for block in source.blocks]


def kinds(source: SourceText) -> dict[str, int]:
    return {mending.kind: mending.words for mending in source.mended}


# --- what is right stays ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", GOOD, ids=lambda path: str(path.relative_to(ROOT)))
def test_good_arabic_of_the_project_is_not_changed(path: Path) -> None:
    good = [line for line in path.read_text(encoding="utf-8").split("\n") if "→" not in line]
    blocks = tuple(Block(line) for line in good if not line.strip().startswith("arabic_"))
    assert mended(blocks) == (blocks, ())


WORDS = [
    word
    for path in GOOD
    for line in path.read_text(encoding="utf-8").split("\n")
    if not line.strip().startswith("arabic_")
    for word in re.findall(r"[\u0621-\u0652]+", line)
]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_good_words_are_not_changed_in_whatever_order(words: list[str]) -> None:
    text = " ".join(words)
    assert mended_text(text, LamAlef(counted((text,)))) == text


@pytest.mark.parametrize(
    "text",
    [
        "أ ب ج د ه و",  # labels of a list
        "شركة ذ م م في أ ب ج د",
        "أ - ب - ج - د",
        "استقبل ال نهيان وال مكتوم الوفد",  # a family, its sign left out
        "يعتد به من اجل اخلاء العين واحلال غيرها",  # hamza left out: أجل، إخلاء، إحلال
        "االموظف الذي يعمل لا يفصل لا ينقل لا يعاقب",  # one alef too many
        "المادة الثالثة: ثالثا، الطالب والمالك والعمال",
        "بلغ 1443هـ ـ الموافق 2022",
        "لسنة 2202",  # alone proves nothing
        "ال يجوز للطالب",  # لا or the article? nothing shows it
        "البند2 وحده",
        "لألعاب والألواح وإلغاء الإلزام وألا يلحق",
    ],
)
def test_what_may_be_right_is_left(tmp_path: Path, text: str) -> None:
    source = read(tmp_path, text)
    assert lines(source) == [text] and source.mended == ()


@pytest.mark.parametrize("language", ["fa", "ur", "en", "ku"])
def test_other_languages_are_left(tmp_path: Path, language: str) -> None:
    text = turned(LAW[1])
    assert lines(read(tmp_path, text, language=language)) == [text]
    assert not is_arabic("این قانون گفته و چاپ می‌شود") and is_arabic("هذا القانون", "ar-AE")


@pytest.mark.skipif(not BOOK.exists(), reason="the corpora are not part of the project")
def test_a_statute_book_is_hardly_changed() -> None:
    words, changed = 0, []
    with gzip.open(BOOK, "rt", encoding="utf-8") as book:
        for _, line in zip(range(300), book):
            blocks = [Block(text) for text in json.loads(line)["text"].split("\n")]
            words += sum(counted(block.text for block in blocks).values())
            changed += mended(blocks)[1]
    # signs apart and shapes of letters are damage that is really there
    assert words > 500_000 and sum(mending.words for mending in changed) <= 2
    assert {mending.kind for mending in changed} <= {"arabic_signs", "arabic_forms"}


# --- each kind of damage ---------------------------------------------------------------------------------------------


def test_lam_alef_is_put_right_everywhere(tmp_path: Path) -> None:
    source = read(tmp_path, *map(turned, LAW))
    assert lines(source) == list(LAW)
    damaged = sum(turned(word) != word for line in LAW for word in line.split())
    assert kinds(source) == {"arabic_lam_alef": damaged}
    assert source.doubts == ("arabic_lam_alef",)


def test_lam_alef_with_hamza_alone_is_put_right(tmp_path: Path) -> None:
    source = read(tmp_path, *(turned(line, "أإآ") for line in LAW))
    assert lines(source) == list(LAW)


def test_every_stem_is_put_right_and_no_stem_is_another_one() -> None:
    state = LamAlef(counted(()), always=True)
    for word in LAM_ALEF_STEMS | LAM_ALEF_WORDS:
        assert turned(word) != word and turned(word) not in LAM_ALEF_STEMS | LAM_ALEF_WORDS
        assert mended_text(turned(word), state) == word


def test_words_that_two_words_share_are_told_and_left(tmp_path: Path) -> None:
    source = read(tmp_path, *map(turned, LAW), "ثالثة أشهر، ال سيما الطالب", "ال يجوز وال بأس")
    assert lines(source)[3:] == ["ثالثة أشهر، ال سيما الطالب", "لا يجوز وال بأس"]
    assert kinds(source)["arabic_left"] == 4


def test_no_article_is_made_of_a_negation(tmp_path: Path) -> None:
    extra = ("ال عقوبة عليه", "العقوبة", "ال جريمة", "الجريمة", "ال غرامة", "الغرامة")
    assert lines(read(tmp_path, *map(turned, LAW), *extra))[3:] == list(extra)


@pytest.mark.parametrize(
    "damaged, sound, kind",
    [
        ("ﺍﻟﻤﺎﺩﺓ ﻻ ﺗﺴﺮﻱ", "المادة لا تسري", "arabic_forms"),
        ("قرارا ً نهائيا", "قراراً نهائيا", "arabic_signs"),
        ("الممـ ـادة", "الممــادة", "arabic_signs"),
        ("ا ل م ا د ة 3", "المادة 3", "arabic_parted"),
        ("الم ادة 3", "المادة 3", "arabic_parted"),
        ("وعىل املادة والسبب", "وعلى المادة والسبب", "arabic_shapes"),
        ("عبد هللا", "عبد الله", "arabic_shapes"),
        ("املــادة (٣)", "المــادة (٣)", "arabic_shapes"),
        ("قال اإلنسان", "قال الإنسان", "arabic_lam_alef"),
        ("املُستَفيدُ", "المُستَفيدُ", "arabic_shapes"),  # no sign is lost
        ("اإلِنســـانُ", "الإِنســـانُ", "arabic_lam_alef"),
    ],
)
def test_what_is_no_word_is_mended_in_any_file(
    tmp_path: Path, damaged: str, sound: str, kind: str
) -> None:
    source = read(tmp_path, damaged)
    assert lines(source) == [sound] and source.doubts == (kind,)
    assert lines(read(tmp_path, damaged, as_extracted=True)) == [damaged]


@pytest.mark.parametrize(
    "damaged, sound, kind",
    [
        (
            "احلكومة تنشر يف اجلريدة ما تقرر احملكمة",
            "الحكومة تنشر في الجريدة ما تقرر المحكمة",
            "arabic_shapes",
        ),
        (
            "ال محكمة وال مدعي في ال قضية: المحكمة، والمدعي، القضية",
            "المحكمة والمدعي في القضية: المحكمة، والمدعي، القضية",
            "arabic_parted",
        ),
        ("قانون رقم5 لسنة2020 المادة3", "قانون رقم 5 لسنة 2020 المادة 3", "arabic_glued"),
        (
            "لسنة ٧٢٠٢ ولسنة ٦٢٠٢، لسنة ٥٢٠٢، سنة ٤٢٠٢",
            "لسنة ٢٠٢٧ ولسنة ٢٠٢٦، لسنة ٢٠٢٥، سنة ٢٠٢٤",
            "arabic_years",
        ),
    ],
)
def test_what_a_whole_file_proves_is_mended(
    tmp_path: Path, damaged: str, sound: str, kind: str
) -> None:
    source = read(tmp_path, damaged)
    assert lines(source) == [sound] and source.doubts == (kind,)


@pytest.mark.parametrize("label", ["املادة 1", "الم ادة 1", "املــادة (1)", "ا ل م ا د ة 1"])
def test_damaged_articles_are_articles(label: str, tmp_path: Path) -> None:
    from assess.law.structure.units import structured

    source = read(tmp_path, label, "لكل إنسان حق.", label.replace("1", "2"), "تم.")
    text = structured(source, "L", "ar", "copy")
    assert [unit.id for unit in text.units if unit.kind == "article"] == ["1", "2"]


# --- told, noted, undone ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_text_says_what_was_mended(tmp_path: Path, lang: str) -> None:
    run = CliRunner()
    (tmp_path / "case").mkdir()
    head = "id: case\ncountry: X\niso: XTM\ninstrument: budapest\nchecklist: 1.0.0\nlanguage: en\n"
    (tmp_path / "case/case.yaml").write_text(
        head + "title: t\nstage: draft\nassessed_by: A\n", encoding="utf-8"
    )
    (tmp_path / "case/sources.yaml").write_text(
        "sources:\n- key: G\n  grade: A\n  address: Gazette\n  holds: The law.\n", encoding="utf-8"
    )
    body = "\n\n".join((f"المادة {number}\n\n{turned(line)}" for number, line in enumerate(LAW, 1)))
    law = tmp_path / "law.txt"
    law.write_text(body, encoding="utf-8")
    words = ["law", "add", str(tmp_path / "case"), str(law), "--id", "L", "--title", "ق"]
    words += ["--source", "G", "--yes", "--lang", lang]
    done = run.invoke(main, words)
    assert done.exit_code == 0, done.output
    assert done.output.count("--as-extracted") == 1
    kept = (tmp_path / "case/texts/L.ar.yaml").read_text(encoding="utf-8")
    assert "--as-extracted" in kept.split("units:")[0] and LAW[0] in kept
    run.invoke(main, [*words, "--replace", "--as-extracted"])
    kept = (tmp_path / "case/texts/L.ar.yaml").read_text(encoding="utf-8")
    assert "--as-extracted" not in kept and turned(LAW[0]) in kept


# --- quotations ------------------------------------------------------------------------------------------------------


def steps(law: str, quote: str) -> tuple[str, ...] | None:
    """Return the steps by which a quotation is found in an article, None where it is not."""
    at = Location("x.yaml", 1)
    units = [Unit(str(n), "article", at, wording=line) for n, line in enumerate(law.split("\n"))]
    text = LawText("L", "ar", "official", tuple(units), at)
    hits = search(wording_of(text), quote).hits
    return hits[0].steps if hits else None


@pytest.mark.parametrize("line", LAW)
def test_a_quotation_of_the_damaged_file_is_found_in_the_law_and_the_other_way(line: str) -> None:
    assert steps(line, line) == ()
    assert steps(line, turned(line)) == ("lam_alef",)
    assert steps("\n".join(map(turned, LAW)), line) == ("lam_alef",)
    assert steps(turned(line), turned(line)) == ()


@pytest.mark.parametrize(
    "law, quote",
    [
        ("ولا يجوز إلا للإنسان ذلك", "ولا يجوز ألا للإنسان ذلك"),
        ("ولا يجوز إلا للإنسان ذلك", "وال يجوز إال لإلنسان هذا"),
        ("ولا يجوز ألا للإنسان ذلك", "وال يجوز إال لإلنسان ذلك"),
        ("يعاقب لا حق الإنسان بذلك", "يعاقب الحق اإلنسان بذلك"),
        ("مدة ثلاثة أشهر للإنسان", "مدة ثالثة أشهر لإلنسان"),  # three, third
        ("مدة ثالثة أشهر للإنسان", "مدة ثلاثة أشهر للإنسان"),
        ("لا يجوز دخول النظام", "ال يجوز دخول النظام"),  # nothing shows that it is damaged
        ("يجوز دخول نظام الإنسان", "ال يجوز دخول نظام اإلنسان"),
        ("يعفى لاحق الإنسان بذلك", "يعفى الحق اإلنسان بذلك"),
    ],
)
def test_another_word_is_never_taken_for_a_damaged_one(law: str, quote: str) -> None:
    assert steps(law, quote) is None
