"""The action server, on loopback only. `python -m run.action_server`."""

from __future__ import annotations

import os

from run.settings import HOST, be_quiet


def main() -> None:
    """Serve the custom actions on ACTION_PORT until stopped."""
    be_quiet()
    from rasa_sdk.endpoint import create_app

    app = create_app("actions")
    app.run(host=HOST, port=int(os.environ["ACTION_PORT"]), workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
