"""What was asked for cannot be meant: options that shut each other out, a name of nothing that is offered."""

from __future__ import annotations


class WrongUse(Exception):
    """A wrong use, which is no fault of any file; a command shows it beside its usage.

    `key` and `values` make the sentence: `wrong <key>` among the words of the commands (templates/labels/commands).
    `option` is the option or argument whose value it is, where it is that of one.
    """

    def __init__(self, key: str, option: str = "", **values: object):
        super().__init__(key)
        self.key, self.option, self.values = key, option, values
