"""`flask seeds`: load the records that the calendar begins with."""

from datetime import UTC, datetime

import click

from calendar_service.cli import Commands, answer, database, settings
from calendar_service.services import seeds


@click.group("seeds", cls=Commands)
def command() -> None:
    """Load the records that the calendar begins with."""


@command.command()
@click.option("--kind", type=click.Choice(["documents", "parties", "none"]), help="Instead of CALENDAR_SEEDS.")
def load(kind: str | None) -> None:
    """Load the seeds; what is there already, and what a person has changed, stays as it is."""
    with database().writing() as session:
        number = seeds.load(session, kind or settings().seeds, at=datetime.now(UTC))
    answer(f"changes: {number}")
