"""Health, for whoever watches the service: whether the process answers, and whether it can work."""

import structlog
from flask import Flask, Response, current_app

from calendar_service.cli import db
from calendar_service.domain.errors import CalendarError
from calendar_service.models.database import Database


def register(app: Flask) -> None:
    """Give the application its two answers."""
    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/readyz", view_func=readyz)


def healthz() -> Response:
    """Say that the process answers."""
    return _plain("ok\n")


def readyz() -> Response:
    """Say that the database can be reached and is at the newest migration; 503 with a sentence if not."""
    database: Database = current_app.extensions["database"]
    try:
        if db.is_current(database):
            return _plain("ok\n")
        return _plain("The database is not at the newest migration. Run “flask --app wsgi db upgrade”.\n", 503)
    except CalendarError as error:
        structlog.get_logger(__name__).warning("The database is not ready.", reason=str(error))
        return _plain("The database cannot be reached.\n", 503)


def _plain(text: str, status: int = 200) -> Response:
    response = Response(text, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
