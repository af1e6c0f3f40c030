"""Calendars of many events, made quickly: one event is recorded as any other, and its rows are copied."""

from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import insert, select

from calendar_service.cli import db
from calendar_service.domain import stems
from calendar_service.models.database import Database
from calendar_service.models.events import Event
from calendar_service.models.feeds import Component
from calendar_service.models.search import SearchEntry
from tests import factories

FIRST_DAY = date(2026, 2, 1)


def made(folder, number):
    """Return a database with so many events, one a day and again from the start, one component a language each."""
    database = Database(f"sqlite:///{folder / f'{number}.db'}")
    db.upgrade(database)
    with database.writing() as session:
        factories.event(session, date=FIRST_DAY.isoformat(), title="Conference")
    with database.writing() as session:
        _copy(session, number - 1)
    return database


def titled(folder, number):
    """Return a database that has nothing but the words of so many titles."""
    database = Database(f"sqlite:///{folder / f'{number}-titles.db'}")
    db.upgrade(database)
    with database.writing() as session:
        session.execute(insert(SearchEntry), [_entry(uuid4(), step) for step in range(number)])
    return database


def _entry(id_, number):
    return {"noun": "event", "record_id": id_, "words": " ".join(stems.stems(title(number)))}


def _copy(session, number):
    event = dict(session.execute(select(Event.__table__)).mappings().one())
    components = [dict(row) for row in session.execute(select(Component.__table__)).mappings()]
    events, pieces, entries = [], [], []
    for step in range(1, number + 1):
        id_, day = uuid4(), FIRST_DAY + timedelta(days=step % 700)
        events.append(
            {**event, "id": id_, "uid": f"{id_}@bench", "date_edtf": day.isoformat(), "earliest": day, "latest": day}
        )
        pieces += [_piece(component, event, id_, day) for component in components]
        entries.append(_entry(id_, step))
    session.execute(insert(Event.__table__), events)
    session.execute(insert(Component.__table__), pieces)
    session.execute(insert(SearchEntry), entries)


def title(number):
    """A title by which the event of a number is found: its kind is one of nine, its place one of 97."""
    kinds = ["саммит", "конференция", "форум", "встреча", "заседание", "консультации", "совещание", "диалог", "визит"]
    return f"{number}-я {kinds[number % 9]} по водным ресурсам, город-{number % 97}, повестка-{number}"


def _piece(component, event, id_, day):
    text = component["marker_text"].replace(str(event["id"]), str(id_)).replace("20260201", f"{day:%Y%m%d}")
    key = day.isoformat()
    return {
        **component,
        "event_id": id_,
        "uid": f"{id_}@bench",
        "marker_key": key,
        "span_key": key,
        "marker_text": text,
    }
