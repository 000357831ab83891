"""What `rasa shell` shows and asks: Spanish, without payloads, and options that are chosen by their number."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import shutil
import signal
import textwrap
from typing import Any, Optional

import aiohttp
from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.formatted_text import FormattedText

from retirada.channels.core.buttons import Button, match_option, option_lines
from retirada.channels.core.commands import find_command
from retirada.channels.core.sentences import sentences

ANSWER_SECONDS = 60
RASA_END = "/stop"
_LABEL = "bold ansicyan"


async def converse(sender_id: str, server_url: str, request_timeout: Optional[int] = None) -> int:
    """Talk until the person ends it, with Ctrl-C or Ctrl-D too. Stands in for Rasa's `record_messages`.

    Args:
        sender_id: the conversation.
        server_url: of the Rasa that answers.
        request_timeout: how many seconds to wait for an answer. Default: ANSWER_SECONDS.

    Returns:
        How many messages were sent.
    """
    session: PromptSession[str] = PromptSession()
    offered: list[Button] = []
    sent = 0
    print(textwrap.fill(sentences().terminal_start, shutil.get_terminal_size().columns), flush=True)
    with contextlib.suppress(KeyboardInterrupt, EOFError, asyncio.CancelledError):
        while message := _message(await _read(session), offered):
            offered = _show(await _ask(server_url, sender_id, message, request_timeout or ANSWER_SECONDS))
            sent += 1
    print(sentences().terminal_end, flush=True)
    return sent


def _message(text: str, offered: list[Button]) -> Optional[str]:
    """What Rasa reads: the payload of an option or a command, or the text; None where the person leaves."""
    command = find_command(text)
    if text == RASA_END or (command and command.name == "leave"):
        return None
    # As Rasa's own, this channel obeys payloads that are typed: `/restart`.
    return match_option(text, offered) or (command.payload if command else text)


async def _read(session: PromptSession[str]) -> str:
    """The next line that is not empty. Raises KeyboardInterrupt on Ctrl-C, EOFError on Ctrl-D."""
    line = ""
    while not line:
        line = (await session.prompt_async([(_LABEL, sentences().terminal_person), ("", " ")])).strip()
    return line


async def _ask(server_url: str, sender: str, message: str, seconds: int) -> list[dict[str, Any]]:
    """What Rasa answers, or that it can't. Raises CancelledError on Ctrl-C."""
    task = asyncio.current_task()
    assert task
    # Each prompt takes the handler of SIGINT away when it ends.
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, task.cancel)
    url, body = f"{server_url}/webhooks/rest/webhook", {"sender": sender, "message": message}
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(seconds), raise_for_status=True) as session,
            session.post(url, json=body) as reply,
        ):
            answers: list[dict[str, Any]] = await reply.json()
            return answers
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return [{"text": sentences().unavailable}]


def _show(answers: list[dict[str, Any]]) -> list[Button]:
    """Print the messages of a turn, their options numbered through all of them; give those options."""
    offered: list[Button] = []
    numbers = itertools.count(1)
    for answer in answers:
        buttons = answer.get("buttons") or []
        lines = [*answer.get("text", "").split("\n"), *option_lines(buttons, numbers)]
        print_formatted_text(FormattedText([(_LABEL, sentences().terminal_assistant), ("", " " + _wrapped(lines))]))
        offered += buttons
    if offered:
        print(sentences().choose_by_number, flush=True)
    return offered


def _wrapped(lines: list[str]) -> str:
    width = shutil.get_terminal_size().columns
    indent = " " * (len(sentences().terminal_assistant) + 1)
    text = "\n".join(
        textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        for line in lines
    )
    return text.lstrip()
