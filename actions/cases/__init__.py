"""The case under discussion, and which of several a message is about."""
