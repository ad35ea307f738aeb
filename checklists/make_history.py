"""Makes history/VERSION.yaml of a checklist, by which later versions know it: python make_history.py FOLDER RULE.

FOLDER holds the checklist as it was (instrument.yaml, articles/). The file is written to the standard output. It holds
no text: of each element what the rule needs (kind, level, permission, and `core` or `weight` as the version had it).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml

HEAD = """# What the rule needs of version {version}: so cases made with it can be brought over and compared.
# Made by checklists/make_history.py; never edited. `digest` is the sha256 that programs of its time gave.
"""


def made(folder: Path, rule: str, digest: str) -> str:
    """Return the text of the file."""
    header = _read(folder / "instrument.yaml")
    articles = sorted((_read(path) for path in (folder / "articles").glob("*.yaml")), key=_number)
    lines = [
        HEAD.format(version=header["version"]) + f"checklist: {header['version']}",
        f'rule: "{rule}"',
        f"digest: {digest}",
        "parts:",
    ]
    lines += [
        _flow({"id": one["id"], "axis": one.get("axis", ""), "offences": one.get("offences", "")})
        for one in header["parts"]
    ]
    lines.append("articles:")
    for article in articles:
        lines += [
            f'- article: "{article["article"]}"',
            f"  part: {article['part']}",
            f"  core: {article['core']}",
            "  elements:",
        ]
        lines += [
            "  "
            + _flow(
                {
                    key: one.get(key, "")
                    for key in ("id", "kind", "level", "core", "weight", "permission", "party_act")
                }
            )
            for one in article["elements"]
        ]
    return "\n".join(lines) + "\n"


def _read(path: Path) -> dict:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _number(article: dict) -> tuple[int, str]:
    return int(re.search(r"\d+", article["article"])[0]), article["article"]


def _flow(entry: dict[str, str]) -> str:
    pairs = (
        (key, f'"{value}"' if re.search(r"[^\w.]", value) or value.isdigit() else value)
        for key, value in entry.items()
        if value
    )
    return "- {" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


if __name__ == "__main__":
    sys.stdout.write(made(Path(sys.argv[1]), sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else ""))
