"""The action server, on loopback only. `python -m run.action_server`."""

from __future__ import annotations

import os
import warnings

from rasa_sdk.endpoint import create_app

from run.settings import HOST


def main() -> None:
    """Serve the custom actions on ACTION_PORT until stopped."""
    warnings.showwarning = lambda *_, **__: None
    app = create_app("actions")
    app.run(host=HOST, port=int(os.environ["ACTION_PORT"]), workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
