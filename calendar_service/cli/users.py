"""`flask users`: make accounts, set passwords, close accounts."""

import sys
from datetime import UTC, datetime
from secrets import token_urlsafe

import click

from calendar_service.cli import Commands, answer, database
from calendar_service.domain.access import COMMAND
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.services import accounts

_from_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@click.group("users", cls=Commands)
def command() -> None:
    """Make accounts, set passwords, close accounts."""


@command.command()
@click.argument("name")
@click.option("--role", type=click.Choice(list(USER_ROLES)), default="editor", show_default=True)
@click.option("--full-name", default="", help="The name of the person.")
@_from_stdin
def create(name: str, role: str, full_name: str, *, password_stdin: bool) -> None:
    """Make an account; without --password-stdin a password is generated and printed once."""
    password = _password(from_stdin=password_stdin)
    with database().writing() as session:
        accounts.create(session, name, role, password, by=COMMAND, at=datetime.now(UTC), full_name=full_name)
    if not password_stdin:
        answer(password)


@command.command()
@click.argument("name")
@_from_stdin
def password(name: str, *, password_stdin: bool) -> None:
    """Give an account another password; without --password-stdin one is generated and printed once."""
    chosen = _password(from_stdin=password_stdin)
    with database().writing() as session:
        accounts.set_password(session, name, chosen, by=COMMAND, at=datetime.now(UTC))
    if not password_stdin:
        answer(chosen)


@command.command()
@click.argument("name")
def disable(name: str) -> None:
    """Close an account; what its owner did stays in the journal."""
    with database().writing() as session:
        accounts.disable(session, name, by=COMMAND, at=datetime.now(UTC))


def _password(*, from_stdin: bool) -> str:
    return sys.stdin.readline().rstrip("\r\n") if from_stdin else token_urlsafe(12)
