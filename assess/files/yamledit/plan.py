"""What changes of a YAML file come to: one tree of them, and the data that they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from assess.files.yamlfile import as_kept

Path = tuple[str | int, ...]  # keys of mappings and indices of lists, from the top of the file
KEEP = object()  # stands where no value is set


@dataclass(frozen=True)
class Set:
    """Give the value at `path`; a key that is not there is added at the end of its mapping, or after the key `after`.

    Mappings and lists missing on the way are made. An empty value takes a key out, as `yamlfile.write` leaves it out.
    """

    path: Path
    value: object
    after: str = ""


@dataclass(frozen=True)
class Insert:
    """Add an item to the list at `path`: at its end, or after the item that has the index `after` in the file."""

    path: Path
    value: object
    after: int | None = None


@dataclass(frozen=True)
class Remove:
    """Take out the key or the item at `path`, which must be there; comments above it stay."""

    path: Path


Change = Set | Insert | Remove


@dataclass
class Plan:
    """What happens to one value, and to the values inside it; filled by `planned`, then only read."""

    value: object = KEEP
    gone: bool = False
    after: str = ""
    inside: dict[str | int, Plan] = field(default_factory=dict)
    items: list[tuple[int | None, object]] = field(default_factory=list)

    @property
    def taken(self) -> bool:
        """Whether the value as a whole is set or taken out, so that nothing may change inside it."""
        return self.gone or self.value is not KEEP


def planned(changes: Iterable[Change]) -> Plan:
    """Return the changes as one tree. Raises ValueError for two of them that meet in one place."""
    root = Plan()
    for change in changes:
        plan = root
        for step in change.path:
            if plan.taken:
                raise ValueError(f"changes overlap at {change.path}")
            plan = plan.inside.setdefault(step, Plan())
        fresh = not plan.taken and (isinstance(change, Insert) or not (plan.inside or plan.items))
        if not fresh or not (change.path or isinstance(change, Insert)):
            raise ValueError(f"changes overlap at {change.path}, or the whole file is changed")
        if isinstance(change, Insert):
            plan.items.append((change.after, as_kept(change.value)))
        elif isinstance(change, Remove):
            plan.gone = True
        else:
            plan.after = change.after
            plan.gone = isinstance(change.path[-1], str) and change.value in ("", None, [], (), {})
            plan.value = (change.value or "") if plan.gone else as_kept(change.value)
    return root


def bare(data: Any) -> Any:
    """Return data of a file without the places in it."""
    if isinstance(data, dict):
        return {key: bare(value) for key, value in data.items() if key != "place"}
    return [bare(value) for value in data] if isinstance(data, list) else data


def applied(data: object, plan: Plan) -> object:
    """Return what `plan` makes of `data`; "" stands for nothing, and a list or mapping is then made.

    Raises ValueError where the data have no such place.
    """
    if plan.value is not KEEP:
        return plan.value
    if not plan.inside and not plan.items:
        return data
    if data == "":
        listed = plan.items or any(isinstance(step, int) for step in plan.inside)
        return _made([] if listed else {}, plan)
    if isinstance(data, dict):
        return _mapping(data, plan)
    if isinstance(data, list):
        return _list(data, plan)
    raise ValueError(f"a text has nothing inside: {data!r}")


def _made(data: list | dict, plan: Plan) -> object:
    """Return a list or mapping that the file lacks, or "" where nothing would be in it."""
    if any(inner.gone and inner.value is KEEP for inner in plan.inside.values()):
        raise ValueError(f"nothing to take out: {list(plan.inside)}")
    if isinstance(data, dict):
        return _mapping(data, plan) or ""
    steps = sorted(step for step in plan.inside if isinstance(step, int))
    if steps != list(range(len(plan.inside))) or any(at is not None for at, _ in plan.items):
        raise ValueError(f"no such items in a new list: {list(plan.inside)}")
    return [applied("", plan.inside[step]) for step in steps] + [value for _, value in plan.items]


def _mapping(data: dict, plan: Plan) -> dict:
    if plan.items:
        raise ValueError("items for a mapping")
    result = dict(data)
    for step, inner in plan.inside.items():
        if not isinstance(step, str):
            raise ValueError(f"no key: {step!r}")
        if not inner.gone:
            new = applied(data.get(step, ""), inner)
            result |= {step: new} if new != "" else {}
        elif result.get(step, "") != inner.value:
            result.pop(step, None)
    return result


def _list(data: list, plan: Plan) -> list:
    places = [*plan.inside, *(at for at, _ in plan.items if at is not None)]
    if any(not isinstance(at, int) or not 0 <= at < len(data) for at in places):
        raise ValueError(f"no such items: {places}")
    result: list = []
    for index, value in enumerate(data):
        inner = plan.inside.get(index, Plan())
        result += [] if inner.gone else [applied(value, inner)]
        result += [new for at, new in plan.items if at == index]
    return result + [new for at, new in plan.items if at is None]
