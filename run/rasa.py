"""Rasa's command line, without TensorFlow and without the noise of its libraries. `python -m run.rasa train …`.

The libraries switch their own deprecation warnings back on, so PYTHONWARNINGS does not silence them.
"""

from __future__ import annotations

import warnings

from run.no_tensorflow import pretend


def main() -> None:
    """Run Rasa's command line with the arguments of this process."""
    warnings.showwarning = lambda *_, **__: None
    pretend()
    from rasa.__main__ import main as rasa_main

    rasa_main()


if __name__ == "__main__":
    main()
