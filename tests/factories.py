"""Records for tests, with sane defaults: a test names only what matters to it."""

from datetime import UTC, datetime

from calendar_service.domain.access import Actor
from calendar_service.domain.dates import parse_edtf
from calendar_service.domain.facts import EventFacts, HostFacts
from calendar_service.domain.records import FormatFacts, PartyFacts, SeriesFacts
from calendar_service.domain.text import LocalText
from calendar_service.services import events, formats, parties

EDITOR = Actor(name="editor", role="editor")
ADMINISTRATOR = Actor(name="administrator", role="administrator")
NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
SEEDED_AT = datetime(2025, 11, 1, 12, 0, tzinfo=UTC)  # when the seeds of tests marked `seeded` were loaded


def local(en, ru=""):
    return LocalText({"en": en, "ru": ru or en})


def at(text):
    """A moment in UTC: `at("2026-05-12 10:00")`, or noon of a day."""
    return datetime.fromisoformat(text if " " in text else f"{text} 12:00").replace(tzinfo=UTC)


def event(session, *, date="2026-21", title="Conference", now=NOW, publish=True, status="planned", **facts):
    said = EventFacts(
        kind=facts.pop("kind", "ministerial"),
        titles=title if isinstance(title, LocalText) else local(title),
        date=date if not isinstance(date, str) else parse_edtf(date),
        **facts,
    )
    return events.create(session, said, by=EDITOR, at=now, status=status, publish=publish)


def party(session, code="IT", *, kind="state", now=NOW, **facts):
    return parties.create(session, PartyFacts(code=code, kind=kind, **facts), by=EDITOR, at=now)


def format_(session, slug="central-asia-italy", *, name="Central Asia + Italy", now=NOW, **facts):
    said = FormatFacts(slug=slug, names=local(name), **facts)
    return formats.create_format(session, said, by=EDITOR, at=now)


def series(session, slug="ministerials", *, name="Ministerial Conferences", now=NOW, **facts):
    said = SeriesFacts(slug=slug, kind="ministerial", names=local(name), **facts)
    return formats.create_series(session, said, by=EDITOR, at=now)


def hosts(*found):
    return tuple(HostFacts(party_id=one.id) for one in found)
