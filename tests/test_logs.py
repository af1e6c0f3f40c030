import json
import logging

import pytest
import structlog

from calendar_service import logs


@pytest.fixture
def lines(capsys):
    """Lines logged since last asked, each read from its JSON."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    logs.configure("info", hidden=["hunter2-the-secret"])
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.contextvars.clear_contextvars()


def test_a_line_is_one_json_object_with_readable_russian(lines):
    structlog.get_logger("calendar_service").info("записано", title="Саммит\nв Астане")
    assert [(line["event"], line["title"], line["level"]) for line in lines()] == [
        ("записано", "Саммит\nв Астане", "info")
    ]


def test_the_standard_logging_comes_out_the_same_way(lines):
    logging.getLogger("gunicorn.error").warning("worker %s", 7)
    assert [(line["event"], line["logger"]) for line in lines()] == [("worker 7", "gunicorn.error")]


def test_what_is_secret_by_name_value_or_shape_is_masked(lines):
    structlog.get_logger("x").info(
        "with hunter2-the-secret",
        password="abc",
        feed_token="abc",
        url="postgresql://user:abc@host/name",
        path="/feeds?token=abc&lang=ru",
        link="GET https://calendar.example.org/invitations/abc?lang=ru",
        feed="GET /feeds/s/abc.ics?lang=ru",
        nested={"cookie": "abc", "list": ["hunter2-the-secret"]},
    )
    (line,) = lines()
    assert "abc" not in json.dumps(line)
    assert "hunter2" not in json.dumps(line)
    assert line["path"] == "/feeds?token=…&lang=ru"
    assert line["link"] == "GET https://calendar.example.org/invitations/…?lang=ru"
    assert line["feed"] == "GET /feeds/s/…?lang=ru"


def test_a_lone_surrogate_does_not_stop_the_log(lines):
    structlog.get_logger("x").info("path", value="\udcff")
    assert lines()[0]["value"] == "\udcff"


def test_a_traceback_is_masked_too(lines):
    try:
        int("hunter2-the-secret")
    except ValueError:
        structlog.get_logger("x").exception("failed")
    (line,) = lines()
    assert "ValueError" in line["exception"]
    assert "hunter2" not in line["exception"]


@pytest.mark.parametrize(
    ("status", "logged"), [("200 OK", []), ("304 NOT MODIFIED", []), ("404 NOT FOUND", ["info"]), ("500 X", ["error"])]
)
def test_a_refused_or_failed_request_has_one_line_with_its_id(lines, status, logged):
    seen = []

    def application(environ, start_response):
        seen.append(logs.request_id())
        start_response(status, [])
        return []

    logs.RequestLog(application)({"REQUEST_METHOD": "GET", "PATH_INFO": "/лента"}, lambda *_: None)
    found = lines()
    assert [line["level"] for line in found] == logged
    assert all(line["request_id"] == seen[0] and len(seen[0]) == 16 for line in found)
