"""From `lexgap new` to a rated article and its reports with commands and a form alone: nothing is written by hand."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from forms import Edited, loaded, run

#: An invented act, written as acts of the Philippines are: chapters, “Section 1.” before its heading, lists (a), (1).
SECTIONS = """Republic Act No. 99001

AN ACT ON THE SAFETY OF COMPUTING MACHINES, AND FOR OTHER PURPOSES

CHAPTER I
PRELIMINARY PROVISIONS

Section 1. Title. — This Act shall be known as the "Safe Machines Act".

Section 2. Policy. — It is the policy of the State that machines serve the people who own them.

Section 3. Definition of Terms. — For purposes of this Act:

(a) Machine refers to any device, alone or joined to others, one or more of which handles data by itself under a program;

(b) Data refers to whatever is written in a form that a machine can handle; and

(c) Carrier refers to whoever lets others exchange messages by means of a machine.

CHAPTER II
PUNISHABLE ACTS

Section 4. Entry Offenses. — The following acts are punishable under this Act:

(a) Offenses against machines:

(1) Entry. – Going into the whole or any part of a machine, on purpose and without right.

(2) Listening. – Catching, on purpose and without right and by technical means, data that pass privately between machines.

(b) Offenses by machines:

(1) False data. – Writing data into a machine so that they be taken for true.

Section 5. Other Offenses. — Whoever wilfully helps in an act that Section 4 names is punished as well.

Section 6. Attempt. — An attempt at an act that Section 4 names is punishable.

CHAPTER III
PENALTIES

Section 7. Penalties. — Any person found guilty of an act that Section 4(a) names shall be punished with prision correccional or a fine of at least fifty thousand pesos (PhP50,000.00), or both.

Section 8. Liability of Juridical Persons. — The juridical person for whose benefit the act was done shall be held liable for a fine.

CHAPTER IV
ENFORCEMENT

Section 9. Preservation. — A carrier shall keep data for six (6) months from the day on which it was ordered to.

Section 10. Disclosure. — Upon a warrant, a carrier shall hand over what it keeps within seventy-two (72) hours.

Section 11. Separability Clause. — If any provision of this Act is held invalid, the others stay in force.

Section 12. Effectivity. — This Act shall take effect fifteen (15) days after its publication.
"""

#: An invented decree-law, written as those of Gulf States are: «المادة (١)» on its own line, its heading, then lists.
ARTICLES = """مرسوم بقانون اتحادي رقم (99) لسنة 2031
في شأن سلامة الآلات الحاسبة

المادة (1)
التعريفات

في تطبيق أحكام هذا المرسوم بقانون، تكون للكلمات الآتية المعاني المبينة قرين كل منها:

الآلة: كل جهاز، منفردا أو متصلا بغيره، يعالج البيانات آليا تنفيذا لبرنامج.

البيانات: كل ما كُتب في صورة تصلح لأن تعالجها آلة.

المادة (2)
الدخول

1. يعاقب بالحبس مدة لا تقل عن سنة كل من دخل عمدا ودون وجه حق إلى آلة أو إلى أي جزء منها.

2. وتكون العقوبة السجن إذا ترتب على الدخول أي مما يأتي:

أ. إتلاف بيانات أو محوها.

ب. تعطيل آلة من آلات الدولة.

المادة (3)
التنصت

يعاقب بالغرامة كل من التقط دون وجه حق بيانات تمر بين آلتين ولم تكن موجهة إليه.

المادة (4)
الإتلاف

يعاقب بالحبس كل من محا بيانات لغيره دون رضاه.

المادة (5)
الشروع

يعاقب على الشروع في الجرائم المنصوص عليها في هذا المرسوم بقانون بنصف العقوبة المقررة للجريمة التامة.

المادة (6)
المساهمة

يعاقب بعقوبة الفاعل كل من ساعد غيره عمدا على ارتكاب جريمة من هذه الجرائم.

المادة (7)
مسؤولية الشخص الاعتباري

يعاقب الشخص الاعتباري بغرامة إذا ارتُكبت الجريمة لحسابه.

المادة (8)
حفظ البيانات

يلتزم مقدم الخدمة بحفظ البيانات مدة تسعين يوما من تاريخ الأمر.

المادة (9)
التفتيش

يجوز لمأمور الضبط، بإذن من النيابة، تفتيش الآلة وضبط ما فيها.

المادة (10)
المصادرة

تحكم المحكمة بمصادرة الآلات التي استُعملت في الجريمة.

المادة (11)
الإلغاءات

يُلغى كل حكم يخالف أحكام هذا المرسوم بقانون.

المادة (12)
النشر والعمل به

