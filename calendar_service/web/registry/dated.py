"""The one date of a document or a commitment as it is typed, and what is said under its field."""

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - a field is called `date`
from typing import Any

from flask import Response

from calendar_service.domain.dates import UNKNOWN, StatedDate, bounds_in_words, read, write
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.web import conflicts, forms, labels, language, page
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing import dating, pieces, telling
from calendar_service.web.editing.telling import Reading
from calendar_service.web.forms import Typed


def stated(typed: Typed, present: StatedDate | None, reference: Day | None = None) -> StatedDate:
    """Return the date that is typed; what still stands as it was shown is left as it is. Raises `DateRefused`."""
    text = typed.text("date").strip()
    if present is not None and text in {dating.shown(present, lang) for lang in LANGUAGES}:
        return present
    return read(text, reference=reference) if text else UNKNOWN


def reading(typed: Typed, lang: str) -> Reading:
    """Return what is said under the field of the date."""
    try:
        date = stated(typed, None)
    except InvalidInput as error:
        return telling.refused(error.sentence(lang))
    if not date.is_known:
        return Reading(label=labels.of_date(date, lang))
    firm = say(lang, _("The date is firm.") if date.is_firm else _("The date is not firm."))
    bounds = bounds_in_words(date, lang)
    return Reading(label=labels.of_date(StatedDate(date.edtf), lang), notes=() if bounds in firm else (firm,))


def read_piece() -> Response:
    """Return what is understood of the date as it is typed."""
    page.asked()
    if gone := pieces.away():
        return gone
    with page.database().reading() as session:
        return page.respond("reading.html", session, reading=reading(forms.sent(), language.current()))


def compared(label: str, lang: str) -> Compared:
    """Return the field of the date, compared by what it means."""

    def said(typed: Typed) -> list[str]:
        try:
            date = stated(typed, None)
        except InvalidInput:
            return [typed.text("date").strip()]
        return [write(StatedDate(date.edtf), lang)] if date.is_known else []

    def key(typed: Typed) -> object:
        try:
            return stated(typed, None).edtf
        except InvalidInput:
            return conflicts.normal(typed.text("date"))

    return Compared(name="date", label=label, fields=("date",), words=said, key=key)


def choices(typed: Typed, lang: str) -> Mapping[str, Any]:
    """Return what the template of a form with such a date needs."""
    return {"reading": reading(typed, lang)}
