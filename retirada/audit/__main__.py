"""`make audit CONVERSATION=…`: each turn of a conversation, how it was decided, and whether it would be today.

`make audit PERIOD=…`: of all conversations of a period, the turns that would be answered differently, and the decisions
that are kept of conversations which are not; with `SAID=…`, instead, the conversations in which that was written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date

from sqlalchemy.engine import Engine
from tqdm import tqdm

from retirada.audit.differences import are_reworded, differences
from retirada.audit.lines import decision_line, turn_lines
from retirada.audit.origins import origins
from retirada.audit.turns import turns
from retirada.operator_texts import operator_texts
from retirada.rulebook.knowledge import project_knowledge
from retirada.server.settings import configure_logging
from retirada.server.store.decisions import Event
from retirada.server.store.event_reader import (
    conversation_events,
    conversations,
    decisions,
    last_conversations,
    open_store,
    spoken,
    stored_name,
)
from retirada.server.store.period import Period, read_period
from retirada.server.training import MODEL, fault
from retirada.yaml_files import exit_on_data_error

_MAX_WIDTH = 120


class Audit:
    """Replays conversations, and counts what would be answered differently today.

    Raises:
        DataFileError: data/knowledge cannot be loaded.
        SystemExit: there is no model that can be used.
    """

    def __init__(self) -> None:
        self.knowledge = project_knowledge()
        problem = fault(MODEL) if MODEL.exists() else "there is none"
        if problem:
            raise SystemExit(f"{MODEL} can't be used: {problem}. Train it: make train.")
        configure_logging()
        # Rasa takes seconds to import, and warns at once.
        from retirada.audit.replay import Replayer

        self._replayer = Replayer(MODEL)
        self.model = self._replayer.model_id
        self.n_turns = self.n_different = self.n_reworded = 0
        self._width = min(shutil.get_terminal_size((_MAX_WIDTH, 0)).columns, _MAX_WIDTH)

    def turns(self, events: list[Event], only_different: bool = False) -> Iterator[list[str]]:
        """The lines of each turn of a conversation."""
        for turn, of_facts in origins(turns(events), self.knowledge.facts):
            now = self._replayer.replay(turn)
            different = bool(differences(turn.replies, now.replies))
            reworded = not different and are_reworded(turn.replies, now.replies)
            self.n_turns += 1
            self.n_different += different
            self.n_reworded += reworded
            if different or reworded or not only_different:
                yield turn_lines(turn, of_facts, now, self.knowledge, self._width)

    def summary(self) -> str:
        """How many turns there were, and how many of them would be answered differently, or in other words."""
        counts = {"count": self.n_turns, "different": self.n_different, "reworded": self.n_reworded}
        return operator_texts().audit.summary.format(**counts)


def audit_conversation(store: Engine, name: str) -> Iterator[str]:
    """The lines of the audit of one conversation.

    Args:
        name: what it is called in the store, or `channel:sender` with the sender's own id.

    Raises:
        SystemExit: nothing of it is kept, or there is no model.
    """
    asked, name = name, stored_name(name)
    events = conversation_events(store, name)
    if not any(event["event"] == "user" for event in events):
        raise SystemExit(
            f"Nothing is kept of «{asked}»: there never was such a conversation, it was erased, or it is older than "
            f"RETENTION_DAYS. The last ones: {', '.join(last_conversations(store, 3)) or 'none'}."
        )
    audit = Audit()
    yield operator_texts().audit.conversation.format(name=name, rulebook=audit.knowledge.version, model=audit.model)
    yield ""
    for lines in audit.turns(events):
        yield from lines
    yield audit.summary()


def audit_period(store: Engine, period: Period) -> Iterator[str]:
    """The lines of the audit of a period.

    Raises:
        SystemExit: nothing is kept of it, or there is no model.
    """
    names, texts = conversations(store, period), operator_texts().audit
    kept = [decided for decided in decisions(store, period) if decided.conversation is None]
    if not names and not kept:
        raise SystemExit(f"Nothing is kept of the period {period}.")
    if names:
        audit = Audit()
        versions = {"rulebook": audit.knowledge.version, "model": audit.model}
        yield texts.period.format(first=period.first, last=period.last, **versions)
        yield ""
        for name in tqdm(names, unit=" conversations", leave=False, disable=None):
            found = [
                line for lines in audit.turns(conversation_events(store, name), only_different=True) for line in lines
            ]
            yield from [name, *found] if found else []
        yield audit.summary()
    if kept:
        yield texts.kept
        for decided in kept:
            yield decision_line(decided, project_knowledge())


def find_conversations(store: Engine, period: Period, said: str) -> Iterator[str]:
    """The name of each conversation in which the words were written in the period, then, a line each, what has them.

    Args:
        said: words in a row, whatever their case, accents and punctuation.

    Raises:
        SystemExit: nobody wrote them.
    """
    # With it comes all that reads messages, and takes two seconds.
    from retirada.nlu.row_problems import comparable

    wanted, found = f" {comparable(said)} ", False
    for name, events in spoken(store, conversations(store, period), period):
        texts = [event["text"] or "" for event in events if event["event"] == "user"]
        if holding := [text for text in texts if wanted in f" {comparable(text)} "]:
            found = True
            yield name
            yield from (f"  «{text}»" for text in holding)
    if not found:
        raise SystemExit(f"Nobody wrote «{said}» in the period {period}.")


@exit_on_data_error()
def main() -> None:
    """Print the audit of CONVERSATION, or of PERIOD, or where SAID was written in PERIOD.

    Raises:
        SystemExit: what is asked for can't be audited; the text is one sentence.
    """
    name, period, said = (os.environ.get(key) for key in ("CONVERSATION", "PERIOD", "SAID"))
    if said and not period and not name:
        raise SystemExit("SAID needs a PERIOD to look in: make audit PERIOD=30 SAID='una marca'.")
    if not name and not period:
        raise SystemExit("What is to be audited? make audit CONVERSATION=rest:ana, or PERIOD=30, 2026-11, 2026-11-05.")
    if name and (period or said):
        raise SystemExit("CONVERSATION goes alone: PERIOD is of all conversations, and SAID looks for some of them.")
    days = read_period(period or "1", date.today())
    store = open_store()
    if name:
        lines = audit_conversation(store, name)
    else:
        lines = find_conversations(store, days, said) if said else audit_period(store, days)
    for line in lines:
        print(line)


if __name__ == "__main__":
    main()
