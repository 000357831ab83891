"""Which case a message as a whole is about: where `by_clause` finds nothing."""
