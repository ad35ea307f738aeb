"""A case as a form that others fill in, in Excel or Word, and its answers merged back into the case."""
