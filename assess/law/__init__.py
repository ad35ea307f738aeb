"""Laws: files of them read, cut into units, quoted, compared, searched."""
