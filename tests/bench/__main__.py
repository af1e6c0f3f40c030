"""`make bench`: prints a table of medians. Trust ratios within one run; the machine decides the rest."""

import io
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from calendar_service.app import create_app
from calendar_service.config import Settings
from calendar_service.domain import search
from calendar_service.domain.dates import DateRefused, edtf, parse_edtf, read
from calendar_service.models.events import Event
from calendar_service.services import events
from calendar_service.services.search import matching
from tests.bench import calendars
from tests.domain.dates import tables
from tests.factories import EDITOR, at

ROUNDS = 5


def median(call, *, times):
    """Return the median over five rounds of how many seconds one call takes."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(times):
            call()
        rounds.append((time.perf_counter() - began) / times)
    return statistics.median(rounds)


def say(name, seconds):
    sys.stdout.write(f"{name:<58}{seconds * 1000:>12.3f} ms\n")


def bare(_environ, start_response):
    start_response("304 NOT MODIFIED", [("ETag", '"x"')])
    return []


def asked(path, query="", **headers):
    named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr, "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False, **named,
    }  # fmt: skip


def answered(application, environ):
    """Return the status, headers and number of bytes that a request is answered with."""
    found = {}
    body = application(
        dict(environ), lambda status, headers, _error=None: found.update(status=status, headers=dict(headers))
    )
    length = sum(len(part) for part in body)
    if hasattr(body, "close"):
        body.close()
    return found["status"], found["headers"], length


def reading():
    """Every expression of the convention's table, those to be refused as well, none of its forms remembered."""
    took = {row: [] for row in tables.rows("expressions")}
    for _ in range(4 * ROUNDS):
        edtf.form_of.cache_clear()
        edtf.canonical.cache_clear()
        for row, rounds in took.items():
            began = time.process_time()
            with suppress(DateRefused):
                read(row.expression, reference=row.reference)
            rounds.append(time.process_time() - began)
    medians = {row: statistics.median(rounds) for row, rounds in took.items()}
    say(f"reading a date: mean of {len(medians)} expressions", statistics.mean(medians.values()))
    for language in ("ru", "en", "it", "any"):
        of_it = [seconds for row, seconds in medians.items() if row.language == language]
        say(f"reading a date: median of {len(of_it)} in {language}", statistics.median(of_it))


def feeds(folder, number):
    database = calendars.made(folder, number)
    app = create_app(Settings(database_url=database.url, stated_secret_key="x" * 16, folder=folder, log_level="error"))
    application = app.wsgi_app
    path, query = "/feeds/all.ics", "from=2020"
    _status, headers, length = answered(application, asked(path, query))
    conditional = asked(path, query, if_none_match=headers["ETag"])
    say(f"{number} events: 304 by the front", median(lambda: answered(application, conditional), times=300))
    say(
        f"{number} events: 200, kept ({length // 1000} kB)",
        median(lambda: answered(application, asked(path, query)), times=20),
    )
    zipped = asked(path, query, accept_encoding="gzip")
    answered(application, zipped)
    say(f"{number} events: 200, kept, gzipped", median(lambda: answered(application, zipped), times=20))
    say(f"{number} events: first page", median(lambda: answered(application, asked("/", "lang=en")), times=1))
    searches(database, number)
    edits(database, application, number)


def searches(database, number):
    """Words of which few titles, every ninth and all have one; the last as it is while one types."""
    for name, typed in (
        ("of one", f"повестка {number // 2}"),
        ("begun", "повестк 99"),
        ("of every ninth", "саммитов"),
        ("of all", "водн"),
    ):
        query = search.read(typed)

        def found(query=query):
            with database.reading() as session:
                return session.scalars(matching(session, query, "event").limit(50)).all()

        assert found()
        say(f"{number} titles: a search for words {name}", median(found, times=5))


def edits(database, application, number):
    with database.reading() as session:
        event_id = session.query(Event.id).filter(Event.uid.like("%calendar-service.events")).scalar()
    days = iter(range(1, 1000))

    def edit():
        moved = parse_edtf(f"2026-{1 + next(days) % 12:02}-15")
        with database.writing() as session:
            events.move(session, event_id, moved, by=EDITOR, at=at("2026-01-20"))

    edit()
    say(f"{number} events: one edit committed", median(edit, times=3))

    def edit_and_read():
        edit()
        answered(application, asked("/feeds/all.ics", "from=2020"))

    say(f"{number} events: an edit and the first read after it", median(edit_and_read, times=1))
    database.dispose()


def main():
    reading()
    say("304 of a bare WSGI function", median(lambda: answered(bare, asked("/")), times=1000))
    with tempfile.TemporaryDirectory() as folder:
        for number in (1_000, 10_000):
            feeds(Path(folder), number)
        searches(calendars.titled(Path(folder), 100_000), 100_000)


if __name__ == "__main__":
    main()
