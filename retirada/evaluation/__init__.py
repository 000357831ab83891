"""How well messages are understood and answered, measured, and compared with other systems."""

from retirada.server.settings import configure_logging

# Before the modules of this package are imported: what loads Rasa warns at once, and figures are read as printed.
configure_logging()
