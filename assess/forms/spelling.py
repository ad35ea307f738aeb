"""Citations as lawyers spell them, brought into one spelling; no word that may tell two provisions apart is dropped."""

from __future__ import annotations

import re

from assess.base.normal import normal
from assess.law.structure.ordinals import spoken

_AR = r"[وف]?(?:[بك]?ال|لل|[بل])?"
_ARTICLE = rf"(?:articles?|arts?\.?|sections?|secs?\.?|ss?\.?|§+|{_AR}(?:مادة|مادتان|مادتين|مواد))"
_PIECE = (
    r"(?:(?:sub-?)?paragraphs?|sub-?sections?|subss?\.?|paras?\.?|pars?\.?|clauses?|cls?\.?|items?"
    rf"|{_AR}(?:فقرة|فقرتان|فقرتين|فقرات|بند|بندان|بندين|بنود))"
)
_MANY = rf"(?:articles|arts\.?|sections|secs\.?|ss\.?|§§|{_AR}(?:مادتان|مادتين|مواد))"
_PIECES = (
    r"(?:(?:sub-?)?paragraphs|sub-?sections|subss\.?|paras\.?|pars\.?|clauses|cls\.?|items"
    rf"|{_AR}(?:فقرتان|فقرتين|فقرات|بندان|بندين|بنود))"
)
_ITEM = (
    r"\(?\d+[a-z]?\)?(?: bis| ?مكرر[اةه]?)?(?: ?[(/] ?\(?(?:[^\W\d_]{1,4}|\d{1,2})(?!\w)\)?)*\)?"
)
_MEMBER = rf"(?:{_ITEM}|\([^\W_]{{1,4}}\)(?:\([^\W_]{{1,4}}\))*)"
_PARTED = r"(?:\d+[a-z]?(?: bis| ?مكرر[اة]?)?)?(?:\([^\W_]{1,4}\))+"
_AND = r"(?:,? ?(?:and|&) | ?, و ?| و ?)"
_TO = r"(?: ?- ?| (?:to|through|until|الي|حتي) )"
#: The signs between the members of a list; a comma alone does not make one of Article 3, 4.
AND = re.compile(rf"{_AND}| ?, ?")
TO = re.compile(_TO)
#: A run of pieces of one provision: 4(a)(1)-(3).
PIECES = re.compile(rf"(?<=[\w)]) ?(?P<first>\([^\W_]{{1,5}}\)){_TO}(?P<last>\([^\W_]{{1,5}}\))")
SEVERAL = re.compile(
    rf"(?<!\w)(?P<word>{_MANY}) ?(?:from |من )?"
    rf"(?P<list>{_MEMBER}(?:(?:{AND.pattern}|{_TO}){_MEMBER})+)(?!\w)"
)
#: With the word for one article, each has pieces: what is the 6 of Article 4 and 6?
BOTH = re.compile(
    rf"(?<!\w)(?P<word>{_ARTICLE}) ?(?P<list>{_PARTED}(?: ?, ?{_PARTED})*{_AND}{_PARTED})(?!\w)"
)
#: Where a second citation begins: `Section 4 of Act A and Section 6 of Act B`.
NEXT = re.compile(
    r"(?<!\bof)(?<!\bof the)(?<!\bin)(?<!\bin the)(?<!\bunder)(?<!\bwith)(?<!من)(?<!في)(?<!مع)"
    rf"(?:,? read with |,? and |, ?| )(?=(?:the )?{_ARTICLE} ?[\d(])| (?=و(?:ال|لل)?مادة \(?\d)"
)
#: Pieces of which article is not said: what is paragraph 2 of an act? The clauses of a bill are its articles.
LOOSE = re.compile(rf"(?:the )?(?!cl){_PIECE} ?\(?[^\W_]{{1,5}}\)?(?: (?:of|in|من|في)(?: the)?)?")

