"""The application: the one module that knows everybody, and puts them together."""

import structlog
from flask import Flask

from calendar_service import api, cli, health, logs, public, web
from calendar_service.config import Settings, site_of
from calendar_service.models.database import Database

MOST_BYTES = 1_000_000  # of a request's body


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application. Nothing is opened yet: no database, no file.

    Raises `BadSetting` where the environment holds nonsense.
    """
    settings = settings or Settings.from_environment()
    logs.configure(settings.log_level, settings.hidden())
    for name, nearest in settings.unknown.items():
        structlog.get_logger(__name__).warning("There is no such setting.", name=name, nearest=nearest)
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.extensions["settings"] = settings
    app.extensions["database"] = Database(settings.database_url, site=site_of(settings))
    health.register(app)
    public.register(app)
    api.register(app)
    web.register(app)
    cli.register(app)
    app.wsgi_app = logs.RequestLog(app.wsgi_app)  # type: ignore[method-assign]
    return app
