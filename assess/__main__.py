"""`python -m assess` and the command `lexgap`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from assess.cli import run

    run()


if __name__ == "__main__":
    main()
