"""Which penalty an offence has on the day of a reading: its own, or that of a provision that punishes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assess.base.text import Text
from assess.model.case import Case, Law, Provision
from assess.model.dated import text_on
from assess.rating.belonging import VERSION, Places, in_run, upward
from assess.rating.force import Force, Reading, provision_forces

#: Forces in which a penalty counts beside an offence of the same law that stands alike, such as both of one draft.
_NOT_YET: frozenset[Force] = frozenset({"draft_only", "not_in_force", "later", "date_uncertain"})


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a provision says of the penalty of an offence, which may be itself."""

    law: Law
    provision: Provision
    texts: tuple[Text, ...]  # that hold in the reading
    #: References of the parts of the offence that it punishes; none where it punishes the whole, or is a part itself.
    parts: tuple[str, ...] = ()


class Ties:
    """What the provisions of a case say that they punish, as references; none of a day."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._places: dict[str, Places] = {}

    def punished(self, law: Law, provision: Provision) -> tuple[str, ...]:
        """Return the references, or runs of them such as `L1:4-7`, that a provision says it punishes.

        A provision of a bill that says nothing of it punishes what those that it replaces or changes do.
        """
        if provision.punishes or not law.bill:
            named = (
                reference for mark in provision.punishes for reference in self._full(law, mark)
            )
        else:
            known = self.case.provisions()
            changed = (known[name] for name in changed_by(law, provision) if name in known)
            named = (
                reference
                for own_law, other in changed
                if not own_law.bill
                for reference in self.punished(own_law, other)
            )
        return tuple(dict.fromkeys(named))

    def stands(self, reference: str) -> bool:
        """Whether a law of the case lists such a provision or has it in a text, or one that stands in it."""
        law_id, _, number = reference.partition(":")
        return self._known(law_id).within(f":{number}")

    def _full(self, law: Law, mark: str) -> list[str]:
        """Return what a mark names: in a bill, what the amended laws have of that number goes before its own."""
        if ":" in mark:
            return [mark]
        amended = [f"{target}:{mark}" for target in law.amends] if law.bill else []
        return list(filter(self.stands, amended)) or [f"{law.id}:{mark}"]

    def _known(self, law_id: str) -> Places:
        if law_id not in self._places:
            law = self.case.law(law_id)
            listed = [provision.id for provision in law.provisions] if law else []
            units = [unit.id for text in self.case.texts_of(law_id) for unit in text.units]
            self._places[law_id] = Places(f":{number}" for number in (*listed, *units))
        return self._places[law_id]


def says_a_penalty(provision: Provision) -> bool:
    """Whether a provision says a penalty, always or for a time."""
    return bool(provision.penalty) or any(dated.key == "penalty" for dated in provision.dated)


def changed_by(bill: Law, provision: Provision) -> list[str]:
    """Return the references of what a provision of a bill takes the place of, or changes and leaves standing."""
    numbers = (*provision.replaces, *provision.amends) if bill.bill else ()
    return [f"{target}:{number}" for number in numbers for target in bill.amends]


class Penalties:
    """The penalties of the offences of a case in one reading: the nearest that is said of each."""

    def __init__(self, case: Case, reading: Reading) -> None:
        self.case, self.reading = case, reading
        self.forces = provision_forces(case, reading)
        self._exact: dict[str, list[str]] = {}  # reference → those that punish it by name
        # law → runs of its articles, with those that punish them
        self._runs: dict[str, list[tuple[str, str]]] = {}
        # reference → what stands in it and has a penalty: the part, and the provision that says it
        self._inner: dict[str, list[tuple[str, str]]] = {}
        ties = Ties(case)
        for reference, (law, provision) in case.provisions().items():
            if says_a_penalty(provision):
                self._stands_in(reference, reference)
            for named in ties.punished(law, provision):
                law_id, _, number = named.partition(":")
                self._exact.setdefault(named, []).append(reference)
                if in_run(number, number):
                    self._runs.setdefault(law_id, []).append((number, reference))
                else:
                    self._stands_in(named, reference)

    def _stands_in(self, part: str, punishing: str) -> None:
        for above in upward(part)[1:]:
            if not VERSION.fullmatch(part[len(above) :]):
                self._inner.setdefault(above, []).append((part, punishing))

    def of(self, reference: str) -> tuple[Penalty, ...]:
        """Return the penalties of a provision: its own, else the nearest; several where they are equally near.

        Nearest is what punishes just this provision, then what punishes one in which it stands. Where that one, or one
        between them, has a penalty of its own, this is shown; by itself it is not handed down, since what stands in an
        article need not be an offence. Behind it stand the penalties of what stands in this provision. A provision of a
        bill has what punishes those that it replaces or changes, where nothing is said of itself. What is not in force on
        the day does not count, but beside an offence of the same law that stands alike.
        """
        law, provision = self.case.provisions()[reference]
        own = self._texts(provision)
        if own:
            return (Penalty(law, provision, own),)
        # the penalty that stood in a provision goes with it, in the draft that replaces it as well
        gone = {f"{target}:{number}" for number in provision.replaces for target in law.amends}
        whole = self._of_whole(reference, gone)
        known = {penalty.law.reference(penalty.provision) for penalty in whole}
        return (*whole, *self._of_parts(reference, gone, known))

    def _of_whole(self, reference: str, gone: set[str]) -> tuple[Penalty, ...]:
        nearer: tuple[Penalty, ...] = ()
        for level in self._levels(reference):
            nearer = nearer or self._counting([] if level in gone else [level], reference)
            punishing = self._counting(self._punishing(level), reference)
            if punishing:
                return nearer or punishing
        return ()

    def _of_parts(self, reference: str, gone: set[str], known: set[str]) -> Iterator[Penalty]:
        """Yield the penalties of what stands in a provision, each with the parts that it punishes."""
        parts: dict[str, list[str]] = {}
        for name in (reference, *changed_by(*self.case.provisions()[reference])):
            for part, punishing in self._inner.get(name, ()):
                fallen = not gone.isdisjoint(upward(punishing))
                if not fallen and punishing not in known and self._stands(part, reference):
                    parts.setdefault(punishing, []).append(part)
        for punishing, punished in parts.items():
            others = tuple(dict.fromkeys(part for part in punished if part != punishing))
            for penalty in self._counting([punishing], reference):
                yield replace(penalty, parts=others)

    def _stands(self, part: str, offence: str) -> bool:
        """Whether a part of an offence counts as the offence does; of one that no law lists nothing else is known."""
        return part not in self.forces or self._counts(part, offence)

    def _levels(self, reference: str) -> Iterator[str]:
        law, provision = self.case.provisions()[reference]
        for name in (reference, *changed_by(law, provision)):
            yield from upward(name)

    def _punishing(self, level: str) -> list[str]:
        law_id, _, number = level.partition(":")
        runs = self._runs.get(law_id, ()) if upward(level) == (level,) else ()
        in_runs = (name for run, name in runs if in_run(run, number))
        return list(dict.fromkeys((*self._exact.get(level, ()), *in_runs)))

    def _counting(self, names: list[str], offence: str) -> tuple[Penalty, ...]:
        known = self.case.provisions()
        pairs = [known[name] for name in names if name in known and self._counts(name, offence)]
        return tuple(
            Penalty(law, provision, texts)
            for law, provision in pairs
            if (texts := self._texts(provision))
        )

    def _counts(self, name: str, offence: str) -> bool:
        force = self.forces[name]
        alike = (
            force in _NOT_YET
            and force == self.forces[offence]
            and name.partition(":")[0] == offence.partition(":")[0]
        )
        return force == "in_force" or alike

    def _texts(self, provision: Provision) -> tuple[Text, ...]:
        return text_on(provision, "penalty", self.reading.as_of, self.reading.assume)
