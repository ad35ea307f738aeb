"""Random YAML as people write it: comments, indents, quotes, folded texts and brackets of every kind; and changes."""

from __future__ import annotations

from random import Random

WORDS = [
    "one",
    "two words",
    "No",
    "2006-11-01",
    "المادة ٢",
    "it's",
    'say "so"',
    "a: b",
    "# no comment",
    "- x",
    "1.10",
    "first\nsecond",
    "line \nblank",
    "end\n",
    "two ends\n\n",
    " led",
    "very long " * 20 + "text",
    "~",
    "[",
    "زـ\u200cز",
]
KEYS = ["a", "b c", "id", "نص", "x-1", "no", "'q"]


def any_value(dice: Random, depth: int = 2) -> object:
    """Return a text, list or mapping; none of them empty."""
    if depth and dice.random() < 0.5:
        if dice.random() < 0.5:
            return [any_value(dice, depth - 1) for _ in range(dice.randint(1, 3))]
        return {key: any_value(dice, depth - 1) for key in dice.sample(KEYS, dice.randint(1, 3))}
    return dice.choice(WORDS)


class Writer:
    """Writes a document; the comments in it are `#C1#`, `#C2#` and so on."""

    def __init__(self, dice: Random):
        self.dice, self.count = dice, 0

    def document(self) -> str:
        """Return the text of one file."""
        some = self.dice.random
        head = self.loose(0) + ("---" + self.tail() + "\n" if some() < 0.2 else "")
        body = (self.mapping if some() < 0.7 else self.sequence)(0, 3)
        if some() < 0.1:
            body = self.flow(2) + self.tail() + "\n"
        text = head + self.loose(0) + body + self.loose(0) + ("...\n" if some() < 0.1 else "")
        text = text[:-1] if some() < 0.2 and text.endswith("\n") else text
        text = text.replace("\n", "\r\n") if some() < 0.2 else text
        return "\ufeff" + text if some() < 0.1 else text

    def comment(self) -> str:
        self.count += 1
        return f"#C{self.count}#"

    def tail(self) -> str:
        """Return the end of a line: mostly nothing, else blanks or a comment."""
        return self.dice.choice(["", "", "", "  ", " " + self.comment(), "   " + self.comment()])

    def loose(self, column: int) -> str:
        """Return blank and comment lines."""
        lines = []
        while self.dice.random() < 0.25:
            indent = max(0, column + self.dice.choice([0, 0, 0, -2, 2, 5]))
            lines.append(self.dice.choice(["", "", "   ", " " * indent + self.comment()]) + "\n")
        return "".join(lines)

    def mapping(self, column: int, depth: int) -> str:
        """Return a mapping without brackets; its first line is not indented."""
        parts = []
        for key in self.dice.sample(KEYS, self.dice.randint(1, 4)):
            quoted = '"' + key + '"' if self.dice.random() < 0.2 or key == "'q" else key
            parts.append(quoted + ":" + self.value(column, depth, False))
        return self.joined(parts, column)

    def sequence(self, column: int, depth: int) -> str:
        """Return a list without brackets; its first line is not indented."""
        return self.joined(
            ["-" + self.value(column, depth, True) for _ in range(self.dice.randint(1, 4))], column
        )

    def joined(self, parts: list[str], column: int) -> str:
        text = parts[0]
        for part in parts[1:]:
            text += self.loose(column) + " " * column + part
        return text

    def value(self, column: int, depth: int, item: bool) -> str:
        """Return what follows a colon or dash, up to the end of its last line."""
        dice = self.dice
        kind = dice.choice(["text", "text", "block", "flow", "none", "map", "list", "map", "list"])
        if kind in ("map", "list") and depth:
            write = self.mapping if kind == "map" else self.sequence
            if item and dice.random() < 0.6:
                pad = dice.choice([1, 1, 3])
                return " " * pad + write(column + 1 + pad, depth - 1)
            inner = column + (
                0 if kind == "list" and not item and dice.random() < 0.5 else dice.choice([2, 4, 1])
            )
            return self.tail() + "\n" + self.loose(inner) + " " * inner + write(inner, depth - 1)
        if kind == "flow":
            return " " + self.flow(2) + self.tail() + "\n"
        if kind == "block":
            return self.block(column)
        if kind == "none":
            return self.tail() + "\n"
        return dice.choice([" ", " ", "   "]) + self.text(column) + self.tail() + "\n"

    def block(self, column: int) -> str:
        sign = self.dice.choice("|>") + self.dice.choice(["", "-", "+"])
        pad = " " * (column + self.dice.choice([2, 4]))
        lines = [
            pad + self.dice.choice(["text", "# not a comment", "المادة", "  deeper"])
            for _ in range(3)
        ]
        lines[0] = pad + "first"
        if self.dice.random() < 0.3:
            lines.insert(2, self.dice.choice(["", pad + "  "]))
        return (
            f" {sign}{self.tail()}\n"
            + "\n".join(lines)
            + "\n"
            + self.dice.choice(["", "", "\n", "\n\n"])
        )

    def text(self, column: int) -> str:
        pad = "\n" + " " * (column + 3)
        return self.dice.choice(
            [
                "plain",
                "2006-11-01",
                "نص عادي",
                "'quo''ted'",
                '"dou\\"ble"',
                '"\\n"',
                "~",
                f"on{pad}two",
                f"'on{pad}two'",
                '"#x"',
                "a#b",
            ]
        )

    def flow(self, depth: int) -> str:
        """Return a list or mapping in brackets, sometimes over several lines."""
        dice = self.dice
        words = ["x", "'y'", '"z"', "two words"]
        inner = [
            self.flow(depth - 1) if depth and dice.random() < 0.3 else dice.choice(words)
            for _ in range(dice.randint(0, 3))
        ]
        gap = dice.choice(["", " ", "\n" + " " * 8, f" {self.comment()}\n" + " " * 8])
        if dice.random() < 0.5:
            return (
                "["
                + gap
                + f", {gap}".join(inner)
                + gap
                + dice.choice(["", ","] if inner else [""])
                + gap
                + "]"
            )
        pairs = [f"{key}: {one}" for key, one in zip(["k", '"l"', "m"], inner)]
        return "{" + gap + f",{gap or ' '}".join(pairs) + gap + "}"


def paths(data: object, above: tuple = ()) -> list[tuple]:
    """Return the path of every value."""
    steps = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [above, *(path for step, inner in steps for path in paths(inner, (*above, step)))]


def at(data: object, path: tuple) -> object:
    """Return the value at a path."""
    for step in path:
        data = data[step]
    return data
