"""Writes the lists of exact versions with hashes beside this file, from the dependencies in setup.cfg: `make lock`.

uv resolves them, since it alone makes one list for every system and Python that is served (`--universal`); pip-compile
makes one for the machine it runs on. Whoever installs needs pip and no more. Only wheels are taken: building a source
archive would fetch tools that no hash stands for. The lists name no index.
"""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OLDEST_PYTHON = "3.11"
#: What the project itself is built with, in the environment, without build isolation.
BUILD = ("setuptools >=77, <85",)
#: List → the extras of setup.cfg that it holds beside what every command needs. The first is the largest: the others
#: take their versions from it, so that tests run with what users have.
LISTS: dict[str, tuple[str, ...]] = {
    "test.txt": ("test", "compare", "pdf", "ocr", "agree", "dask"),
    "compare.txt": ("compare",),
    "demo.txt": (),
}


def requirements(extras: tuple[str, ...]) -> list[str]:
    """Return the requirements of setup.cfg with those of some extras, and the build tools."""
    settings = configparser.ConfigParser()
    settings.read(HERE.parent / "setup.cfg", encoding="utf-8")
    blocks = [settings["options"]["install_requires"]]
    for extra in extras:
        blocks.append(settings["options.extras_require"][extra])
    wanted = list(BUILD)
    for block in blocks:
        wanted += [line.strip() for line in block.splitlines() if line.strip()]
    return list(dict.fromkeys(wanted))


def renew(name: str, extras: tuple[str, ...]) -> None:
    """Write one list. Raises CalledProcessError where the versions cannot be resolved."""
    largest = HERE / next(iter(LISTS))
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "-", "--quiet"),
        *("--universal", "--python-version", OLDEST_PYTHON, "--fork-strategy", "fewest"),
        *("--generate-hashes", "--only-binary", ":all:", "--no-annotate"),
        *("--custom-compile-command", "make lock"),
        *("--output-file", str(HERE / name)),
    ]
    if HERE / name != largest:
        command += ["--constraint", str(largest)]
    wanted = "\n".join(requirements(extras))
    subprocess.run(command, input=wanted, text=True, check=True, cwd=HERE)


def main() -> None:
    """Write every list anew, or with a name only that one."""
    # uv keeps the versions of a list that is there
    (HERE / next(iter(LISTS))).unlink(missing_ok=True)
    for name, extras in LISTS.items():
        renew(name, extras)


if __name__ == "__main__":
    main()
