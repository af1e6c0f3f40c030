"""Promises as tables and for programs: exactly those that a page shows, one row or object each.

CSV (RFC 4180) opens safely in spreadsheets; JSON (RFC 8259) holds the same facts under the same names.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date

from calendar_service.domain import summaries
from calendar_service.domain.dates import write
from calendar_service.domain.promises import PromiseFace
from calendar_service.render.table import guarded


def table(promises: Iterable[PromiseFace]) -> bytes:
    """Return promises as rows under a header; several values in one cell are parted by semicolons."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(FIELDS)
    for promise in promises:
        writer.writerow([guarded(_cell(said(promise))) for said in FIELDS.values()])
    return lines.getvalue().encode("utf-8-sig")


def document(promises: Iterable[PromiseFace], *, lang: str, url: str) -> bytes:
    """Return promises as one object: the language, the address of the page, and the promises in their order."""
    made = [{name: said(promise) for name, said in FIELDS.items()} for promise in promises]
    return json.dumps({"lang": lang, "url": url, "promises": made}, ensure_ascii=False, indent=1).encode()


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _quote(promise: PromiseFace) -> str:
    return next((one.quote for one in promise.citations if not one.mention), "")


def _place(promise: PromiseFace) -> str:
    """Return the address of the paragraph that makes a promise, else that of the document."""
    return next((one.url for one in promise.citations if not one.mention), promise.document.url)


def _clause(promise: PromiseFace) -> str:
    return next((one.clause for one in promise.citations if not one.mention), "")


FIELDS: dict[str, Callable[[PromiseFace], object]] = {
    "id": lambda promise: str(promise.id),
    "title": lambda promise: summaries.marked(promise.title, promise.lang),
    "state": lambda promise: promise.outcome.state.value,
    "days": lambda promise: promise.outcome.days,
    "term": lambda promise: write(promise.term, promise.lang) if promise.term.is_known else "",
    "stated": lambda promise: promise.term.stated,
    "edtf": lambda promise: promise.term.edtf,
    "earliest": lambda promise: _iso(promise.term.earliest),
    "latest": lambda promise: _iso(promise.term.latest),
    "quote": _quote,
    "document": lambda promise: summaries.marked(promise.document.title, promise.lang),
    "document_state": lambda promise: promise.document.state,
    "clause": _clause,
    "url": _place,
    "format": lambda promise: summaries.marked(promise.format_name, promise.lang),
    "parties": lambda promise: [one.code for one in promise.parties],
    "party_names": lambda promise: [summaries.marked(one.name, promise.lang) for one in promise.parties],
    "realised_by": lambda promise: [summaries.marked(one.title, promise.lang) for one in promise.realised_by],
    "realised_by_urls": lambda promise: [one.url for one in promise.realised_by],
    "realised_by_statuses": lambda promise: [one.status for one in promise.realised_by],
    "reports": lambda promise: [one.url for one in promise.reports],
}
