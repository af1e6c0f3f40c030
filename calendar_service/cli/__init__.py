"""Commands for operators: `flask --app wsgi …`, one module per noun.

Standard output carries only the answer, in UTF-8; logs go to standard error. What a user can cause
ends with its sentence on standard error and status 1. Commands speak English.
"""

import functools
import importlib
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from calendar_service.config import Settings
from calendar_service.domain.errors import CalendarError
from calendar_service.models.database import Database

# each has a `command`
MODULES = ("calendar", "dates", "db", "events", "feeds", "plans", "reports", "seeds", "serve", "tokens", "users")

P = ParamSpec("P")
R = TypeVar("R")


class Refused(click.ClickException):
    """A command that could not do what was asked: the sentence, and nothing else, on standard error."""

    def show(self, file: object = None) -> None:
        """Write the sentence."""
        del file
        click.echo(self.format_message().encode("utf-8", "backslashreplace"), err=True)


def command_errors(function: Callable[P, R]) -> Callable[P, R]:
    """Make a command end with the sentence of a `CalendarError` instead of a traceback."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except CalendarError as error:
            raise Refused(error.sentence("en")) from error

    return run


class Commands(AppGroup):
    """A group whose commands run inside the application, and end as `command_errors` says."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was named."""
        return command_errors(super().invoke)(ctx)


def answer(text: str) -> None:
    """Write a line of the answer to standard output, at once, whatever the terminal's encoding."""
    click.echo(text.encode("utf-8", "backslashreplace"))


def settings() -> Settings:
    """Return the settings of the application whose command runs."""
    found: Settings = current_app.extensions["settings"]
    return found


def database() -> Database:
    """Return the database of the application whose command runs: `.reading()`, `.writing()`."""
    found: Database = current_app.extensions["database"]
    return found


def register(app: Flask) -> None:
    """Give the application every command."""
    for name in MODULES:
        app.cli.add_command(importlib.import_module(f"{__name__}.{name}").command)
