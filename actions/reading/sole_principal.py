"""Whether it is sure whose case a conversation is about, so that they can be named."""

from __future__ import annotations

import re
from functools import lru_cache

from actions.reading.phrases import normalize
from actions.reading.principal import as_named_before, names, told_of
from retirada.prefilter import search
from retirada.rulebook.schema import Knowledge


@lru_cache(maxsize=8)  # asked of each text of a turn
def is_named_alone(knowledge: Knowledge, who: str, party: str, texts: tuple[str, ...]) -> bool:
    """Whether the person speaks of nobody's case but that of whom they speak for.

    No other is named, it is not the husband «de mi hermana», nor «su jefe», nor «mi hermana y el vendedor»; the person
    tells of none of their own; and nobody filed one back.

    Args:
        who: whom they speak for, «su hermana».
        party: what they are in it.
        texts: all that the person wrote.
    """
    if who == knowledge.phrases.somebody:
        return False
    written = [normalize(text) for text in texts]
    everybody = {as_named_before(knowledge, name, [who]) for text in texts for name in told_of(knowledge, text)}
    return everybody <= {who} and not any(
        _is_beside_another(knowledge, text)
        or _tells_of_an_own_one(knowledge, text)
        or _files_back(knowledge, text, party)
        for text in written
    )


def _is_beside_another(knowledge: Knowledge, written: str) -> bool:
    """Whether a text names somebody with another, or somebody who is theirs: «mi hermana dice que su jefe puso una»."""
    pattern, nouns = knowledge.phrases.named_beside, "|".join(map(normalize, knowledge.phrases.principals))
    return bool(re.search(rf"\b{pattern.theirs} (?:{nouns})\b", written)) or any(
        search(pattern.before, written[: name.start()])
        or re.match(pattern.after, written[name.end() :])
        or re.match(pattern.many, name[0])
        for name in names(knowledge).finditer(written)
    )


def _tells_of_an_own_one(knowledge: Knowledge, written: str) -> bool:
    phrases = knowledge.phrases
    mine = re.sub(rf"(?:{phrases.not_filed_by_me})\s*\w*", "", names(knowledge).sub("", written))
    own = (phrases.own_case, phrases.mention.i_filed, phrases.mention.against_me, phrases.against_us)
    return any(search(pattern, mine) for pattern in own)


def _files_back(knowledge: Knowledge, written: str, party: str) -> bool:
    """Whether a text tells more than once that somebody filed one, «se quejó del vendedor y él se quejó de ella», or of
    one against who filed one.
    """
    phrases = knowledge.phrases
    filed = re.findall(rf"\b(?:{phrases.filing.they_put}|{phrases.filing.they_complained})\b", written)
    return len(filed) > 1 or (party == "complainant" and search(phrases.filed_back, written) is not None)
