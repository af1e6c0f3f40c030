"""`flask tokens`: make tokens for programs, list them, end them."""

from datetime import UTC, datetime
from uuid import UUID

import click

from calendar_service.cli import Commands, answer, database
from calendar_service.domain.access import COMMAND, SCOPES
from calendar_service.services import tokens


@click.group("tokens", cls=Commands)
def command() -> None:
    """Make tokens for programs, list them, end them."""


@command.command()
@click.option("--user", "name", required=True, help="For whom the program acts.")
@click.option("--scope", type=click.Choice(list(SCOPES)), default="read", show_default=True)
@click.option("--note", default="", help="What the token is for.")
@click.option("--days", type=int, help="How many days it holds; for good where this is left out.")
def create(name: str, scope: str, note: str, days: int | None) -> None:
    """Make a token and print it, once: it is kept as a hash only."""
    with database().writing() as session:
        user = tokens.by_name(session, name)
        made = tokens.make(session, user, scope, note=note, days=days, by=COMMAND, at=datetime.now(UTC))
        text = made.text
    answer(text)


@command.command("list")
@click.option("--user", "name", required=True, help="Whose tokens.")
def list_(name: str) -> None:
    """List the tokens of a user that hold: id, first letters, scope, last use, note."""
    with database().reading() as session:
        user = tokens.by_name(session, name)
        for row in tokens.of_user(session, user.id, by=COMMAND, at=datetime.now(UTC)):
            used = f"{row.used_at:%Y-%m-%d}" if row.used_at else "never"
            answer(f"{row.id}\t{row.hint}…\t{row.scope}\t{used}\t{row.note}")


@command.command()
@click.argument("token_id", type=click.UUID)
def revoke(token_id: UUID) -> None:
    """End a token at once, by its id."""
    with database().writing() as session:
        tokens.revoke(session, token_id, by=COMMAND, at=datetime.now(UTC))
