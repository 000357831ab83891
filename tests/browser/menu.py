"""What the menu offers."""

from __future__ import annotations

from retirada.paths import PROJECT
from retirada.yaml_files import read_yaml

_MENU = read_yaml(PROJECT / "domain.yml")["responses"]["utter_menu"][0]
HEADINGS = {button["payload"]: button["group"] for button in _MENU["buttons"]}
