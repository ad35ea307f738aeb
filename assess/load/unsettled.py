"""The files refused.yaml and conflicts.yaml of a case → what forms said in it and nobody has settled yet."""

from __future__ import annotations

from assess.base.problems import Location, problem
from assess.load.folder import Folder
from assess.model.unsettled import Unsettled, UnsettledKind

REFUSED, CONFLICTS = "refused", "conflicts"  # names of the files, and the key of the list in each
_KINDS: dict[str, UnsettledKind] = {REFUSED: "refused", CONFLICTS: "conflict"}
_PLAIN = ("table", "id", "form", "by", "at", "on", "why")


def unsettled_rows(folder: Folder) -> tuple[Unsettled, ...]:
    """Return every entry of the two files; what somebody wrote into them in another shape counts as an entry too."""
    return tuple(entry for name in _KINDS for entry in _entries(folder, name))


def _entries(folder: Folder, name: str) -> list[Unsettled]:
    rows = []
    for document in folder.documents(name):
        data = document.data
        listed = data.get(name, []) if isinstance(data, dict) else data
        if not isinstance(listed, list):
            if listed != "":
                folder.problems.append(
                    problem("wrong-shape", document.place((name,)), key=name, wanted="@list")
                )
            continue
        rows += [
            _entry(_KINDS[name], entry, document.place((name, number)))
            for number, entry in enumerate(listed)
        ]
    return rows


def _entry(kind: UnsettledKind, entry: object, place: Location) -> Unsettled:
    if not isinstance(entry, dict):
        return Unsettled(kind, place, why=str(entry))
    plain = {key: str(entry[key]) for key in _PLAIN if isinstance(entry.get(key), str)}
    plain["by"] = plain.get("by") or _text(entry.get("imported_by"))
    return Unsettled(
        kind,
        place,
        **plain,
        ours=_fields(entry.get("case")),
        ours_from=_text(entry.get("case_from")),
        theirs=_fields(entry.get("workbook" if kind == "conflict" else "typed")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _fields(side: object) -> str:
    """Return one side of an entry on one line: `grade: met; note: …`."""
    pairs = side.items() if isinstance(side, dict) else ()
    return "; ".join(f"{key}: {value}" for key, value in pairs if key != "place")
