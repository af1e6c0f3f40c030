"""`flask calendar`: the daily step."""

from datetime import UTC, datetime

import click

from calendar_service.cli import Commands, answer, database
from calendar_service.services import calendar


@click.group("calendar", cls=Commands)
def command() -> None:
    """Take the daily step."""


@command.command()
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]),
    help="A moment in UTC to take the step for, instead of now.",
)
def tick(at: datetime | None) -> None:
    """Record what time has brought about: windows that opened or closed, meetings that were held."""
    moment = datetime.now(UTC) if at is None else at.replace(tzinfo=UTC)
    with database().writing() as session:
        number = calendar.tick(session, moment)
    answer(f"changes: {number}")
