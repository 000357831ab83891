"""What was asked and answered in a period, as one page for operators."""

import logging

from retirada.server.settings import configure_logging

# Before the modules of this package are imported: matplotlib and Rasa warn at once, and operators read what they print.
configure_logging()
logging.getLogger("matplotlib").setLevel(logging.ERROR)
