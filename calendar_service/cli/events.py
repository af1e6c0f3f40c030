"""`flask events`: list what is recorded, and show one event whole."""

import json
from uuid import UUID

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.cli import Commands, answer, database
from calendar_service.domain import summaries
from calendar_service.domain.access import COMMAND
from calendar_service.domain.dates import write
from calendar_service.domain.words import LANGUAGES
from calendar_service.models.events import Event
from calendar_service.services import events, faces, feeds
from calendar_service.services.snapshots import snapshot

_lang = click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True)
_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@click.group("events", cls=Commands)
def command() -> None:
    """List what is recorded, and show one event whole."""


@command.command("list")
@_lang
@_json
def list_(lang: str, *, as_json: bool) -> None:
    """List every event by date: id, EDTF, status, visibility, date in words, title; separated by tabs."""
    with database().reading() as session:
        for event in session.scalars(select(Event).order_by(*feeds.BY_DATE)):
            answer(json.dumps(_brief(event), ensure_ascii=False) if as_json else _line(event, lang))


def _line(event: Event, lang: str) -> str:
    cells = (event.id, event.date_edtf, event.status, event.visibility, write(event.date, lang), event.titles.get(lang))
    return "\t".join(str(cell) for cell in cells)


def _brief(event: Event) -> dict[str, object]:
    return {
        "id": str(event.id),
        "edtf": event.date_edtf,
        "earliest": event.earliest.isoformat() if event.earliest else None,
        "latest": event.latest.isoformat() if event.latest else None,
        "firm": event.is_firm,
        "kind": event.kind,
        "status": event.status,
        "visibility": event.visibility,
        "title": dict(event.titles),
    }


@command.command()
@click.argument("event_id", type=click.UUID)
@_lang
@_json
def show(event_id: UUID, lang: str, *, as_json: bool) -> None:
    """Show one event: what feeds say of it, or with --json all that is recorded."""
    with database().reading() as session:
        event = events.get(session, event_id, to=COMMAND)
        answer(_whole(event) if as_json else _said(session, event, lang))


def _whole(event: Event) -> str:
    recorded = {"id": str(event.id), "uid": event.uid, "version": event.version, "sequence": event.sequence}
    return json.dumps({**recorded, **snapshot(event)}, ensure_ascii=False, indent=2)


def _said(session: Session, event: Event, lang: str) -> str:
    entry = faces.entries(session, [event], lang, to=COMMAND, inward=True)[0]
    return f"{summaries.summary(entry)}\n\n{summaries.description(entry)}"
