"""One message of the person and the reply to it: what the turn knows, and how it speaks."""
