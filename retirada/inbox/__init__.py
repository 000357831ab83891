"""What was not well answered, for operators: grouped, labelled, made rows."""

from retirada.server.settings import configure_logging

# Before the modules of this package are imported: what loads Rasa warns at once, and operators read what they print.
configure_logging()
