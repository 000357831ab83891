"""What is answered, and how it is said."""
