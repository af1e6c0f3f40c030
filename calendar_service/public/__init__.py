"""The feeds, under /feeds: one view for every renderer, caching and conditional requests."""

from flask import Flask

from calendar_service.public import feeds
from calendar_service.public.bodies import Bodies


def register(app: Flask) -> None:
    """Give the application its feeds."""
    app.extensions["bodies"] = Bodies()
    app.register_blueprint(feeds.blueprint)
