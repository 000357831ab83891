"""What is written otherwise than the readers know it, put into Spanish that they know."""
