"""The feeds, under /feeds: one view for every renderer, caching and conditional requests."""

from flask import Flask

from calendar_service.public import feeds, secret
from calendar_service.public.bodies import Bodies
from calendar_service.public.front import Front


def register(app: Flask) -> None:
    """Give the application its feeds."""
    app.extensions["bodies"] = bodies = Bodies()
    front = Front(app.wsgi_app, app.extensions["database"], bodies)
    app.extensions["front"] = front
    app.wsgi_app = front  # type: ignore[method-assign]
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(secret.blueprint)
