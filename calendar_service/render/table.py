"""CSV (RFC 4180): one row an entry, undated ones too, in a form that spreadsheets open safely.

It begins with a byte order mark, without which they take Cyrillic for something else.
"""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date, time

from calendar_service.domain import summaries
from calendar_service.domain.dates import write
from calendar_service.domain.entries import Entry
from calendar_service.render.faces import FeedFace

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(face: FeedFace, entries: Iterable[Entry]) -> bytes:  # noqa: ARG001 - every renderer is called alike
    """Return entries as rows under a header; of a withdrawn entry no more than that it was."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for entry in entries:
        known = COLUMNS if entry.visibility != "withdrawn" else _KEPT
        writer.writerow([guarded(COLUMNS[name](entry)) if name in known else "" for name in COLUMNS])
    return lines.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _iso(moment: date | time | None) -> str:
    if moment is None:
        return ""
    return moment.isoformat("minutes") if isinstance(moment, time) else moment.isoformat()


def _basis(entry: Entry) -> str:
    if not entry.date.is_known:
        return ""
    return "carried" if entry.carried else "stated"


def _firm(entry: Entry) -> str:
    return ("yes" if entry.is_firm else "no") if entry.date.is_known else ""


def _hosts(entry: Entry) -> str:
    return "; ".join(summaries.marked(host.party.name, entry.lang) for host in entry.hosts)


def _status(entry: Entry) -> str:
    return entry.status if entry.visibility == "published" else entry.visibility


COLUMNS: dict[str, Callable[[Entry], str]] = {
    "uid": lambda entry: entry.uid,
    "title": lambda entry: summaries.marked(entry.title, entry.lang),
    "date": lambda entry: write(entry.date, entry.lang) if entry.date.is_known else "",
    "stated": lambda entry: entry.date.stated,
    "edtf": lambda entry: entry.date.edtf,
    "earliest": lambda entry: _iso(entry.date.earliest),
    "latest": lambda entry: _iso(entry.date.latest),
    "firm": _firm,
    "date_basis": _basis,
    "start_time": lambda entry: _iso(entry.date.start_time),
    "end_time": lambda entry: _iso(entry.date.end_time),
    "timezone": lambda entry: entry.date.timezone or entry.timezone,
    "status": _status,
    "kind": lambda entry: entry.kind,
    "format": lambda entry: summaries.marked(entry.format_name, entry.lang),
    "series": lambda entry: summaries.marked(entry.series_name, entry.lang),
    "ordinal": lambda entry: str(entry.ordinal or ""),
    "place": summaries.location,
    "country": lambda entry: entry.country,
    "hosts": _hosts,
    "url": lambda entry: entry.url,
}
_KEPT = frozenset({"uid", "status"})
