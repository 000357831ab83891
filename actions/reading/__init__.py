"""What a message says and asks: its intent, the facts that it states, the details it asks about."""
