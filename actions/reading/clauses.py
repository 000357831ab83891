"""How a text is cut into sentences and clauses, named for what ends one where they differ."""

from __future__ import annotations

import re

# Up to a sign or a line's end.
CLAUSE = re.compile(r"[^.,;:!?\n]+")
# Up to a sign, over line ends.
CLAUSE_OVER_LINES = re.compile(r"[^.,;:!?]+")
# A sign, a line's end, «pero» or «aunque».
CLAUSE_END = re.compile(r"[.,;:!?¿¡\n]+|\b(?:pero|aunque)\b", re.IGNORECASE)
# «Y», «sino», «aunque», «ahora», «entonces» or «1)», too, after which another of several cases may be spoken of.
CASE_CLAUSE_END = re.compile(
    r"[.,;:?!¿¡\n]+|\b(?:y|i(?= l[ao] otr)|pero|sino|aunque|ahora|entonces)\b|(?<=\s)(?=\d[).]\s)", re.IGNORECASE
)
# «Y», «menos» or «salvo», too, or the end: how far goes what a text in lower case tells of the settlement.
NEWS_CLAUSE_END = re.compile(r"[.,;:!?¿\n]|\b(?:pero|y|menos|salvo)\b|$")

# Up to a sign, with that; not to the full stop of «1.688».
SENTENCE = re.compile(r"(?:[^.!?;\n]|[.](?=\w))+[.!?;]*")
# Over semicolons, too: what is supposed goes on after them.
SENTENCE_OVER_SEMICOLONS = re.compile(r"[^.!?\n]+[.!?\n]*")
# Without its sign: what is read for its words.
SENTENCE_WORDS = re.compile(r"[^.!?;\n]+")
SENTENCE_END = re.compile(r"[.?!¿\n]")
