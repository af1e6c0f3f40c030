"""`flask dates …`: read a date as it was stated. Needs no database.

A batch comes on standard input as bytes: lines are ended by LF alone, so that any other line end
inside one is content, and a line that is not UTF-8 is refused without harm to the others.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, time

import click

from calendar_service.cli import Commands, Refused, answer
from calendar_service.domain import dates
from calendar_service.domain.errors import CalendarError
from calendar_service.domain.words import LANGUAGE_NAMES, LANGUAGES

Answer = dict[str, object]

command = Commands("dates", help="Read dates as they were stated.")


@command.command("read")
@click.argument("text")
@click.option("--reference", metavar="DATE", help="The day the words were written, as YYYY-MM-DD.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one line of JSON.")
def read_command(text: str, *, reference: str | None, as_json: bool) -> None:
    """Say what TEXT means: its EDTF, its bounds, and how it is written in each language.

    With “-” for TEXT, lines of DATE, a tab and TEXT are read from standard input (the date may be
    empty), and each is answered by one line of JSON.
    """
    if text == "-":
        for line in lines():
            answer(in_json(read_line(line, reference)))
        return
    if as_json:
        said = read_one(text, reference or "")
        answer(in_json(said))
        click.get_current_context().exit(1 if said["error"] else 0)
    try:
        stated = dates.read(text, reference=day(reference or ""))
    except NotADay as error:
        raise Refused(f"The day of reference cannot be read: {error}.") from error
    for row in in_words(stated):
        answer(row)


class NotADay(ValueError):
    """The day of reference is not one; the reason is its text."""


def lines() -> Iterator[bytes]:
    """Yield the lines of standard input without the LF that ends them; the last may lack it."""
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n")


def read_line(line: bytes, reference: str | None) -> Answer:
    """Return the answer to one line of a batch; a date of its own goes before the common one."""
    try:
        written, tab, text = line.decode("utf-8").partition("\t")
    except UnicodeDecodeError:
        return {"error": "encoding: the line is not UTF-8"}
    if not tab:
        return {"error": "line: there is no tab between DATE and TEXT"}
    return read_one(text, written or reference or "")


def read_one(text: str, reference: str) -> Answer:
    """Return what a text means, or only `error` where it is refused."""
    try:
        return fields(dates.read(text, reference=day(reference)))
    except NotADay as error:
        return {"error": f"reference: {error}"}
    except dates.DateRefused as error:
        return {"error": error.reason}
    except CalendarError as error:
        return {"error": f"{error.code}: {error}"}


def day(written: str) -> date | None:
    """Return the day of an ISO date, None for an empty one; raises `NotADay`."""
    if not written:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
            return date.fromisoformat(written)
    except ValueError as error:
        raise NotADay(f"there is no day {written}") from error
    raise NotADay(f"{written!a} is not a day written as YYYY-MM-DD")


def fields(stated: dates.StatedDate) -> Answer:
    """Return a date's answer in JSON's terms: an open bound, or what was not said, is null."""
    return {
        "edtf": stated.edtf,
        "earliest": stated.earliest and stated.earliest.isoformat(),
        "latest": stated.latest and stated.latest.isoformat(),
        "firm": stated.is_firm,
        "start_time": clock(stated.start_time),
        "end_time": clock(stated.end_time),
        "timezone": stated.timezone or None,
        "error": None,
    }


def clock(moment: time | None) -> str | None:
    """Return a time of day as `HH:MM`."""
    return None if moment is None else f"{moment:%H:%M}"


def in_json(said: Answer) -> str:
    """Return an answer as one line of JSON."""
    return json.dumps(said, ensure_ascii=False)


def in_words(stated: dates.StatedDate) -> Iterator[str]:
    """Yield the rows that tell a person what a date means."""
    hours = "–".join(filter(None, (clock(stated.start_time), clock(stated.end_time))))
    rows = {
        "EDTF": stated.edtf or "(empty: not set)",
        "earliest": stated.earliest or "open",
        "latest": stated.latest or "open",
        "firm": "yes" if stated.is_firm else "no",
        "time": f"{hours} {stated.timezone or ''}".strip(),
    }
    for name, value in rows.items():
        if value:
            yield f"{name:<10}{value}"
    for lang in LANGUAGES:
        written, bounds = dates.write(stated, lang), dates.bounds_in_words(stated, lang)
        yield f"{LANGUAGE_NAMES[lang]:<10}{written}{f'  ({bounds})' if bounds != written else ''}"
