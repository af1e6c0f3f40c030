"""`flask feeds`: render a feed as subscribers get it, and render every component anew."""

import sys
from datetime import UTC, datetime
from urllib.parse import parse_qs

import click

from calendar_service.cli import Commands, database
from calendar_service.domain.access import COMMAND
from calendar_service.render import RENDERERS
from calendar_service.services import feeds, rendering


@click.group("feeds", cls=Commands)
def command() -> None:
    """Render a feed as subscribers get it, and render every component anew."""


@command.command()
@click.argument("slug")
@click.option("--as", "extension", type=click.Choice(list(RENDERERS)), default="ics", show_default=True)
@click.option("--query", default="", help="Filters as in the address: lang=en&dates=span.")
def render(slug: str, extension: str, query: str) -> None:
    """Write the bytes of a feed, by its name (all, format/…, series/…, party/…, kind/…, event/…)."""
    with database().reading() as session:
        found = feeds.find(session, slug, parse_qs(query))
        body = feeds.render(session, found, RENDERERS[extension])
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


@command.command()
def rebuild() -> None:
    """Render every component anew, as is due after an upgrade; SEQUENCE and DTSTAMP stay as they are."""
    with database().writing() as session:
        ids = feeds.visible_ids(session)
        with click.progressbar(length=len(ids), label="Rendering", file=sys.stderr) as bar:
            rendering.rebuild(session, by=COMMAND, at=datetime.now(UTC), tell=bar.update)
