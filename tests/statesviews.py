"""Invented comparisons of States, made without any case: what the tests of page, Word and Excel lay out."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from assess.answers import ArticleAnswer, ElementAnswer, Reason
from assess.base.problems import Location
from assess.base.text import Text
from assess.load.labels import labels
from assess.model.instrument import Article, Element
from assess.speak.page import Page
from assess.speak.values import Rated, Reported, Stated
from assess.speak.words import REPORTED as REPORTED_SORTS
from assess.speak.words import Words
from assess.states.types import (
    ArticleView,
    AssessedCell,
    AssessedElement,
    CellMark,
    ChangeView,
    DominanceView,
    DutyView,
    GroupView,
    NamedElement,
    PartView,
    ProvisionView,
    ReportedCell,
    SpreadView,
    StatesView,
    StateView,
    TierView,
    WroteView,
    YearView,
    different,
)
from assess.states.view import legend

RATINGS = (
    ("C", "C"),
    ("LC", "LC"),
    ("PC", "PC"),
    ("NC", "NC"),
    ("PC", "C"),
    ("NC", "PC"),
    None,
    (),
)
GRADES = (
    "met",
    "met_otherwise",
    "partly",
    "not_met",
    "contrary",
    "not_found",
    "not_assessed",
    "source_not_obtained",
    "not_applicable",
    "reserved",
    "draft_only",
    "not_in_force",
    "repealed",
)
FULL = (
    ("JOR@2012-01-01", "Jordan, 1 January 2012", "JOR"),
    ("JOR@2016-01-01", "Jordan, 1 January 2016", "JOR"),
    ("JOR@2024-01-01", "Jordan, 1 January 2024", "JOR"),
    ("TIL", "Tilmara", ""),
    ("ARB", "دولة مخترعة", ""),
    ("NAU", "Nauru", "NRU"),
)
REPORTED = (
    ("ALB", "Albania"),
    ("BHR", "Bahrain"),
    ("BRA", "Brazil"),
    ("CPV", "Cabo Verde"),
    ("EGY", "Egypt"),
    ("GHA", "Ghana"),
    ("IDN", "Indonesia"),
    ("KEN", "Kenya"),
    ("MUS", "Mauritius"),
    ("QAT", "Qatar"),
    ("STP", "São Tomé and Príncipe"),
    ("GBR", "United Kingdom of Great Britain and Northern Ireland"),
)
HEADINGS = (
    "Definitions",
    "Illegal access",
    "Illegal interception",
    "Data interference",
    "System interference",
    "Misuse of devices",
    "Expedited preservation of stored computer data and of traffic data, with partial "
    "disclosure to the authority that is competent",
    "Search and seizure",
    "Conditions and safeguards",
    "Jurisdiction",
    "Extradition",
    "24/7 network",
)
PARTS = (
    PartView(
        "substance",
        "Substance and a long title that needs two lines where the column is narrow",
        False,
    ),
    PartView("safeguards", "Conditions and safeguards", True),
    PartView("abroad", "Co-operation", False),
)
LONG = (
    "The provision covers systems of the State alone and leaves out those of enterprises and of persons; "
    * 6
)
ARABIC = (
    "يعاقب بالحبس كل من دخل قصدا الى الشبكة المعلوماتية دون تصريح، المادة 3(أ) من القانون 27/2015"
)
HOSTILE = (
    "<script>window.broken=1</script>",
    "</script><script>window.broken=1</script>",
    '=HYPERLINK("x")',
    "<img src=x onerror=window.broken=1>",
    "a\u2028b\u2029c",
    "“quoted” & 'single' \"double\" {{ 7*7 }} {% x %}",
)


def states_view(
    assessed: int = 6,
    reported: int = 12,
    articles: int = 12,
    *,
    elements: int = 4,
    language: str = "en",
    hostile: bool = False,
    seed: int = 1,
    **changes: object,
) -> Page:
    """Return a comparison with this many columns, articles, and elements an article; the same for the same seed.

    `changes` take the place of its fields.
    """
    view = _Made(assessed, reported, articles, elements, hostile, seed).view()
    return Page(replace(view, **changes), Words(labels(language), language))


def changed(page: Page, **changes: object) -> Page:
    """Return a comparison with other fields."""
    return Page(replace(page._value, **changes), page._words)


def _article(article: ArticleView) -> Article:
    return Article(
        article=article.number,
        part=article.part,
        heading=Text.of(article.heading),
        core=article.core,
        duty=Text(),
        leaves_open=(),
        pitfalls=(),
        drafting=(),
        elements=(),
        place=Location(""),
    )


def _answer(element: Element, state: str, note: str) -> ElementAnswer:
    return ElementAnswer(
        asked=element,
        state=state,
        worst=state,
        best=state,
        floor_key="",
        cited=(),
        remarks=(Text.of(note),) if note else (),
        search=None,
        reservation=Text(),
        decisions=(),
        unread=(),
        decides=False,
        comments=(),
    )


class _Made:
    def __init__(self, assessed, reported, articles, elements, hostile, seed):
        self.hostile, self.rand, self.elements = hostile, random.Random(seed), elements
        self.full = [*FULL, *((f"X{n:03}", f"Invented State {n}", "") for n in range(200))][
            :assessed
        ]
        self.told = [*REPORTED, *((f"Y{n:03}", f"Reported State {n}") for n in range(200))][
            :reported
        ]
        self.articles = tuple(
            ArticleView(
                str(n + 1),
                HEADINGS[n % len(HEADINGS)] + ("" if n < 12 else f" {n}"),
                PARTS[1 if n % 12 == 8 else 0 if n < articles * 2 / 3 else 2].id,
                n % 3 != 2,
            )
            for n in range(articles)
        )

    def text(self, said: str) -> str:
        return f"{said} {self.rand.choice(HOSTILE)}" if self.hostile else said

    def grade(self) -> Stated:
        return Stated(self.rand.choice(GRADES))

    def element(self, article: ArticleView, number: int, weight: str, text: str = "") -> Element:
        """Return an element whose shortfall is a text."""
        last = number == self.elements - 1
        return Element(
            id=f"{article.number}.e{number}",
            source=article.number,
            asks=Text.of("Is it so?"),
            kind="conduct",
            level="may" if last else "shall",
            criteria={},
            evidence=(),
            place=Location(""),
            name=Text.of(self.name(number)),
            shortfall=Text.of(text),
            weight=weight or None,
            party_act=last and article.number == "1",
        )

    def provision(self, key: str, reported: bool = False) -> ProvisionView:
        pick = self.rand.random()
        missing = (
            ""
            if reported or pick < 0.4
            else self.text("Only systems of the State." if pick < 0.9 else LONG)
        )
        quote = (
            ""
            if reported or pick < 0.5
            else self.text(ARABIC if key == "ARB" else "Whoever enters a system …")
        )
        law = "Law 27/2015" if key != "ARB" else "قانون الجرائم الإلكترونية"
        note = (
            self.text("The source says: partial. Joined by the name of the offence.")
            if reported
            else ""
        )
        source = (
            "https://example.org/law?id=1&lang=<en> (grade B)"
            if pick < 0.8
            else "Official Gazette 5343, p. 5631"
        )
        return ProvisionView(
            law,
            f"Art. {self.rand.randint(1, 40)}(a)",
            None if reported else self.grade(),
            "no longer in force" if pick > 0.9 else "",
            missing,
            quote,
            note,
            (source,),
            "low, not checked" if reported else self.rand.choice(("high", "medium")),
        )

    def cell(self, key: str, article: ArticleView) -> AssessedCell:
        rows = []
        for number in range(self.elements):
            element = self.element(article, number, "lead" if number == 0 else "")
            mark = self.grade()
            provisions = tuple(self.provision(key) for _ in range(self.rand.randint(0, 2)))
            note = self.text("A note of the assessor.") if self.rand.random() < 0.2 else ""
            rows.append(AssessedElement(_answer(element, mark.key, note), provisions))
        bounds = self.rand.choice(RATINGS)
        known = self.rand.randint(1, max(1, self.elements - 1))
        reasons = []
        for number in range(min(2, self.elements)):
            text = self.text("Nobody is punished for it.")
            reasons.append(
                Reason(self.element(article, number, "", text), "not_met", False, Text())
            )
        answer = ArticleAnswer(
            asked=_article(article),
            bounds=bounds,
            rule_bounds=bounds,
            override_by="A. Assessor" if self.hostile else "",
            override_reason=Text.of(self.text("What the article is about is missing.")),
            mean=None,
            known=known,
            counted=max(1, self.elements - 1),
            taken_out=0,
            met=1,
            reasons=tuple(reasons),
        )
        return AssessedCell(answer, tuple(rows))

    def name(self, number: int) -> str:
        """Return the short name of an element."""
        return self.text(
            ("access by any technical means", "without right")[number % 2] + f" {number}"
        )

    def told_cell(self, key: str) -> ReportedCell:
        sort = self.rand.choices(tuple(REPORTED_SORTS), (1, 4, 1, 1, 5))[0]
        few = self.rand.randint(1, 3) if sort != "nothing_seen" else 0
        named = tuple(self.provision(key, True) for _ in range(few))
        note = (
            self.text("Verdict of the source, as taken down: full.")
            if sort == "reported_verdict"
            else ""
        )
        return ReportedCell(Reported(sort), note, named)

    def state(self, at: int, key: str, name: str, iso: str) -> StateView:
        cells = tuple(self.cell(key, one) for one in self.articles)
        known, counted = sum(c.known for c in cells), sum(c.counted for c in cells)
        thin = at == 5
        groups = ("asia", "las") if iso == "JOR" else ("lone",) if iso else ()
        return StateView(
            key,
            self.text(name),
            iso,
            False,
            key.partition("@")[2] or "24 November 2026",
            "Cybercrime Bill 2025" if at == 2 else "",
            "Draft",
            groups,
            "Invited to accede (not checked)" if iso else "no treaty status known",
            ("own knowledge",) if iso else (),
            known,
            counted,
            "Too little known for a figure" if thin else "41 % to 55 %",
            "–" if thin else str(at % 3 + 1),
            "60 of 100 elements known, and 80 % are needed" if thin else "",
            "–" if thin else f"{at + 1}–{at + 2}",
            f"{at:064x}",
            cells,
            "first look" if at == 4 else "full",
            "indicative" if at == 4 else "",
            (NamedElement("1.e1", self.name(1), self.text("No declaration is on file.")),)
            if at == 3
            else (),
        )

    def told_state(self, at: int, key: str, name: str) -> StateView:
        cells = tuple(self.told_cell(key) for _ in self.articles)
        return StateView(
            key,
            self.text(name),
            key if len(key) == 3 else "",
            True,
            "2015–2017",
            "",
            "",
            ("europe",) if at % 2 else ("asia",),
            "Party since 1 July 2004",
            ("https://example.org/s",),
            0,
            0,
            "",
            "–",
            "",
            "–",
            "",
            cells,
        )

    def spread(self, name: str, marks: list[CellMark], note: str = "") -> SpreadView:
        out = sum(one.key == "out" for one in marks)
        counted = {one.key: (one, 0) for one in marks if one.key != "out"}
        for one in marks:
            if one.key != "out":
                counted[one.key] = (one, counted[one.key][1] + 1)
        order = [one.key for one in legend()]
        return SpreadView(
            name,
            tuple(sorted(counted.values(), key=lambda two: order.index(two[0].key))),
            len(marks) - out,
            out,
            note,
        )

    def view(self) -> StatesView:
        full = tuple(self.state(at, *one) for at, one in enumerate(self.full))
        told = tuple(self.told_state(at, *one) for at, one in enumerate(self.told))
        both = (*full, *told)
        groups = tuple(
            GroupView(
                id,
                name,
                kind,
                "the library, as of 2026",
                tuple(one.key for one in both if id in one.groups),
            )
            for id, name, kind in (
                ("asia", "Western Asia", "region"),
                ("europe", "Europe", "region"),
                ("lone", "Small islands", "region"),
                ("las", "League of Arab States", "organisation"),
                ("nobody", "African Union", "organisation"),
            )
        )
        made = StatesView(
            self.text("States compared: Convention on Cybercrime"),
            "Convention on Cybercrime",
            (("Checklist version", "1.0.0"), ("Seed", "1"), ("Hash", "ab" * 32)),
            "An assessment of legal text, not a finding of compliance.",
            "lexgap 0.1.0",
            ("States are compared on their own days.", "10000 draws, seed 1."),
            (self.text("Left out: Utopia."),),
            both,
            PARTS,
            self.articles,
            legend(),
            groups,
            (),
            (),
            (),
            (),
            self._duties(full),
            self._years(full),
            date(2015, 1, 1) if full else None,
            (),
            ("weighted mean", "geometric mean", "weakest part"),
            self._tiers(full),
            (),
            "Only direct pairs are listed.",
            (),
        )
        return replace(
            made,
            **self._tables(full, told, groups),
            asks=self._asks(),
            names=tuple(
                (f"{one.number}.e{n}", self.name(n))
                for one in self.articles
                for n in range(self.elements)
            ),
            not_compared=tuple(one.name for one in full[:1]),
        )

    def _asks(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (
                f"{one.number}.e{n}",
                self.text("Does the law punish access to a system without right?"),
            )
            for one in self.articles
            for n in range(self.elements)
        )

    def _tables(self, full, told, groups) -> dict:
        parts = tuple(
            self.spread(
                one.title,
                [
                    cell.mark
                    for state in full
                    for cell, article in zip(state.cells, self.articles)
                    if article.part == one.id
                ],
            )
            for one in PARTS
        )
        return {
            "by_article": tuple(
                self.spread(one.number, [s.cells[at].mark for s in full])
                for at, one in enumerate(self.articles)
            )
            if full
            else (),
            "by_part": parts if full else (),
            "by_group": tuple(
                replace(
                    self.spread(
                        one.name,
                        [c.mark for s in full if one.id in s.groups for c in s.cells],
                        "" if one.members else "no member is here",
                    ),
                    states=different(s.key for s in full if one.id in s.groups),
                )
                for one in groups
            ),
            "reported_by_article": tuple(
                self.spread(one.number, [s.cells[at].mark for s in told])
                for at, one in enumerate(self.articles)
            )
            if told
            else (),
            "changes": tuple(
                ChangeView(
                    s.name,
                    self.articles[0].number,
                    Rated("NC", "NC"),
                    Rated("PC", "C"),
                    self.text("Law 27/2015 entered into force."),
                )
                for s in full[:2]
            ),
            "dominance": tuple(
                DominanceView(a.name, b.name, 10, 4) for a, b in zip(full, full[1:4])
            ),
            "wrote": tuple(
                (
                    one.number,
                    tuple(
                        self._wrote(s, at)
                        for s in (*full, *told)
                        if s.cells[at].provisions or any(e.provisions for e in s.cells[at].elements)
                    ),
                )
                for at, one in enumerate(self.articles)
            ),
        }

    def _wrote(self, state: StateView, at: int) -> WroteView:
        cell = state.cells[at]
        named = cell.provisions or tuple(
            one for element in cell.elements for one in element.provisions
        )
        lacks = (
            ()
            if state.reported
            else (
                NamedElement(
                    f"{self.articles[at].number}.e1",
                    self.name(1),
                    self.text("partly met. Only systems of the State"),
                ),
            )
        )
        return WroteView(state.key, state.name, cell.mark, state.reported, named, lacks)

    def _duties(self, full) -> tuple[DutyView, ...]:
        names = tuple(one.name for one in full)
        return (
            tuple(
                DutyView(
                    f"{one.number}.e1",
                    self.name(1),
                    one.number,
                    self.text("Is access without right punished?"),
                    len(full) - 1,
                    1,
                    1,
                    len(full) + 2,
                    names,
                    1,
                )
                for one in self.articles[:8]
            )
            if full
            else ()
        )

    def _years(self, full) -> tuple[YearView, ...]:
        rate, total = Rated, 12 * len(full)
        return (
            tuple(
                YearView(
                    str(2010 + n),
                    (
                        (rate("C", "C"), n),
                        (rate("LC", "LC"), n),
                        (rate("PC", "PC"), 5),
                        (rate("NC", "NC"), total - 2 * n - 8),
                        (rate("PC", "C"), 3),
                    ),
                    total,
                    f"{n} % to {n + 3} %",
                    max(1, len(full) - n // 2),
                )
                for n in range(10)
            )
            if full
            else ()
        )

    def _tiers(self, full) -> tuple[TierView, ...]:
        return tuple(
            TierView(
                s.key,
                s.name,
                s.tier,
                s.ranks,
                () if s.tier == "–" else (s.ranks,) * 3,
                "–" if s.tier == "–" else "0.41–0.55",
                f"{s.known} of {s.counted}",
                s.tier_note,
                *((0, 0) if s.tier == "–" else (at + 1, at + 2)),
            )
            for at, s in enumerate(full)
        )
