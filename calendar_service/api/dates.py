"""Dates over the API: what people write, understood as the forms of the calendar understand it."""

from datetime import date

from calendar_service.api import lists, schemas
from calendar_service.api.calls import Answer, Call
from calendar_service.api.operations import Parameter, operation
from calendar_service.domain import dates
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import LANGUAGES, _
from calendar_service.services import resources

_PARAMETERS = {
    "text": Parameter(
        "A date as people write it in Russian, English or Italian, or as EDTF.", {"type": "string", "maxLength": 500}
    ),
    "written_on": Parameter(
        "The day on which the words were written, for those that count from it.", {"type": "string", "format": "date"}
    ),
    "lang": lists.LANG,
}


@operation(
    "GET", "/dates", name="read_date", tag="Dates", answer=schemas.ReadDate, parameters=_PARAMETERS, errors=(422,)
)
def read(call: Call) -> Answer:
    """Say what a date means.

    Its EDTF, its bounds, whether it is firm, and how it is said in each language.
    """
    if "text" not in call.query:
        raise InvalidInput(_("Say which date is to be read, in the parameter “text”."), field="text")
    written = call.one("written_on")
    try:
        reference = date.fromisoformat(written) if written else None
    except ValueError:
        raise InvalidInput(_("A day is written YYYY-MM-DD: for example, 2026-05-12."), field="written_on") from None
    try:
        found = dates.read(call.one("text"), reference=reference)
    except InvalidInput as error:
        error.field = "text"
        raise
    bounds = {lang: dates.bounds_in_words(found, lang) for lang in LANGUAGES}
    return Answer(resources.stated(found, reference) | {"bounds": bounds})
