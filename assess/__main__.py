"""`python -m assess` and the command `lexgap`."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    gc.disable()  # most commands are over before there is anything worth collecting; reports switch it on again
    from assess.cli import run

    run()


if __name__ == "__main__":
    main()
