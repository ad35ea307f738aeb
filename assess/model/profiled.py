"""What published sources report about a State: provisions article by article, and treaties; never an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assess.base.problems import Location
from assess.base.text import Text
from assess.model.fields import Ids

# as taken down; `none` is a claim, not a finding
Verdict = Literal["full", "partial", "none", "unstated"]
# on how many articles the same sentence speaks
VerdictScope = Literal["single", "group", "blanket", ""]
# old: repealed or replaced; older_text: an earlier wording was read
LawStatus = Literal["old", "older_text", ""]
# how source and article were joined: by the article's number, by a name, by a coding, or only in general
Link = Literal[
    "explicit",
    "offence_name",
    "measure_name",
    "unodc_coding",
    "block",
    "law_only",
    "verdict_only",
]
# A: public bodies and international organisations; B: firms, press, copies
Tier = Literal["A", "B"]
#: What is known of one article in one State. `general`: a law without its provision, or a verdict that the source
#: spreads over several articles, so that something was seen, but nothing on this article by itself.
Sort = Literal["reported_verdict", "reported", "general", "nothing_seen"]
Treaty = Literal["budapest", "second_protocol", "first_protocol", "un_convention"]
# not_in_list: absent from a list of which only a part was read; a treaty not named: not on record
Status = Literal[
    "ratified",
    "acceded",
    "party",
    "approved",
    "signed",
    "invited",
    "none",
    "not_signed",
    "not_in_list",
    "not_checked",
]
Event = Literal["instrument", "in_force", "signed", "ratified", "acceded", "unstated"]
GroupKind = Literal["region", "organisation", "income"]


@dataclass(frozen=True)
class ReportedProvision:
    """What one source says of one article in one State."""

    article: str  # number in the instrument
    law: str  # as the source names it
    verdict: Verdict
    as_of: str  # the year or years that the source speaks of, as far as it says: 2018+, c. 2005, unstated
    link: Link
    source_tier: Tier
    source: Ids  # addresses
    place: Location
    provision: str = (
        ""  # as the source numbers it; empty where it names a law only, or gives a verdict only
    )
    verdict_scope: VerdictScope = ""
    law_status: LawStatus = ""
    note: Text = Text()  # what the source adds, in our own words
    # what is odd about the source: a copy, an address that is not on record
    source_note: Text = Text()

    @property
    def on_article(self) -> bool:
        """Whether the verdict is on this article alone; only then may it stand as a verdict on the article."""
        return self.verdict != "unstated" and self.verdict_scope == "single"

    @property
    def general(self) -> bool:
        """Whether neither a provision is named nor a word said on this article alone."""
        return not self.provision and not self.on_article


@dataclass(frozen=True)
class TreatyDate:
    """A date on record for a treaty."""

    event: Event
    day: str  # 2012-10-01, 2012-10, 2012; `by` a day; a span of years
    verified: bool  # no: from own knowledge
    place: Location
    note: Text = Text()


@dataclass(frozen=True)
class ReportedTreaty:
    """How a State stands towards a treaty, as far as was read."""

    treaty: Treaty
    status: Status
    verified: bool  # no: from own knowledge, or no source for it is on record
    place: Location
    dates: tuple[TreatyDate, ...] = ()
    note: Text = Text()


@dataclass(frozen=True)
class TreatySource:
    """Where the treaties of a State were looked up."""

    place: Location
    address: str = ""  # empty: own knowledge, or a page whose address is not on record
    note: Text = Text()  # what was read there


@dataclass(frozen=True)
class ReportedProfile:
    """All that published sources report about a State; of many States only the treaties."""

    iso: str  # ISO 3166-1 alpha-3
    instrument: str  # id
    place: Location
    provisions: tuple[ReportedProvision, ...] = ()
    treaties: tuple[ReportedTreaty, ...] = ()
    treaty_sources: tuple[TreatySource, ...] = ()

    @property
    def years(self) -> tuple[str, ...]:
        """The times that the sources on provisions speak of, each once, sorted as text; empty where none says."""
        return tuple(sorted({provision.as_of for provision in self.provisions} - {"unstated"}))


@dataclass(frozen=True)
class ReportedCell:
    """One article in one State."""

    sort: Sort
    provisions: tuple[
        ReportedProvision, ...
    ] = ()  # that name a provision, or give a verdict on this article
    verdicts: tuple[
        ReportedProvision, ...
    ] = ()  # those of them with a verdict on this article alone
    general: tuple[
        ReportedProvision, ...
    ] = ()  # the others: shown, but not as findings on the article
    old: bool = False  # all that was seen is of repealed laws


@dataclass(frozen=True)
class StateGroup:
    """A group of States with where and when its members were looked up."""

    id: str
    title: Text
    kind: GroupKind
    as_of: str
    verified: bool  # no: not compared with the group's own list
    source: tuple[Text, ...]  # addresses, and libraries by name and version
    members: Ids  # ISO codes
    place: Location
    note: Text = Text()
    code: str = ""  # of a region in the standard that its note names
    states: int = (
        0  # how many the group has, where it has members without a code here; 0: as many as listed
    )


@dataclass(frozen=True)
class StateName:
    """What we call a State in some languages, where the list of names that we use says it wrongly or not at all."""

    iso: str  # ISO 3166-1 alpha-3
    name: Text
    why: str
    place: Location
