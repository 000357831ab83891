"""Where the project lies."""

from __future__ import annotations

from pathlib import Path

# The Rasa project: config.yml, domain.yml, data/ and models/ are here, and what is made at run time in var/.
PROJECT = Path(__file__).resolve().parent.parent
