"""The application: the one module that knows everybody, and puts them together."""

import structlog
from flask import Flask, Response

from calendar_service import cli, logs
from calendar_service.config import Settings
from calendar_service.models.database import Database


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application. Nothing is opened yet: no database, no file.

    Raises `BadSetting` where the environment holds nonsense.
    """
    settings = settings or Settings.from_environment()
    logs.configure(settings.log_level, settings.hidden())
    for name, nearest in settings.unknown.items():
        structlog.get_logger(__name__).warning("There is no such setting.", name=name, nearest=nearest)
    app = Flask(__name__, static_folder=None)
    app.extensions["settings"] = settings
    app.extensions["database"] = Database(settings.database_url)
    app.add_url_rule("/healthz", view_func=healthz)
    cli.register(app)
    app.wsgi_app = logs.RequestLog(app.wsgi_app)  # type: ignore[method-assign]
    return app


def healthz() -> Response:
    """Say that the process answers."""
    return Response("ok\n", mimetype="text/plain")
