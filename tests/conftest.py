"""What every test may ask for: a database at the newest migration on either engine, the application, a client."""

import gc

import pytest

SECRET = "a secret for tests and for nothing else"
gc.disable()  # until all tests are collected


def pytest_collection_finish():
    """Leave what collecting made out of the garbage collector's rounds, each of which would take a third of a second."""
    gc.enable()
    gc.set_threshold(50_000)  # tests make little that only the collector can free
    gc.freeze()


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory):
    from tests.databases import SqliteTemplates

    templates = SqliteTemplates(tmp_path_factory.mktemp("sqlite"))
    yield templates
    templates.stop()


@pytest.fixture(scope="session")
def postgres_templates():
    from tests.databases import PostgresTemplates

    templates = PostgresTemplates()
    yield templates
    templates.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def templates(request):
    """Both engines in turn; `parametrize("templates", ["sqlite"], indirect=True)` chooses one."""
    return request.getfixturevalue({"sqlite": "sqlite_templates", "postgresql": "postgres_templates"}[request.param])


@pytest.fixture
def database_url(request, templates):
    """The address of a database at the newest migration, for this test alone; with the seeds where it is marked so."""
    url = templates.seeded_url() if request.node.get_closest_marker("seeded") else templates.url()
    yield url
    templates.drop(url)


@pytest.fixture
def empty_database_url(templates):
    """The address of a database without any table, for this test alone."""
    url = templates.empty_url()
    yield url
    templates.drop(url)


@pytest.fixture
def database(database_url):
    from calendar_service.models.database import Database

    database = Database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def settings(database_url, tmp_path):
    from calendar_service.config import Settings

    return Settings(database_url=database_url, stated_secret_key=SECRET, folder=tmp_path, log_level="warning")


@pytest.fixture
def app(settings):
    from calendar_service.app import create_app

    app = create_app(settings)
    app.testing = True
    yield app
    app.extensions["database"].dispose()


@pytest.fixture
def client(app):
    return app.test_client()
