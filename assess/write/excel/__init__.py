"""Excel workbooks: the book with its styles, tables, pages, charts."""
