"""Writers of files that know nothing of what they are asked to write: Word, Excel."""
