import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.launch.running import PROJECT, SERVE, Service, free_port, run


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/c.db"


def sentence(done):
    """The one sentence that a start ended with."""
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert line.endswith((".", "!"))
    return line


def test_the_first_start_tells_where_everything_is_and_who_the_administrator_is(url):
    with Service(CALENDAR_DATABASE_URL=url, CALENDAR_SEEDS="none") as service:
        service.wait()
        assert service.end() == 0
    assert f"{service.address}/\n" in service.out
    for lang in ("ru", "en"):
        assert f"{service.address}/feeds/all.ics?lang={lang}\n" in service.out
        assert f"webcal://127.0.0.1:{service.port}/feeds/all.ics?lang={lang}\n" in service.out
    assert "first administrator: admin, password " in service.out
    assert "Traceback" not in service.out + service.err


def test_a_second_start_shows_no_password_and_changes_nothing(url):
    with Service(CALENDAR_DATABASE_URL=url) as first:
        first.wait()
        feed = first.get("/feeds/all.ics")
        first.end()
    with Service(CALENDAR_DATABASE_URL=url, port=first.port) as second:
        second.wait()
        assert second.get("/feeds/all.ics") == feed
        second.end()
    assert "password" in first.out
    assert "password" not in second.out


def test_a_password_that_was_set_is_never_shown(url):
    with Service(
        CALENDAR_DATABASE_URL=url, CALENDAR_SEEDS="none", CALENDAR_ADMIN_PASSWORD="hunter2 hunter2"
    ) as service:
        service.wait()
        service.end()
    assert "hunter2" not in service.out + service.err


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_process_and_says_nothing(url, sign):
    with Service(CALENDAR_DATABASE_URL=url, CALENDAR_SEEDS="none") as service:
        service.wait()
        assert service.grows_to(3)  # the master and two workers, in one group
        assert service.end(sign) == 0
        assert not service.is_left()
    assert service.err == ""


def test_a_signal_to_the_master_alone_ends_its_workers(url):
    with Service(CALENDAR_DATABASE_URL=url, CALENDAR_SEEDS="none") as service:
        service.wait()
        assert service.end(signal.SIGTERM, group=False) == 0
        assert not service.is_left()


def test_a_killed_worker_is_replaced(url):
    with Service(CALENDAR_DATABASE_URL=url, CALENDAR_SEEDS="none", CALENDAR_WORKERS="1") as service:
        service.wait()
        (worker,) = set(service.group()) - {service.process.pid}
        os.kill(worker, signal.SIGKILL)
        assert service.get() == "ok\n"
        service.end()


def test_it_serves_on_ipv6(url):
    with Service(
        CALENDAR_DATABASE_URL=url, CALENDAR_SEEDS="none", HOST="::", address="[::1]", port=free_port(socket.AF_INET6)
    ) as service:
        service.wait()
        service.end()
    assert f"http://[::1]:{service.port}/feeds/all.ics?lang=ru\n" in service.out


def test_links_are_printed_with_the_base_url_that_was_set(url):
    with Service(
        CALENDAR_DATABASE_URL=url, CALENDAR_SEEDS="none", CALENDAR_BASE_URL="https://example.org/c/"
    ) as service:
        service.wait()
        service.end()
    assert "webcal://example.org/c/feeds/all.ics?lang=en\n" in service.out


