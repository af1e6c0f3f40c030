"""`flask plans …`: due dates of planning steps, and how they are counted. `compute` needs no database."""

import json
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from calendar_service.cli import Commands, Refused, answer
from calendar_service.domain import deadlines, explanations
from calendar_service.domain.deadlines import Roll
from calendar_service.domain.errors import CalendarError, InvalidInput
from calendar_service.domain.words import LANGUAGES, _
from calendar_service.domain.workdays import Workdays

_KNOWN = {"anchor", "offset", "days_of", "roll", "add_off", "add_work"}

command = Commands("plans", help="Due dates of planning steps.")


@command.command("compute")
@click.argument("line")
def compute_command(line: str) -> None:
    """Count the due date that LINE, an object of JSON, asks for; "-" reads lines from standard input.

    {"anchor": "2026-05-12", "offset": "-30wd", "days_of": ["IT", "KG"], "roll": "before"}, where add_off
    and add_work may add days by country. Each line is answered by one line of JSON.
    """
    if line != "-":
        said = compute(line.encode("utf-8", "surrogateescape"))
        if "error" in said:
            raise Refused(str(said["error"]))
        answer(json.dumps(said, ensure_ascii=False))
        return
    for given in sys.stdin.buffer:
        answer(json.dumps(compute(given), ensure_ascii=False))


def compute(line: bytes) -> dict[str, Any]:
    """Return the due date that a line of JSON asks for, or only `error` where it makes no sense."""
    try:
        asked = json.loads(line.decode("utf-8"))
        if not isinstance(asked, dict):
            return {"error": "The line is not an object of JSON."}
        return _answered(asked)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return {"error": "The line is not JSON in UTF-8."}
    except CalendarError as error:
        return {"error": error.sentence("en")}


def _answered(asked: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(asked) - _KNOWN)
    if unknown:
        raise InvalidInput(_("“%(name)s” is not known here. Known are: %(known)s."), name=unknown[0][:40], known=", ".join(sorted(_KNOWN)))  # fmt: skip
    workdays = Workdays(
        tuple(dict.fromkeys(_texts(asked, "days_of"))), _days(asked, "add_off"), _days(asked, "add_work")
    )
    anchor, offset = _day(asked.get("anchor"), "anchor"), deadlines.read_offset(_text(asked, "offset"))
    found = deadlines.compute(anchor, offset, _roll(asked), workdays)
    return {
        "due": found.due.isoformat(),
        "skipped": explanations.names(found.skipped),
        "explanation": {lang: explanations.explain(found, lang) for lang in LANGUAGES},
    }


def _roll(asked: Mapping[str, Any]) -> Roll:
    named = asked.get("roll") or "none"
    if named in {"—", "-"}:  # stands beside working days, which are never rolled
        return Roll.NONE
    if named not in list(Roll):
        raise InvalidInput(_("A roll is one of: %(known)s."), known=", ".join(Roll), field="roll")
    return Roll(named)


def _text(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str):
        raise InvalidInput(_("“%(name)s” is missing, or no text."), name=name, field=name)
    return value


def _texts(asked: Mapping[str, Any], name: str) -> list[str]:
    values = asked.get(name, [])
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise InvalidInput(_("“%(name)s” is a list of two-letter codes of countries."), name=name, field=name)
    return [one.strip().upper() for one in values]


def _days(asked: Mapping[str, Any], name: str) -> dict[str, frozenset[date]]:
    given = asked.get(name) or {}
    if not isinstance(given, dict) or not all(isinstance(days, list) for days in given.values()):
        raise InvalidInput(_("“%(name)s” gives a list of days for the code of a country."), name=name, field=name)
    return {code.strip().upper(): frozenset(_day(one, name) for one in days) for code, days in given.items()}


def _day(written: object, name: str) -> date:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise InvalidInput(_("“%(name)s” takes a day written as 2026-05-12."), name=name, field=name) from None
