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
    return tuple(one for name in _KINDS for one in _entries(folder, name))


def _entries(folder: Folder, name: str) -> list[Unsettled]:
    found = []
    for document in folder.documents(name):
        data = document.data
        listed = data.get(name, []) if isinstance(data, dict) else data
        if not isinstance(listed, list):
            if listed != "":
                folder.problems.append(
                    problem("wrong-shape", document.place((name,)), key=name, wanted="@list")
                )
            continue
        found += [
            _entry(_KINDS[name], one, document.place((name, number)))
            for number, one in enumerate(listed)
        ]
    return found


def _entry(kind: UnsettledKind, one: object, place: Location) -> Unsettled:
    if not isinstance(one, dict):
        return Unsettled(kind, place, why=str(one))
    plain = {key: str(one[key]) for key in _PLAIN if isinstance(one.get(key), str)}
    plain["by"] = plain.get("by") or _text(one.get("imported_by"))
    return Unsettled(
        kind,
        place,
        **plain,
        ours=_fields(one.get("case")),
        ours_from=_text(one.get("case_from")),
        theirs=_fields(one.get("workbook" if kind == "conflict" else "typed")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _fields(side: object) -> str:
    """Return one side of an entry on one line: `grade: met; note: …`."""
    pairs = side.items() if isinstance(side, dict) else ()
    return "; ".join(f"{key}: {value}" for key, value in pairs if key != "place")
