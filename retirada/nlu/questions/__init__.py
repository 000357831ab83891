"""Which questions a message asks, clause by clause."""
