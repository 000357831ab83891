"""How well messages are understood and answered, measured, and compared with other systems."""