_FINAL = re.compile(r"(?<=[^\W\d_]{2})ه(?!\w)")
_YEAR = re.compile(r"(?<!\w)(?:لسنة|سنة|لعام|للعام|عام) (?=\d{4}(?!\d))")
_ERA = re.compile(r"(?<=(?<!\d)\d{4}) ?م(?![\w./]| ?\(?\d)")
_DATED = re.compile(r"(?<![\w/])\((\d{1,5})\) (?=(?:of|لسنة) \d{4}(?!\d))")
_FEDERAL = re.compile(r"(?<=\w) (?:ال)?اتحادي[ةه]?(?!\w)")
_INITIALS = re.compile(r"(?<![\w.])(?:[a-z]\.){2,}(?= ?(?:no\b|number\b|\d))")
_SHORT = re.compile(r"(?<!\w)([وف]?)م ?[./]? ?(?=\(?\d)")
_FLAT = re.compile(r"\(((?:" + _ARTICLE + "|" + _PIECE + r") [^()]*(?:\([^()]*\)[^()]*)*)\)")
_TIGHT = re.compile(r"(?<!\w)(ss?|secs?|arts?)\.?(?=\d)")  # s3(1)
_APART = re.compile(r"(?<!\w)و (?=(?:ال)?(?:مادة|فقرة|بند)|\d)")
_NUMBERED = re.compile(rf"(?<!\w)({_ARTICLE}|{_PIECE}) (?:رقم|number|no\b\.?) ?(?=\(?\d)")
_EDITION = re.compile(
    r",? ?\((?:cap(?:\.|ter)? ?\d+[a-z]?|(?:\d{4} )?rev(?:ised)?\.? ed(?:ition|n)?\.?)"
    r"(?:,? ?(?:\d{4} )?rev(?:ised)?\.? ed(?:ition|n)?\.?)?\)"
)
_JOINED = rf"(?:{AND.pattern}|{_TO})"
_BRACKETED = re.compile(rf"(?<!\w)({_MANY}) ?\(({_MEMBER}(?:{_JOINED}{_MEMBER})+)\)")
_LONE = re.compile(rf"(?<!\w)({_MANY} ?(?:from |من )?)(\(\d+\)(?:{_JOINED}\(\d+\))+)(?![\w(])")
_SIGN_OF = r"\(?[^\W_]{1,4}\)?"
_PIECES_OF = re.compile(
    rf"(?<!\w){_PIECES} ?(?:from |من )?(?P<list>{_SIGN_OF}(?:{_JOINED}{_SIGN_OF})+),?"
    rf" (?:of|in|من|في) (?:the )?(?P<article>{_ARTICLE} ?\(?\d+[a-z]?\)?(?: bis)?(?:\(\w{{1,5}}\))*)"
)
_TERM = re.compile(
    r"(?<!\w)(?:the )?(?:definition of|تعريف) (?P<term>[^\d,()]+?) (?:in|under|of|من|في)"
    rf" (?P<article>{_ARTICLE} ?\(?\d+\)?)"
)
_DEFINED = re.compile(r",? ?(?<!\w)(?:the definition of|definition of|تعريف)(?!\w) ")
_THIS = re.compile(r"(?<!\w)(?:(?<=من )هذا|this|said) (?=(?:ال)?قانون|law|act)")
_BIS = re.compile(r"(مكرر[اة]?|(?<=\d )bis)(?!\w)[ /(]+([^\W\d_])\)?(?!\w)")
_WORDED = re.compile(
    rf"(?<!\w)(?P<many>{_MANY}|{_PIECES}) (?:من )?|(?<!\w)(?:{_ARTICLE}|{_PIECE}) (?=[^\W\d_])"
)
_RANKED = re.compile(rf"(?<!\w)(?:the )?(?=[a-z]+ {_PIECE}(?!\w))")
_JOINTS = re.compile(r" و(?=\w)| (?:الي|حتي) ")
_ADVERB = re.compile(r"(?<=[^\W\d_]{3})ا(?!\w)")
_DOTTED = re.compile(r"(?<![\w.(/])(\d+(?: bis)?)((?:\.(?:[^\W\d_]|\d{1,2})(?!\w))+)")
_LAST = re.compile(
    r"[ ,]*\(?(?:the )?(?:(?:in|of) the )?"
    r"(?:closing words|closing paragraph|last paragraph|final paragraph|in fine|"
    r"(?:العبارة|الفقرة|الجملة) (?:الختامية|الاخيرة))\)?(?: of| من)?[ ,]*"
)


