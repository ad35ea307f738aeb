"""YAML files and folders of them: read with their lines, shaped, edited in place, packed."""
