"""Citations: how an event's page is cited in a text, in the reader's language."""

from datetime import date

from calendar_service.domain import summaries
from calendar_service.domain.entries import Entry
from calendar_service.domain.words import _, say
from calendar_service.web import labels, links


def of(entry: Entry, today: date) -> str:
    """Return a citation: title, date as it stands, place, calendar, address, and the day it was looked at."""
    place = summaries.location(entry)
    template = (
        _("%(title)s (%(date)s; %(place)s). %(site)s. URL: %(url)s (as of %(today)s).")
        if place
        else _("%(title)s (%(date)s). %(site)s. URL: %(url)s (as of %(today)s).")
    )
    return say(
        entry.lang,
        template,
        title=summaries.marked(entry.title, entry.lang),
        date=labels.of_entry(entry, today).words,
        place=place,
        site=links.site().names.get(entry.lang),
        url=entry.url,
        today=labels.day(today, entry.lang),
    )