يُنشر هذا المرسوم بقانون في الجريدة الرسمية، ويُعمل به من اليوم التالي لتاريخ نشره.
"""

ANSWERS = {
    "en": {
        "words": SECTIONS,
        "state": "PHL",
        "by": "A. Drafter",
        "law": "PH-99001",
        "address": "Official Gazette, no. 1: supplement",
        "holds": "The act as published.",
        "title": "Safe Machines Act",
        "grade": "met",
        "citation": "PH-99001:4(a)(1)",
        "quote": "Going into the whole or any part of a machine, on purpose and without right",
        "last": "12",
    },
    "ar": {
        "words": ARTICLES,
        "state": "ARE",
        "by": "أ. الكاتب",
        "law": "AE-99",
        "address": "الجريدة الرسمية، العدد 1: ملحق",
        "holds": "المرسوم بقانون كما نُشر.",
        "title": "قانون سلامة الآلات",
        "grade": "مستوفى",
        "citation": "AE-99:2(1)",
        "quote": "كل من دخل عمدا ودون وجه حق إلى آلة أو إلى أي جزء منها",
        "last": "12",
    },
}


def begun(root: Path, language: str) -> None:
    """Make a case, say where its law was read, and have the law read from its file."""
    own = ANSWERS[language]
    file = root.with_name("act.txt")
    file.write_text(own["words"], encoding="utf-8")
    run("new", root, "--state", own["state"], "--by", own["by"], "--depth", "first-look",
        "--languages", language)  # fmt: skip
    run("source", root, "OG", "--grade", "A", "--address", own["address"], "--holds", own["holds"])
    run("law", "add", root, file, "--id", own["law"], "--title", own["title"], "--source", "OG",
        "--in-force", "2031-02-01", "--yes")  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_nothing_to_a_rated_article_without_writing_yaml(
    tmp_path: Path, language: str
) -> None:
    root, own = tmp_path / "mine", ANSWERS[language]
    begun(root, language)
    form = tmp_path / "form.xlsx"
    run("workbook", "export", root, "-o", form)
    filled = Edited(form, language)
    filled.set("answers", "2.offence#1", grade=own["grade"], provision=own["citation"],
               quote=own["quote"])  # fmt: skip
    done = run("workbook", "import", root, filled.save(), "--by", own["by"], "--yes")
    assert "refused.yaml" not in done.output
    case = loaded(root)
    (text,) = case.texts
    articles = [unit.id for unit in text.units if unit.kind == "article"]
    assert articles == [str(number) for number in range(1, int(own["last"]) + 1)]
    (answer,) = [finding for finding in case.findings if finding.element == "2.offence"]
    (citation,) = answer.citations
    assert citation.provision == (own["citation"],)
    assert citation.sources == ("OG",)
    assert "OG" in {source.key for source in case.sources}
    run("quotes", root, "--strict")
    rows = csv.DictReader(
        io.StringIO(run("rate", root, "--csv", "--lang", "en", "--as-of", "2031-03-01").stdout)
    )
    rated = {row["article"]: row["rating"] for row in rows}
    assert rated["2"] != "–" and rated["3"] == "–"
    out = tmp_path / "reports"
    run("report", root, "--output", out, "--as-of", "2031-03-01")
    assert {path.suffix for path in out.iterdir()} >= {".docx", ".xlsx"}


PARTICULARS = ("--grade", "C", "--address", "Weekly: p. 3", "--holds", "A report.")


def test_a_source_goes_to_the_end_and_all_else_stays(folder: Path) -> None:
    path = folder / "sources.yaml"
    path.write_text(f"# where it was read\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    before, keys = path.read_text(encoding="utf-8"), [one.key for one in loaded(folder).sources]
    run("source", folder, "WEEKLY", *PARTICULARS)
    assert path.read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    new = loaded(folder).sources[-1]
    assert [one.key for one in loaded(folder).sources] == [*keys, "WEEKLY"]
    assert (new.grade, str(new.address), str(new.holds)) == ("C", "Weekly: p. 3", "A report.")


def test_a_source_makes_its_file_where_there_is_none(tmp_path: Path) -> None:
    root = tmp_path / "mine"
    run("new", root, "--state", "KEN", "--by", "A. B.", "--depth", "first-look",
        "--languages", "en")  # fmt: skip
    (root / "sources.yaml").unlink()
    run("source", root, "WEEKLY", *PARTICULARS)
    assert [one.key for one in loaded(root).sources] == ["WEEKLY"]


@pytest.mark.parametrize(
    "words, code, wanted",
    [
        (("GAZ", *PARTICULARS), 1, "duplicate-id"),
        (("WEEKLY", "--grade", "A"), 2, "--address"),
        (("a, b", *PARTICULARS), 2, "letters, digits"),
    ],
)
def test_a_source_that_cannot_be_is_told_and_nothing_is_written(
    folder: Path, words: tuple[str, ...], code: int, wanted: str
) -> None:
    before = (folder / "sources.yaml").read_bytes()
    done = run("source", folder, *words, code=code)
    problems = getattr(done.exception, "problems", ())
    assert wanted in done.output or wanted in {problem.code for problem in problems}
    assert (folder / "sources.yaml").read_bytes() == before
