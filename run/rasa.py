"""Rasa's command line, without TensorFlow and without the noise of its libraries. `python -m run.rasa train …`."""

from __future__ import annotations

from run.no_tensorflow import pretend
from run.settings import be_quiet


def main() -> None:
    """Run Rasa's command line with the arguments of this process."""
    be_quiet()
    pretend()
    from rasa.__main__ import main as rasa_main

    rasa_main()


if __name__ == "__main__":
    main()
