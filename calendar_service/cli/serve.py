"""`flask serve`: everything that a start needs, and then the web server, in one process group.

The port is taken first and kept, so that a second start fails at once. Then the database is
migrated, the seeds are loaded, the first administrator is made, what time has brought about is
written down, and this very process becomes gunicorn. A second start does the same and finds little
to do.
"""

import errno
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from calendar_service import logs
from calendar_service.cli import answer, command_errors, database, db, settings
from calendar_service.config import Settings, site_of
from calendar_service.domain.access import COMMAND
from calendar_service.domain.errors import Unavailable

BACKLOG = 512  # connections that may wait while a start goes on
SHOWN_LANGUAGES = ("ru", "en")


@click.command("serve")
@with_appcontext
@command_errors
def command() -> None:
    """Migrate, load the seeds, make the first administrator, and serve on HOST and PORT."""
    listener = listen(settings().host, settings().port)
    password = prepare(settings())
    for line in announcement(settings(), password):
        answer(line)
    become_server(listener)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on a host and port; raises `Unavailable` where it cannot."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError) as error:
        raise Unavailable("There is no address for HOST “%(host)s”; set another one.", host=host) from error
    family, kind, protocol, _name, place = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # `::` takes both kinds
        listener.bind(place)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise cannot_listen(host, port, error) from error
    return listener


def cannot_listen(host: str, port: int, error: OSError) -> Unavailable:
    """Return the error for a port that cannot be taken: why, and what to set instead."""
    if error.errno == errno.EADDRINUSE:
        return Unavailable("Port %(port)s on %(host)s is in use; set PORT to a free one.", host=host, port=port)
    return Unavailable(
        "The service cannot listen on %(host)s, port %(port)s: %(reason)s; set HOST or PORT to another.",
        host=host,
        port=port,
        reason=error.strerror,
    )


def prepare(settings: Settings) -> str | None:
    """Bring the database to where serving can begin; return the first administrator's password if just made."""
    from calendar_service.services import accounts, calendar, indexing, rendering, seeds

    db.upgrade(database())
    settings.secret_key  # noqa: B018  made now if ever, before there are several processes
    logs.configure(settings.log_level, settings.hidden())  # now that the key is known, it is hidden too
    now = datetime.now(UTC)
    database().present_as(replace(site_of(settings), is_explicit=True))  # this process is what serves the address
    with database().writing() as session:
        rendering.settle(session, base_url=settings.base_url, at=now)
        indexing.settle(session, at=now)
    with database().writing() as session:
        seeds.load(session, settings.seeds, at=now)
    with database().writing() as session:
        calendar.tick(session, now)
    with database().writing() as session:
        return accounts.ensure_administrator(session, settings.admin_password, by=COMMAND, at=now)


def announcement(settings: Settings, password: str | None) -> Iterator[str]:
    """Yield the lines that tell a person where everything is; the password is in them once in its life."""
    base = settings.base_url
    yield f"Calendar Service: {base}/"
    for lang in SHOWN_LANGUAGES:
        feed = f"{base}/feeds/all.ics?lang={lang}"
        yield f"  feed, {lang}:  {feed}"
        yield f"             webcal:{feed.partition(':')[2]}"
    yield f"  all feeds: {base}/feeds"
    if password is not None:
        shown = "from CALENDAR_ADMIN_PASSWORD" if settings.admin_password else f"{password} (shown this once; keep it)"
        yield f"  first administrator: admin, password {shown}"
    yield "Ctrl-C ends it."


def become_server(listener: socket.socket) -> None:
    """Serve until a signal ends it; does not return. No connection to the database is left open to be forked."""
    from calendar_service.cli.server import Server

    database().dispose()
    sys.stdout.flush()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  Flask's documented way
    app.debug = False
    Server(app, settings(), listener).run()
