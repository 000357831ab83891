"""Which case each clause of a message is about: tried first, where clauses speak of cases at all."""
