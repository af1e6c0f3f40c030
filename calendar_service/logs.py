"""Logs: one JSON object a line, on standard error, with the request's id and without secrets.

Everything that uses the standard `logging` (gunicorn, Alembic, SQLAlchemy) comes out the same way.
"""

import logging
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterable, MutableMapping
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

MASK = "…"
_SECRET_NAMES = re.compile(r"password|secret|token|authorization|cookie", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<=//)[^/@\s]*:[^/@\s]*(?=@)")
_IN_PATH = re.compile(r"(?:(?<=/invitations/)|(?<=/feeds/s/))[^/?#\s\"']+")
_IN_QUERY = re.compile(r"(?<=[?&;])((?:token|password|secret|key)=)[^&\s]*", re.IGNORECASE)


def configure(level: str = "info", hidden: Iterable[str] = ()) -> None:
    """Send every log line of this process to standard error; `hidden` values never appear in one."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    finish: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        _Mask(hidden),
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=finish)
    handler = _Handler(_Stderr())
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [*(other for other in root.handlers if not isinstance(other, _Handler)), handler]
    root.setLevel(level.upper())
    logging.getLogger("alembic").setLevel(logging.WARNING if level == "info" else level.upper())
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


class _Handler(logging.StreamHandler[Any]):
    """Ours, so that a second `configure` knows what to replace."""


class _Stderr:
    """Standard error as it is at the moment of writing: it may be redirected after the start."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))

    def flush(self) -> None:
        sys.stderr.flush()


class _Mask:
    """The last step before a line is written: what is secret by name, by value or by shape is blotted out."""

    def __init__(self, hidden: Iterable[str]) -> None:
        self._hidden = sorted((value for value in hidden if value), key=len, reverse=True)

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {name: MASK if _SECRET_NAMES.search(name) else self.masked(value) for name, value in event.items()}

    def masked(self, value: Any) -> Any:
        if isinstance(value, dict):
            return self("", "", value) if all(isinstance(name, str) for name in value) else self.masked(repr(value))
        if isinstance(value, (list, tuple)):
            return [self.masked(part) for part in value]
        if value is None or isinstance(value, (bool, int, float)):
            return value
        text = str(value)
        for secret in self._hidden:
            text = text.replace(secret, MASK)
        return _IN_QUERY.sub(rf"\1{MASK}", _IN_PATH.sub(MASK, _IN_ADDRESS.sub(MASK, text)))


def request_id() -> str:
    """Return the id of the request being answered; ``""`` outside one."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


class RequestLog:
    """A WSGI layer: gives each request an id, and each refused or failed one its line in the log."""

    def __init__(self, wsgi_app: WSGIApplication) -> None:
        self._wsgi_app = wsgi_app
        self._log = structlog.get_logger("calendar_service.requests")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=secrets.token_hex(8))
        return self._wsgi_app(environ, self._noting(environ, start_response))

    def _noting(self, environ: WSGIEnvironment, start_response: StartResponse) -> StartResponse:
        started = time.monotonic()

        def answer(status: str, headers: list[tuple[str, str]], exc_info: Any = None, /) -> Callable[[bytes], object]:
            self._note(int(status[:3]), environ, time.monotonic() - started)
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        return answer

    def _note(self, status: int, environ: WSGIEnvironment, seconds: float) -> None:
        level = "error" if status >= 500 else "info" if status >= 400 else "debug"  # noqa: PLR2004  classes of status
        words: MutableMapping[str, object] = {
            "method": environ.get("REQUEST_METHOD"),
            "path": environ.get("PATH_INFO"),
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        getattr(self._log, level)("answered", **words)