def comparable(text: str) -> str:
    """Return a text in small letters and one spelling; what is written of a year in several ways in one."""
    plain = " ".join(normal(text).casefold().replace("،", ",").split())
    plain = re.sub(r"(?<=\d) ?/ ?(?=\d)", "/", plain).replace("[", "(").replace("]", ")")
    plain = _ERA.sub("", _FINAL.sub("ة", plain))
    return _FEDERAL.sub("", _DATED.sub(r"\1 ", _YEAR.sub("لسنة ", plain)))


def spelled(text: str) -> str:
    """Return a citation with its articles and pieces in figures behind their words, which stand without brackets."""
    plain = _INITIALS.sub(lambda match: match[0].replace(".", ""), comparable(text))
    plain = _TIGHT.sub(r"\1 ", _EDITION.sub("", _APART.sub("و", plain)))
    plain = _TERM.sub(r"\g<article> \g<term>", plain)
    plain = _DEFINED.sub(" ", _THIS.sub("", _SHORT.sub(r"\1مادة ", plain)))
    plain = _BRACKETED.sub(r"\1 \2", _NUMBERED.sub(r"\1 ", _FLAT.sub(r", \1 ", plain)))
    plain = _counted(_BIS.sub(r"\1(\2)", plain))
    plain = _LONE.sub(lambda match: match[1] + re.sub(r"[()]", "", match[2]), plain)
    plain = _PIECES_OF.sub(_of_article, plain)
    return " ".join(re.sub(r" (?=,)", "", plain).split())


def _of_article(match: re.Match[str]) -> str:
    """Return pieces of an article behind its number: `section 3(1) and (2)` for `subsections 1 and 2 of section 3`."""
    signs = re.split(f"({_JOINED})", match["list"])
    listed = "".join(
        joint if place % 2 else f"({joint.strip('()')})" for place, joint in enumerate(signs)
    )
    return f"{match['article']}{listed}"


def readings(text: str) -> tuple[str, ...]:
    """Return what is left of a citation beside its law, as it is and as it is written with points: 4.a.1 for 4(a)(1)."""
    pointed = _DOTTED.sub(
        lambda match: match[1] + "".join(f"({sign})" for sign in match[2][1:].split(".")), text
    )
    return (text,) if pointed == text else (text, pointed)


def without_closing(text: str) -> str:
    """Return a citation of the closing words of an article without the words for them, "" where it is none."""
    plain = _LAST.sub(" ", text, count=1)
    return "" if plain == text else " ".join(plain.split())


def _counted(text: str) -> str:
    """Return a text with the numbers of articles and pieces in figures that were written as words: المادة الثالثة."""
    ranked = _RANKED.search(text)
    number = spoken(text, ranked.end()) if ranked else None
    if ranked and number:
        word = re.match(rf" ({_PIECE})", text[number[1] :])
        if word:
            behind = text[number[1] + word.end() :]
            text = f"{text[: ranked.start()]}{word[1]} {number[0]}{behind}"
    parts, at = [], 0
    while match := _WORDED.search(text, at):
        figures, end = _figures(text, match.end(), bool(match["many"]))
        parts += [text[at : match.end()], figures]
        at = end
    return "".join(parts) + text[at:]


def _figures(text: str, at: int, many: bool) -> tuple[str, int]:
    """Return the figures of the number in words that stands in a text, or of several, and where they end."""
    numbers, start, end = "", at, at
    while number := _worded(text, start):
        numbers += text[end:start] + str(number[0])
        end = number[1]
        joint = _JOINTS.match(text, end) if many else None
        if not joint:
            break
        start = joint.end()
    # الأولى والعشرون may be two articles, or one
    return (numbers, end) if numbers and (not many or not numbers.isdigit()) else ("", at)


def _worded(text: str, at: int) -> tuple[int, int] | None:
    """Return the number in words that begins at a place, and where it ends; اولا counts as اول."""
    number = spoken(text, at)
    if number:
        return number
    word = re.compile(r"[^\W\d_]+").match(text, at)
    plain = spoken(_ADVERB.sub("", word[0])) if word else None
    return (plain[0], word.end()) if word and plain else None
