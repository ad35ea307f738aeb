"""Which provisions may answer an article: word lists, an index on disk, suggestions with their reasons."""
