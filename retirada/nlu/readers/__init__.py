"""The two readers, and what they learn from and find."""
