"""The wording of laws: its structure (`structure`), files (`store`), what was understood (`tree`), numbers (`align`).

The modules are imported one by one, so that a command that only compares quotations reads no more than it needs.
"""
