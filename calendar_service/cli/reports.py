"""`flask reports`: what readers have reported of events."""

import json

import click

from calendar_service.cli import Commands, answer, database
from calendar_service.domain.access import COMMAND
from calendar_service.domain.words import LANGUAGES
from calendar_service.services import notes
from calendar_service.services.notes import Report


@click.group("reports", cls=Commands)
def command() -> None:
    """Read what readers have reported of events."""


@command.command("list")
@click.option("--settled", is_flag=True, help="List those that are settled, instead of the open ones.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, one report a line.")
def list_(lang: str, *, settled: bool, as_json: bool) -> None:
    """List reports, newest first: moment, id, title of the event, its page, contact, text; separated by tabs."""
    with database().reading() as session:
        before = None
        while True:
            page = notes.page(session, lang, to=COMMAND, settled=settled, before=before)
            for report in page.reports:
                answer(_json(report) if as_json else _line(report))
            before = page.before
            if before is None:
                return


def _line(report: Report) -> str:
    text = " ".join(report.text.split())
    return "\t".join((report.at.isoformat(), str(report.id), report.title.text, report.url, report.contact, text))


def _json(report: Report) -> str:
    said = {
        "id": str(report.id),
        "at": report.at.isoformat(),
        "title": report.title.text,
        "url": report.url,
        "contact": report.contact,
        "text": report.text,
        "settled": report.is_settled,
    }
    return json.dumps(said, ensure_ascii=False)
