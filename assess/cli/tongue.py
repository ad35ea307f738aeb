"""Which language a command speaks: the one place where that is decided; and the words that commands have of their own.

docs/languages.md tells the order.
"""

from __future__ import annotations

import gettext
import os
import re
import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

import click
import click.core
import click.exceptions

from assess.base import paths
from assess.base.text import steady

_printed = click.utils.echo

FALLBACK = "en"
VARIABLE = "LEXGAP_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as everywhere
#: Of this run: the language of help and faults, and the one that --lang asks for.
chosen = {"language": FALLBACK, "flag": ""}


def language(flag: str = "", case: str = "") -> str:
    """Return the language to speak: of --lang, of LEXGAP_LANG, of a case, of the locale; else English.

    `case` is the language that a case says it is written in, where something is said of that case. A LEXGAP_LANG that
    has no labels is English.
    """
    if flag or chosen["flag"]:
        return flag or chosen["flag"]
    own = os.environ.get(VARIABLE, "").strip()
    if own:
        return known(own) or FALLBACK
    return known(case) or known(next(filter(None, map(os.environ.get, _LOCALE)), "")) or FALLBACK


def begin(arguments: Sequence[str]) -> str:
    """Choose the language of help and faults before the arguments are parsed; return what is wrong with the choice."""
    chosen["flag"] = _flag(arguments)
    chosen["language"] = language()
    own = os.environ.get(VARIABLE, "").strip()
    if not own or known(own) or chosen["flag"]:
        return ""
    return help_text("wrong variable", value=own, known=help_text("comma").join(paths.languages()))


def _flag(arguments: Sequence[str]) -> str:
    """Return the language that the last --lang names, the first of two; an empty text where it has no labels."""
    text = ""
    for argument, after in zip(arguments, [*arguments[1:], ""]):
        if argument == "--":
            break
        if argument == "--lang" or argument.startswith("--lang="):
            text = (after if argument == "--lang" else argument.partition("=")[2]).partition(",")[0]
    return known(text)


def known(code: str) -> str:
    """Return the language with labels that a code means (ar, AR, ar_JO.UTF-8), or an empty text."""
    name = re.split(r"[.@]", code)[0].replace("_", "-").lower()
    by_name = {text.replace("_", "-").lower(): text for text in paths.languages()}
    return by_name.get(name) or by_name.get(name.partition("-")[0], "")


def help_text(key: str, **values: object) -> str:
    """Return a phrase of the commands in the language of this run, filled in; empty where there is none."""
    text, english = phrases(chosen["language"]).get(key), phrases(FALLBACK).get(key, "")
    try:
        return (text or english).format(**values) if values else text or english
    except (
        LookupError,
        ValueError,
        AttributeError,
    ):  # placeholders that the English phrase does not have
        return english.format(**values)


@cache
def phrases(code: str) -> dict[str, str]:
    """Return the phrases of the commands in a language by their keys; none where the language has no file of them."""
    try:
        text = paths.commands(code).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    return {
        key: value.strip("\n").replace("\\b", "\b").replace("\\t", "\t")
        for key, value in plain(text).items()
    }


def plain(text: str) -> dict[str, str]:
    """Return the texts of a YAML file that has lines `key: text` and `key: |` with a block alone."""
    texts: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if key and (line.startswith("  ") or not line):
            texts[key] += f"{line[2:]}\n"
        elif line and not line.startswith("#"):
            key, _, value = line.partition(": ")
            quoted = value[:1] == '"' == value[-1:]
            texts[key] = "" if value == "|" else value[1:-1] if quoted else value
            key = key if value == "|" else ""
    return texts


@cache
def _of_click(code: str) -> dict[str, str]:
    """Return the words of click in a language by its own, which are English."""
    own = phrases(code)
    return {
        text: own[key]
        for key, text in phrases(FALLBACK).items()
        if key.startswith("click ") and key in own and _fits(own[key], text)
    }


def _fits(own: str, english: str) -> bool:
    """Whether a text has no placeholders but those of the English, which click fills."""
    places = r"\{\w+(?:!\w)?\}"
    return set(re.findall(places, own)) <= set(re.findall(places, english)) and not re.search(
        "[{}]", re.sub(places, "", own)
    )


def _translated(message: str) -> str:
    language = chosen["language"]
    return message if language == FALLBACK else _of_click(language).get(message, message)


class _Listing(str):
    """A message of click that names choices, with the comma of the language."""

    def format(self, *args: object, **values: object) -> str:
        """Fill the message."""
        if "choices" in values:
            values["choices"] = str(values["choices"]).replace(", ", help_text("comma"))
        return super().format(*args, **values)


def _counted(text: str, many: str, number: int) -> str:
    message = _translated(text if number == 1 else many)
    return _Listing(message) if "{choices}" in message else message


def teach_click() -> None:
    """Have click take its own words from our phrases, which it asks for by `_` and `ngettext`, and print by `_echo`."""
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            for function, ours in (("_", _translated), ("ngettext", _counted)):
                if getattr(module, function, None) in (gettext.gettext, gettext.ngettext):
                    setattr(module, function, ours)
    for module in (click, click.exceptions, click.core):
        setattr(module, "echo", _echo)


def _echo(message: Any = None, *listed: Any, **asked: Any) -> None:
    """Print as click does, without signs of direction: a text of a case is not to turn what is printed around it."""
    _printed(steady(message) if isinstance(message, str) else message, *listed, **asked)
