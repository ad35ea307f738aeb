"""Which language a text is written in, told by its script and its commonest small words."""

from __future__ import annotations

import re
from collections import defaultdict

_ARABIC = re.compile("[\u0621-\u064aپچژگکی]")
_NOT_ARABIC = re.compile("[پچژگڤٹڈڑےۀہھکی]")  # letters of Persian, Urdu and Kurdish
_URDU = re.compile("[ٹڈڑےہھ]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 20_000  # characters that are looked at
#: Small words by which languages in Latin script are told apart; those that two of them share decide little.
_SMALL = {
    "en": "the of and to in that is for any or shall by with as be this on not an which under may",
    "fr": "le la les de des du et à un une dans par pour est qui que au aux ou ne pas sur sont ce cette",
    "es": "el la los las de del y en que por para con se no una un al su lo sus o como es será",
    "pt": "o a os as de do da dos das e em que por para com não uma um ao na no se ou é são nos nas",
    "it": "il la le di del della dei e in che per con non un una al è sono o si da nel alla gli delle",
    "ca": "el la els les de del i en que per amb una un al no es o dels ha són aquest aquesta a",
    "de": "der die das und in den von zu mit des im ist nicht eine auf für oder dem wird werden sich",
    "nl": "de het een en van in is op te dat voor met niet die of door aan bij wordt worden zijn",
    "et": "ja on ei või see kui et ning selle mis oma ka käesoleva isiku seaduse eest kes kuni",
    "ro": "și de în la a cu pe din care nu se este sau pentru prin al unei sunt ale o un",
    "pl": "i w z na do nie się o od przez oraz lub jest po za przy art kto dla jego",
    "tr": "ve bir bu ile için olarak veya olan da de her kanun gibi ise kadar",
    "id": "dan yang di dengan untuk dalam atau pada tidak oleh ini dari setiap orang pasal",
    "sv": "och i att det som en av för på är den med inte till om eller ett ska",
}
#: Languages that are told apart; what is said of a text in another one proves nothing.
TOLD = frozenset((*_SMALL, "ar", "fa"))
_OF = {
    word: {code for code, words in _SMALL.items() if word in words.split()}
    for words in _SMALL.values()
    for word in words.split()
}


def language_of(text: str) -> str:
    """Return the code of the language that a text is written in, or an empty string where that cannot be told."""
    text = text[:_MOST]
    letters = len(_LETTER.findall(text)) or 1
    if len(_ARABIC.findall(text)) > letters / 2:
        if len(_NOT_ARABIC.findall(text)) <= letters / 25:
            return "ar"
        return "" if _URDU.search(text) else "fa"
    words = [word.lower() for word in _WORD.findall(text)]
    points: dict[str, float] = defaultdict(float)
    for word in words:
        for code in _OF.get(word, ()):
            points[code] += 1 / len(_OF[word])
    best = sorted(points.items(), key=lambda item: -item[1])[:2]
    if (
        not best
        or best[0][1] < len(words) / 12
        or (len(best) > 1 and best[1][1] > 0.9 * best[0][1])
    ):
        return ""
    return best[0][0]
