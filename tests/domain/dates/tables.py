"""The tables of expressions, as `expressions.tsv` lays them out, and what they say."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from calendar_service.domain.dates import StatedDate

FOLDER = Path(__file__).parent
TABLES = ("expressions", "variations", "second")


class Row(NamedTuple):
    language: str
    reference_date: str
    expression: str
    edtf: str
    earliest: str
    latest: str
    firm: str
    start_time: str
    end_time: str
    tz: str
    note: str

    @property
    def reference(self):
        return date.fromisoformat(self.reference_date) if self.reference_date else None

    @property
    def is_refused(self):
        return self.edtf == "!"


@cache
def rows(name):
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    return tuple(Row(*line.split("\t")) for line in lines[1:] if line)


def expected(row):
    """What a row says of its expression, in one text."""
    if row.is_refused:
        return f"! {kind_of(row.note)}"
    if not row.edtf:
        return "nothing"
    return f"{row.edtf} {row.earliest} {row.latest} {row.firm} {row.start_time} {row.end_time} {row.tz}"


def said(stated: StatedDate):
    """What a date says, in one text."""
    if not stated.is_known:
        return "nothing"
    earliest, latest = stated.earliest, stated.latest
    bounds = f"{earliest or '..'} {latest or '..'} {'yes' if stated.is_firm else 'no'}"
    times = [f"{time:%H:%M}" if time else "" for time in (stated.start_time, stated.end_time)]
    return f"{stated.edtf} {bounds} {times[0]} {times[1]} {stated.timezone or ''}"


def kind_of(reason):
    return reason.partition(":")[0].partition(";")[0]
