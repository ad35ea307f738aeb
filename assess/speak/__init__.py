"""Languages, digits and marks: how values are said, chosen where something is written."""
