"""Two texts of a law side by side, and what the change does to an assessment."""
