"""What everything rests on: problems, texts, wording made comparable, paths, files written whole, processes."""