def test_no_secret_file_is_made_where_a_key_is_set_and_nothing_in_the_home_folder(url, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    with Service(CALENDAR_DATABASE_URL=url, CALENDAR_SEEDS="none", HOME=str(home)) as service:
        service.wait()
        service.end()
    assert list(home.iterdir()) == []


def test_a_port_in_use_is_one_sentence(url):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(*SERVE, PORT=str(port), CALENDAR_DATABASE_URL=url)
    assert done.returncode == 1
    assert sentence(done) == f"Port {port} on 127.0.0.1 is in use; set PORT to a free one."


@pytest.mark.parametrize(
    ("settings", "status", "begins"),
    [
        ({"HOST": "192.0.2.1"}, 1, "The service cannot listen on 192.0.2.1, port "),
        ({"HOST": "nowhere.invalid"}, 1, "There is no address for HOST “nowhere.invalid”"),
        ({"CALENDAR_DATABASE_URL": "sqlite:////dev/null/c.db"}, 1, "The folder /dev/null cannot be written to: "),
        ({"CALENDAR_DATABASE_URL": "postgresql://u:hunter2@127.0.0.1:1/n"}, 1, "The database postgresql://u:***@127.0.0.1:1/n cannot be reached: "),
        ({"CALENDAR_TIMEZONE": "Mars/Olympus"}, 2, "CALENDAR_TIMEZONE is set to “Mars/Olympus”; it may hold "),
        ({"PORT": "http"}, 2, "PORT is set to “http”; it may hold "),
    ],
)  # fmt: skip
def test_what_prevents_a_start_is_one_sentence(url, settings, status, begins):
    done = run(*SERVE, **{"PORT": str(free_port()), "CALENDAR_DATABASE_URL": url, **settings})
    assert done.returncode == status
    assert sentence(done).startswith(begins)


def test_a_database_from_a_newer_version_is_one_sentence(url, tmp_path):
    with sqlite3.connect(tmp_path / "c.db") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.close()
    done = run(*SERVE, PORT=str(free_port()), CALENDAR_DATABASE_URL=url)
    assert done.returncode == 1
    assert "newer version" in sentence(done)


def test_a_setting_that_is_no_setting_is_noticed_in_the_log_and_nowhere_else():
    done = run(*SERVE[:-1], "dates", "read", "--json", "2027", CALENDAR_TIMEZON="x")
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == 1
    assert b'"CALENDAR_TIMEZONE"' in done.stderr


def test_reading_dates_opens_nothing(tmp_path):
    copied = copy_project(tmp_path / "копия")
    done = run(*SERVE[:-1], "dates", "read", "-", folder=copied, given=b"\t2027\n", CALENDAR_SECRET_KEY="")
    assert (done.returncode, done.stderr) == (0, b"")
    assert not (copied / "var").exists()


def copy_project(folder):
    """A copy of the project as a clone has it, with this environment standing in for an installed one."""
    folder.mkdir(parents=True)
    for name in ("calendar_service", "migrations", "seeds"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("wsgi.py", "Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy2(PROJECT / name, folder / name)
    used, made = Path(sys.prefix), folder / ".venv"
    made.mkdir()
    for name in ("bin", "lib"):
        (made / name).symlink_to(used / name)
    shutil.copy2(used / "pyvenv.cfg", made / "pyvenv.cfg")
    (made / ".requirements").touch()
    return folder


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_make_run_serves_from_a_folder_with_spaces_and_cyrillic_and_ends_with_ctrl_c(tmp_path, sign):
    folder = copy_project(tmp_path / "Мой календарь 2026")
    with Service(command=("make", "run"), folder=folder, CALENDAR_SECRET_KEY="") as service:
        service.wait()
        assert service.end(sign) in {-sign, 2, 0}
        assert not service.is_left()
    assert "first administrator: admin" in service.out
    assert "Traceback" not in service.err
    assert sorted(path.name for path in (folder / "var").iterdir()) == ["calendar.db", "secret_key"]


def test_make_says_which_python_it_needs(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    shutil.copy2(PROJECT / "Makefile", tmp_path / "Makefile")
    (tmp_path / "requirements.txt").write_text("")
    done = subprocess.run(["make", "run", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, check=False, text=True)
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith("Python 3.11 or newer is needed")


def answer_to(port, request):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /feeds/all.ics?q=" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
        (b"GET /feeds/all.ics HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", b"400"),
        (b"GET /feeds/all\x00.ics HTTP/1.1\r\nHost: x\r\n\r\n", b"400"),
        (b"GET /feeds/all.ics HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 10000 + b"\r\n\r\n", b"431"),
    ],
)
def test_a_request_that_is_not_http_is_refused_in_plain_text(serving, request_, status):
    answer = answer_to(serving.port, request_)
    assert answer.split(b" ")[1] == status
    assert b"Content-Type: text/plain; charset=utf-8\r\n" in answer
    assert b"<" not in answer


@pytest.fixture(scope="module")
def serving(sqlite_templates):
    url = sqlite_templates.seeded_url()
    with Service(CALENDAR_DATABASE_URL=url) as service:
        service.wait()
        yield service
        service.end()
