"""Review by a second person: the steps an article can take, its answers as one digest, the log, the public edition."""
