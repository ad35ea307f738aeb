"""Quotations checked word for word against the text of the law."""
