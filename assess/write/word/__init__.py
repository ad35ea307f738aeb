"""Word documents: templates, their tags and the check of them, charts, direction, languages."""
