import sys
from concurrent.futures import ThreadPoolExecutor

from calendar_service.cli import db
from tests.launch.running import Service, run

UPGRADE = (sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade")


def test_two_upgrades_at_once_wait_for_each_other(empty_database_url):
    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda _: run(*UPGRADE, CALENDAR_DATABASE_URL=empty_database_url), range(2)))
    assert [(done.returncode, done.stderr) for done in ends] == [(0, b""), (0, b"")]
    assert all(done.stdout.decode().strip().endswith((db.newest(), "nothing to do")) for done in ends)


def test_it_starts_on_either_database(empty_database_url):
    with Service(CALENDAR_DATABASE_URL=empty_database_url, CALENDAR_SEEDS="none") as service:
        service.wait()
        assert service.end() == 0
    assert service.err == ""
