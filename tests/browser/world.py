"""A calendar to look at: the seeds of the two documents, and a meeting of every sort that they do not have."""

import contextlib
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from werkzeug.serving import WSGIRequestHandler, make_server

from calendar_service.app import create_app
from calendar_service.config import Settings
from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.facts import HostFacts, ParticipantFacts
from calendar_service.domain.text import LocalText
from calendar_service.models.database import Database
from calendar_service.models.events import Event
from calendar_service.models.formats import Format
from calendar_service.models.parties import Party
from calendar_service.services import accounts, calendar, events, lifecycle
from tests import factories
from tests.conftest import SECRET
from tests.launch.running import free_port

EDITOR = Actor(name="editor", role="editor")
PASSWORD = "a password of the tests"
PEOPLE = {"reader": "reader", "planner": "planner", "editor": "editor", "admin": "administrator"}


@dataclass(frozen=True)
class World:
    """The ids of meetings by what has become of them."""

    held: str
    closed: str
    undated: str
    timed: str
    cancelled: str
    postponed: str
    moved: str
    draft: str


def fill(url):
    """Add to a seeded database what the seeds lack; returns the `World`."""
    database = Database(url)
    with database.writing() as session:
        now = datetime.now(UTC).replace(microsecond=0)
        for name, role in PEOPLE.items():
            accounts.create(session, name, role, PASSWORD, by=factories.ADMINISTRATOR, at=now)
        made = _make(session, now)
        calendar.tick(session, now)
        world = World(
            held=_find(session, "Second Expert Forum"),
            closed=_find(session, "Fourth Conference"),
            undated=next(str(one) for one in session.scalars(select(Event.id).where(Event.date_edtf == ""))),
            **made,
        )
    database.dispose()
    return world


def _find(session, words):
    return next(str(one.id) for one in session.scalars(select(Event)) if words in one.titles.get("en"))


def _make(session, now):
    day = now.date()
    soon, later = day + timedelta(days=40), day + timedelta(days=75)
    timed = StatedDate(
        f"{soon}/{soon + timedelta(days=1)}", start_time=time(10, 0), end_time=time(17, 30), timezone="Asia/Almaty"
    )
    made = {
        "timed": _event(session, now, "Meeting of ministers of energy", "Встреча министров энергетики", timed, "confirmed"),
        "cancelled": _event(session, now, "Water week", "Неделя воды", StatedDate(str(soon)), "planned"),
        "postponed": _event(session, now, "Forum of cities", "Форум городов", StatedDate(str(later)), "planned"),
        "moved": _event(session, now, "Forum of universities", "Форум университетов", StatedDate(str(soon)), "planned"),
        "draft": _event(session, now, "Unannounced consultations", "Необъявленные консультации", StatedDate(str(later)), "planned", publish=False),
    }  # fmt: skip
    act = {"by": EDITOR, "at": now + timedelta(seconds=5)}
    reason = LocalText({"en": "The host has asked for it.", "ru": "Об этом попросила принимающая сторона."})
    lifecycle.cancel(session, made["cancelled"], reasons=reason, **act)
    lifecycle.postpone(session, made["postponed"], reasons=reason, **act)
    events.move(session, made["moved"], StatedDate(str(later)), reasons=reason, **act)
    return {name: str(event_id) for name, event_id in made.items()}


def _event(session, now, english, russian, stated, status, *, publish=True):
    format_ = session.scalars(select(Format).where(Format.slug == "central-asia-italy")).one()
    states = [session.scalars(select(Party).where(Party.code == code)).one().id for code in ("KZ", "IT")]
    return factories.event(
        session,
        date=stated,
        title=LocalText({"en": english, "ru": russian}),
        now=now,
        publish=publish,
        status=status,
        format_id=format_.id,
        cities=LocalText({"en": "Astana", "ru": "Астана"}),
        country="KZ",
        timezone="Asia/Almaty",
        mode="hybrid",
        languages=("ru", "en"),
        hosts=(HostFacts(party_id=states[0]),),
        participants=tuple(ParticipantFacts(party_id=one, level="minister", basis="named") for one in states),
    ).id


class _Quiet(WSGIRequestHandler):
    def log(self, type, message, *args):  # noqa: A002 - the name is the library's
        pass


@contextlib.contextmanager
def served(url, folder, **settings):
    """Serve a database on a port of its own for as long as the block lasts; yields the address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    app = create_app(
        Settings(
            database_url=url, base_url=address, stated_secret_key=SECRET, folder=folder,
            log_level="error", **settings,
        )
    )  # fmt: skip
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        app.extensions["database"].dispose()
