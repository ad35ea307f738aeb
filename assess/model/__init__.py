"""The core types: frozen, one meaning a field, importing nothing that reads or writes."""
