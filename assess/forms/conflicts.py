"""Conflicts kept beside a case: what a form says of records that the case has changed otherwise."""

from __future__ import annotations

from pathlib import Path

from assess.base.problems import LexgapError, problem
from assess.base.text import Text
from assess.files.yamledit import Change as Edit
from assess.files.yamledit import Insert, Remove, Set, bare, edited
from assess.files.yamlfile import read, write
from assess.forms.complete import Hand
from assess.forms.decide import Change, Merge
from assess.forms.fields import TABLES, Record, empty
from assess.forms.form import Filled
from assess.forms.origin import origin
from assess.forms.records import citation_records, finding_record, listed_records
from assess.load.labels import labels
from assess.model.case import Case
from assess.review.release import public

FILE = "conflicts.yaml"


def kept_conflicts(
    root: Path,
    cases: tuple[Case, Case],
    form: str,
    filled: Filled,
    found: Merge,
    hand: Hand = Hand(),
) -> dict[str, bytes]:
    """Return the file of conflicts, by its name, with those of this form added and those that are settled gone.

    `cases` are the case as it is and as the import leaves it. An entry is settled when the case says what the entry
    says, whoever's form it came from; until then it stays, beside others on the same record. Both its sides are what
    differs. An empty mapping is returned where nothing changes. Raises LexgapError where the file that is there cannot
    be read.
    """
    listed = entries(root / FILE, "conflicts")
    kept = (_kept(cases[0], form, filled, found, change, hand) for change in found.conflicts)
    new = {_sign(one): one for one in kept}
    edits: list[Edit] = []
    for at, one in enumerate(listed):
        again = _again(one, new)
        if again is not None and unlike(again, one):
            edits.append(Set(("conflicts", at), again))
        elif again is None and _settled(one, cases[1]):
            edits.append(Remove(("conflicts", at)))
    edits += [Insert(("conflicts",), one) for one in new.values()]
    return with_edits(
        root / FILE, "conflicts", edits, list(new.values()), labels().workbook.conflicts.head
    )


def with_edits(
    path: Path, key: str, edits: list[Edit], new: list[dict], head: str
) -> dict[str, bytes]:
    """Return a file of entries under `key`, by its name, once it is edited or made of the new ones; {} if neither."""
    if not edits:
        return {}
    if not path.exists():
        return {path.name: write({key: new}, head).encode()}
    return {path.name: edited(path.read_bytes().decode("utf-8"), edits).encode()}


def entries(path: Path, key: str) -> list:
    """Return the entries of a file of what is not settled, none where there is no file; LexgapError for a bad one."""
    if not path.exists():
        return []
    document, problems = read(path)
    listed = document.data.get(key, []) if isinstance(document.data, dict) else document.data
    if not problems and not isinstance(listed, list):
        problems = [problem("wrong-shape", document.place((key,)), key=key, wanted="@list")]
    if problems:
        raise LexgapError(problems)
    return [bare(one) for one in listed]


def unlike(one: dict, other: object) -> bool:
    """Return whether two entries differ in anything but the import that they came with."""
    sides = (
        {key: value for key, value in side.items() if key not in ("on", "imported_by")}
        if isinstance(side, dict)
        else side
        for side in (one, other)
    )
    return next(sides) != next(sides)


def _kept(
    case: Case, form: str, filled: Filled, found: Merge, one: Change, hand: Hand
) -> dict[str, object]:
    columns = one.columns()
    merged = [
        two.after
        for two in found.changes
        if one.before
        and two.kind == "change"  # what else it says is taken
        and (two.table, two.key, two.index) == (one.table, one.key, one.index)
    ]
    answer = {**one.before, **(merged[0] if merged else {})}
    data = {
        "form": form,
        "by": filled.by,
        "imported_by": hand.by,
        "at": one.at,
        "on": hand.on,
        "language": filled.base.facts["language"],
        "table": one.table,
        "id": one.key,
        "provision": answer.get("provision", "") if one.table == "citations" else "",
        "case": {key: str(one.before[key]) for key in columns if one.before.get(key)},
        "case_from": origin(case, one),
        "workbook": {key: str(one.after[key]) for key in columns if one.after.get(key)},
    }
    return {key: value for key, value in data.items() if value}


def _sign(one: object) -> tuple:
    """Return what tells an entry from others: whose form, which row of it, and what that row says of its record.

    The provision that the case cites is none of it: it may change while the conflict stays.
    """
    if not isinstance(one, dict):
        return ()
    said = _side(one, "workbook") or {"provision": _side(one, "case").get("provision", "")}
    return (
        *(str(one.get(key, "")) for key in ("form", "by", "table", "id", "at")),
        *sorted(map(str, said.items())),
    )


def _again(one: object, new: dict[tuple, dict]) -> object | None:
    """Return what a kept entry is to be now that its row has come again, and take that from the new ones; else None.

    A row comes again with more of its fields in conflict, or fewer, where what the rest of it brought was taken by
    then; the entry that says more is kept.
    """
    sign = _sign(one)
    if sign in new:
        return new.pop(sign)
    for key, two in new.items():
        if sign and key[:5] == sign[:5]:
            before, after = (_whole(side).items() for side in (one, two))
            if before <= after or after <= before:
                del new[key]
                return two if before <= after else one
    return None


def _whole(one: dict) -> dict[str, str]:
    """Return what an entry's form says, field by field, fields that it has emptied too."""
    return dict.fromkeys(map(str, _side(one, "case")), "") | {
        key: str(text) for key, text in _side(one, "workbook").items()
    }


def _side(one: dict, name: str) -> Record:
    side = one.get(name, {})
    return side if isinstance(side, dict) else {}


def _settled(one: object, case: Case) -> bool:
    """Return whether the case says what an entry says; an answer that was withdrawn is no longer there then."""
    if not isinstance(one, dict) or str(one.get("table")) not in TABLES:
        return False
    said, before, language = (
        _side(one, "workbook"),
        _side(one, "case"),
        str(one.get("language", "")),
    )
    if not said and not before:
        return False
    editions = (case, public(case, Text(((language, labels(language).review.withheld),)))[0])
    found = [
        record
        for edition in editions
        for record in _records(edition, one["table"], str(one.get("id")), language)
    ]
    if one["table"] == "citations":
        cited = str(one.get("provision", said.get("provision", "")))
        if not said and before.get("grade"):  # the whole answer was withdrawn
            key = "provision" if before.get("provision") else "by"
            return not any(record[key] == before.get(key, "") for record in found)
        found = [
            record
            for record in found
            if record["provision"] in (cited, said.get("provision", cited))
        ]
        if any(
            _says(record, before, said) for record in found
        ):  # one answer says it, and the one meant does not
            return False
    elif not said:
        return all(map(empty, found)) or any(_says(record, said, before) for record in found)
    return any(_says(record, said, before) for record in found)


def _says(record: Record, said: Record, before: Record) -> bool:
    return all(record.get(key, "") == str(said.get(key, "")) for key in {*said, *before})


def _records(case: Case, table: str, key: str, language: str) -> list[Record]:
    if table in ("citations", "findings"):
        finding = next((one for one in case.findings if one.element == key), None)
        return (
            citation_records(finding, language)
            if table == "citations"
            else [finding_record(finding, language)]
        )
    return [record for name, record in listed_records(case, language)[table].items() if name == key]
