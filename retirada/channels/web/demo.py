"""The page that shows the assistant, /chat/demo/, made from the tables and the responses that it answers with."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Optional

from markupsafe import escape
from rasa.shared.core.domain import Domain

from retirada.guide.contents import Contents, Topic, contents
from retirada.guide.templates import template_environment
from retirada.rulebook.decision import decide
from retirada.rulebook.knowledge import project_knowledge
from retirada.rulebook.wording import source_line, variant

# What the page's first question asks: whoever says «mi queja» presented it.
TOPIC, FACTS = "withdraw", {"party": "complainant", "kind": "complaint"}
_ADDRESS = "https://address.invalid"


class FirstAnswer(NamedTuple):
    """What is answered to the page's first question."""

    paragraphs: list[str]
    source: str
    asks: Optional[str]


class DemoPage:
    """The page, made once for each model that is loaded.

    Args:
        retention_days: how long conversations are kept.
    """

    def __init__(self, retention_days: int) -> None:
        self._retention_days = retention_days
        self._made_from: Optional[Domain] = None
        self._html = ""

    def html(self, domain: Domain, address: str) -> str:
        """The page.

        Args:
            domain: the loaded model's.
            address: the assistant's, up to /chat: the line that embeds the chat has it.
        """
        if self._made_from is not domain:
            self._html = _render(contents(project_knowledge(), domain.responses), domain, self._retention_days)
            self._made_from = domain
        # Last, since whoever asks can invent addresses, and to make the page takes half a second.
        return self._html.replace(_ADDRESS, escape(address))


def first_answer(guide: Contents, domain: Domain) -> FirstAnswer:
    """The answer that the page begins with, as the tables decide it and domain.yml says it."""
    decision = decide(guide.knowledge, TOPIC, FACTS)
    response = variant(domain.responses, f"utter_{decision.verdict}", FACTS)
    text = domain.responses[response][0]["text"].split("{")[0]
    return FirstAnswer(
        paragraphs=[line for line in text.splitlines() if line.strip()],
        source=source_line(guide.knowledge, decision.sources),
        asks=domain.responses[f"utter_ask_{decision.asks}"][0]["text"] if decision.asks else None,
    )


def _render(guide: Contents, domain: Domain, retention_days: int) -> str:
    groups: dict[str, list[Topic]] = {}
    for topic in guide.topics:
        groups.setdefault(topic.group, []).append(topic)
    privacy = domain.responses["utter_privacy"][0]["text"].format(days=retention_days)
    template = template_environment(Path(__file__).parent, guide.texts.months).get_template("demo.html")
    return template.render(
        **guide._asdict(),
        groups=groups,
        cases=sum(len(topic.combinations) for topic in guide.topics),
        answer=first_answer(guide, domain),
        privacy=privacy.splitlines(),
        address=_ADDRESS,
    )
