"""Gunicorn, run by the program itself: no file of settings, no control socket, no daemon.

Its lines go to the one log. No header of a proxy is trusted: links come from the base URL.
"""

import logging
import os
import re
import signal
import socket
from typing import Any

from flask import Flask
from gunicorn import util
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from calendar_service.config import Settings

_INHERITED = ("GUNICORN_FD", "GUNICORN_PID", "LISTEN_FDS", "LISTEN_PID")  # each would bring another socket
_WORKER_ENDED = re.compile(r"Worker \(pid:%s\) was sent %s!")
_TO_END = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
ENDINGS = frozenset({"SIGINT", "SIGTERM", "SIGQUIT", "SIGHUP"})  # not SIGKILL, which nobody here sends in peace


class Log(Logger):  # type: ignore[misc]
    """Gunicorn's lines go where all others go."""

    def _set_handler(self, log: Any, *_args: object, **_kwargs: object) -> None:
        log.propagate = True
        log.addFilter(is_news)


def is_news(line: logging.LogRecord) -> bool:
    """Tell whether a line says more than that a worker ended when all were told to."""
    return not (_WORKER_ENDED.match(line.msg) and ENDINGS & set(map(str, line.args or ())))


class Master(Arbiter):  # type: ignore[misc]
    """A terminal that closes ends the service, unless it was started with `nohup`."""

    def init_signals(self) -> None:
        """Listen to signals, but to SIGHUP only where it was not ignored."""
        before = signal.getsignal(signal.SIGHUP)
        super().init_signals()
        if before is signal.SIG_IGN:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def spawn_worker(self) -> Any:
        """Fork a worker; a signal that comes meanwhile waits until the worker can be ended by it."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _TO_END)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _TO_END)

    def handle_hup(self) -> None:
        """End as on SIGTERM: there are no settings to read again."""
        self.handle_term()


class Server(BaseApplication):  # type: ignore[misc]
    """A master and its workers, who answer for one application on one listening socket."""

    def __init__(self, app: Flask, settings: Settings, listener: socket.socket) -> None:
        self._app, self._settings = app, settings
        self._descriptor = listener.detach()  # gunicorn takes it over, and closes it
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        for name, value in options(self._settings, self._descriptor).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application, which is ready before any worker is made."""
        return self._app

    def run(self) -> None:
        """Serve until a signal ends it; does not return."""
        util.write_error = write_error  # a request that never reaches the application is refused in plain text
        for name in _INHERITED:
            os.environ.pop(name, None)
        Master(self).run()


def write_error(sock: socket.socket, status: int, reason: str, message: str) -> None:
    """Refuse a request that is not HTTP as it should be (RFC 9112, section 3) with a line of plain text."""
    text = f"{reason}: {message}\n".encode("utf-8", "backslashreplace")
    head = f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
    head += f"X-Content-Type-Options: nosniff\r\nContent-Length: {len(text)}\r\n\r\n"
    util.write_nonblock(sock, head.encode("latin-1", "replace") + text)


def on_fork(_master: object, _worker: object) -> None:
    """Let a signal end a worker that is not ready yet: the master's handlers, which it has so far, only take note."""
    for sign in _TO_END:
        signal.signal(sign, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _TO_END)  # blocked by `spawn_worker`; what came since ends it now


def on_quit(_worker: object) -> None:
    """Let nothing interrupt a worker that ends: Ctrl-C reaches it twice, from the terminal and from the master."""
    for sign in _TO_END:
        signal.signal(sign, lambda *_: None)  # not SIG_IGN: Python prints an error for a signal that is under way


def on_exit(_master: object, worker: object) -> None:
    """Do the same for a worker that ends by itself."""
    on_quit(worker)


def options(settings: Settings, descriptor: int) -> dict[str, object]:
    """Return gunicorn's settings."""
    return {
        "bind": [f"fd://{descriptor}"],
        "worker_class": "gthread",
        "workers": settings.workers,
        "threads": settings.threads,
        "preload_app": True,
        "control_socket_disable": True,
        "logger_class": Log,
        "loglevel": "debug" if settings.log_level == "debug" else "warning",
        "accesslog": None,
        "proc_name": "calendar-service",
        "graceful_timeout": 10,
        "post_fork": on_fork,
        "worker_int": on_quit,
        "worker_exit": on_exit,
        "limit_request_line": 8190,
        "forwarded_allow_ips": "",
        "forwarder_headers": "",
    }
