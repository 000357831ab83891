"""`make inbox-page`: the inbox for operators as a web page, which does what `make inbox` and `make label` do."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Optional

from aiohttp import web

from retirada.guide.templates import page_style, template_environment
from retirada.inbox.access import PageSettings, guard, read_settings
from retirada.inbox.filters import Filter, read_filter
from retirada.inbox.groups import MAX_GROUPS, Group, described
from retirada.inbox.label import label, told
from retirada.inbox.labels import Refused
from retirada.inbox.messages import REASONS
from retirada.inbox.store import FOLDER, as_line, read_groups, read_lines
from retirada.nlu.catalog import read_catalog
from retirada.operator_texts import operator_texts
from retirada.paths import PROJECT
from retirada.report.figures import BAD
from retirada.server.settings import configure_logging
from retirada.server.store.event_reader import UnreadableStore, open_store
from retirada.server.store.period import Period, read_period
from retirada.yaml_files import exit_on_data_error

PERIODS = ("7", "30", "90", "365")
_HERE = Path(__file__).parent
_FILTERS = ("channel", "subject", "reason", "confidence", "rating")


class InboxPage:
    """The page on the project's store: it shows what is in the inbox, and writes to data/nlu what is labelled."""

    def __init__(self) -> None:
        self._texts = operator_texts().inbox
        self._templates = template_environment(_HERE)
        self._style, self._style_digest = page_style(_HERE / "page.css")
        # One label at a time: each reads the files that another would be writing.
        self._writing = asyncio.Lock()

    def application(self, key: Optional[str]) -> web.Application:
        """The page, for who knows the key."""
        policy = f"default-src 'none'; style-src {self._style_digest}; form-action 'self'; frame-ancestors 'none'"
        headers = {
            "Content-Security-Policy": f"{policy}; base-uri 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cache-Control": "no-store",
        }
        application = web.Application(middlewares=[guard(key, headers)], client_max_size=4 * 1024**2)
        application.add_routes([web.get("/", self.show), web.post("/", self.write)])
        return application

    async def show(self, request: web.Request) -> web.Response:
        """The groups that the query wants; with `group`, one of them to label."""
        given = {name: request.query.get(name, "") for name in ("period", "group", *_FILTERS)}
        try:
            period = read_period(given["period"] or PERIODS[0], date.today())
            wanted = read_filter({name.upper(): given[name].strip() for name in _FILTERS})
        except SystemExit:
            return self._render("list.html", status=400, given=given, groups=[], said=self._texts.bad_filter)
        try:
            groups, left = await asyncio.to_thread(_read_groups, period, wanted)
        except UnreadableStore as error:
            said = self._texts.unreadable.format(reason=error)
            return self._render("list.html", status=503, given=given, groups=[], said=said)
        except SystemExit:
            return self._render("list.html", given=given, groups=[], said=self._texts.nothing_stored)
        chosen = next((group for group in groups if given["group"] and group.id == given["group"]), None)
        if chosen:
            return self._render("group.html", group=chosen, lines=[as_line(m).split("\t") for m in chosen.messages])
        said = self._texts.too_many.format(count=left) if left else "" if groups else self._texts.empty
        shown = [(group, described(group)) for group in groups[:MAX_GROUPS]]
        return self._render("list.html", given=given, groups=shown, said=said)

    async def write(self, request: web.Request) -> web.Response:
        """Label the messages that were sent, and say what was written."""
        form = await request.post()
        topic, verdict = (_field(form, name) or None for name in ("topic", "verdict"))
        is_right = _field(form, "what") == "right"
        lines = [f"{_field(form, f'row-{n}')}\t{_field(form, f'known-{n}')}" for n in map(str, form.getall("kept", []))]
        if not lines or not (topic or is_right):
            return self._render("done.html", status=400, said=[self._texts.nothing_chosen])
        try:
            read = read_lines(lines, "")
            async with self._writing:
                topic = None if is_right else topic
                written = await asyncio.to_thread(label, PROJECT, FOLDER, read, topic, verdict)
                said = await asyncio.to_thread(lambda: list(told(PROJECT, written, read, topic)))
        except SystemExit:
            raise web.HTTPBadRequest from None
        except Refused as refused:
            return self._render("done.html", status=409, said=[self._texts.refused, *refused.reasons])
        return self._render("done.html", said=said)

    def _render(self, name: str, status: int = 200, **values: Any) -> web.Response:
        catalog = read_catalog()
        html = self._templates.get_template(name).render(
            texts=self._texts,
            style=self._style,
            intents=sorted(catalog.questions),
            reasons=REASONS,
            ratings={rating: operator_texts().report.rating_names[rating] for rating in BAD},
            periods=PERIODS,
            **values,
        )
        return web.Response(text=html, content_type="text/html", status=status)


def _read_groups(period: Period, wanted: Filter) -> tuple[list[Group], int]:
    store = open_store()
    try:
        return read_groups(store, period, wanted, FOLDER)
    finally:
        store.dispose()


def _field(form: Mapping[str, Any], name: str) -> str:
    """What was written in a field, as one line; nothing where a file was sent, or no such field."""
    value = form.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


@exit_on_data_error()
def main() -> None:
    """Serve the page until it is stopped.

    Raises:
        SystemExit: a variable can't be used.
    """
    configure_logging()
    settings: PageSettings = read_settings()
    print(f"http://{settings.address}:{settings.port}/ (Ctrl-C stops it)", flush=True)
    application = InboxPage().application(settings.key)
    try:
        web.run_app(
            application, host=settings.address, port=settings.port, print=None, access_log=None, shutdown_timeout=2
        )
    except OSError as error:
        raise SystemExit(f"Port {settings.port} can't be listened on ({error.strerror}): set INBOX_PORT.") from None


if __name__ == "__main__":
    main()
