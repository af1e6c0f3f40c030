import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from calendar_service.config import PROJECT, BadSetting, Settings, address, kept_secret


def read(**environ):
    return Settings.from_environment(environ)


def refusal(**environ):
    with pytest.raises(BadSetting) as caught:
        read(**environ)
    return caught.value.sentence()


def test_an_empty_environment_gives_the_documented_defaults():
    settings = read()
    assert settings.database_url == f"sqlite:///{PROJECT}/var/calendar.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert (settings.base_url, settings.base_url_is_set) == ("http://127.0.0.1:8000", False)
    assert (settings.timezone, settings.language, settings.seeds) == ("Asia/Almaty", "ru", "documents")
    assert (settings.workers, settings.threads) == (2, 4)
    assert settings.site_name.get("ru") == "Дипломатический календарь"
    assert settings.site_name.get("en") == "Diplomatic Calendar"


@pytest.mark.parametrize("empty", ["", " ", "\t"])
def test_empty_counts_as_unset(empty):
    names = ["HOST", "PORT", "CALENDAR_BASE_URL", "CALENDAR_DATABASE_URL", "CALENDAR_SECRET_KEY", "CALENDAR_TIMEZONE"]
    names += ["CALENDAR_SITE_NAME", "CALENDAR_SEEDS", "CALENDAR_ADMIN_PASSWORD", "CALENDAR_WORKERS"]
    assert read(**dict.fromkeys(names, empty)) == read()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "８０００"),
        ("PORT", "-1"),
        ("HOST", "not a host"),
        ("HOST", "300.1.1.1"),
        ("HOST", "http://127.0.0.1"),
        ("CALENDAR_BASE_URL", "calendar.example.org"),
        ("CALENDAR_BASE_URL", "ftp://calendar.example.org"),
        ("CALENDAR_BASE_URL", "https://calendar.example.org/?a=b"),
        ("CALENDAR_BASE_URL", "https://calendar.example.org/#top"),
        ("CALENDAR_BASE_URL", "https://somebody@calendar.example.org"),
        ("CALENDAR_BASE_URL", "https://calendar.example.org:port"),
        ("CALENDAR_BASE_URL", "https://calendar example.org"),
        ("CALENDAR_BASE_URL", "https://"),
        ("CALENDAR_BASE_URL", "https://[::1"),
        ("CALENDAR_DATABASE_URL", "mysql://host/name"),
        ("CALENDAR_DATABASE_URL", "calendar.db"),
        ("CALENDAR_DATABASE_URL", "sqlite://"),
        ("CALENDAR_DATABASE_URL", "sqlite:///:memory:"),
        ("CALENDAR_DATABASE_URL", "sqlite://host/calendar.db"),
        ("CALENDAR_DATABASE_URL", "postgresql://host"),
        ("CALENDAR_TIMEZONE", "Asia/Astana"),
        ("CALENDAR_TIMEZONE", "UTC+5"),
        ("CALENDAR_TIMEZONE", "Etc/GMT-5"),
        ("CALENDAR_TIMEZONE", "EST"),
        ("CALENDAR_TIMEZONE", "../etc/passwd"),
        ("CALENDAR_SEEDS", "all"),
        ("CALENDAR_LANGUAGE", "fr"),
        ("CALENDAR_WORKERS", "0"),
        ("CALENDAR_THREADS", "two"),
        ("CALENDAR_PROXIES", "-1"),
        ("CALENDAR_PROXIES", "6"),
        ("CALENDAR_PROXIES", "all"),
        ("CALENDAR_LOG_LEVEL", "loud"),
        ("CALENDAR_SITE_NAME", "a\nb"),
        ("CALENDAR_SITE_NAME", "x" * 101),
    ],
)
def test_nonsense_is_refused_with_a_sentence_that_names_the_variable_and_what_it_may_hold(name, value):
    sentence = refusal(**{name: value})
    assert sentence.startswith(f"{name} is set to ")
    assert "; it may hold " in sentence
    assert "\n" not in sentence


def test_a_sentence_about_a_bad_database_address_does_not_show_its_password():
    assert "hunter2" not in refusal(CALENDAR_DATABASE_URL="mysql://user:hunter2@host/name")


def test_a_secret_key_that_is_too_short_is_refused_without_being_shown():
    sentence = refusal(CALENDAR_SECRET_KEY="hunter2")
    assert "CALENDAR_SECRET_KEY" in sentence
    assert "hunter2" not in sentence


def test_settings_never_show_a_secret():
    settings = read(
        CALENDAR_SECRET_KEY="k" * 40,
        CALENDAR_ADMIN_PASSWORD="hunter2-hunter2",
        CALENDAR_DATABASE_URL="postgresql://u:hunter3@h/n",
    )
    assert "hunter" not in repr(settings)
    assert "kkk" not in repr(settings)
    assert set(settings.hidden()) == {"k" * 40, "hunter2-hunter2", "hunter3"}


def test_a_relative_sqlite_path_is_reckoned_from_the_project():
    assert read(CALENDAR_DATABASE_URL="sqlite:///var/other.db").database_url == f"sqlite:///{PROJECT}/var/other.db"
    assert read(CALENDAR_DATABASE_URL="sqlite:////srv/c.db").database_url == "sqlite:////srv/c.db"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://calendar.example.org/", "https://calendar.example.org"),
        ("HTTPS://Calendar.Example.org", "https://calendar.example.org"),
        ("https://example.org/calendar/", "https://example.org/calendar"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://календарь.рф", "https://xn--80aaldxhp0a2i.xn--p1ai"),
    ],
)
def test_a_base_url_is_kept_without_its_last_slash(given, kept):
    settings = read(CALENDAR_BASE_URL=given)
    assert (settings.base_url, settings.base_url_is_set) == (kept, True)


@pytest.mark.parametrize(
    ("host", "reached"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("0.0.0.0", "http://127.0.0.1:8123"),
        ("::", "http://[::1]:8123"),
        ("fe80::1", "http://[fe80::1]:8123"),
        ("localhost", "http://localhost:8123"),
    ],
)
def test_links_lead_to_where_a_listening_host_is_reached(host, reached):
    assert address(host, 8123) == reached
    assert read(HOST=host, PORT="8123").base_url == reached


def test_brackets_around_an_ipv6_host_are_taken_off():
    assert read(HOST="[::1]").host == "::1"


def test_a_site_name_is_the_same_in_every_language():
    name = read(CALENDAR_SITE_NAME="Календарь отдела").site_name
    assert name.get("ru") == name.get("en") == "Календарь отдела"


def test_a_misspelt_variable_is_noticed_and_the_right_one_proposed():
    assert dict(read(CALENDAR_TIMEZON="Asia/Almaty", CALENDAR_XYZZY="1").unknown) == {
        "CALENDAR_TIMEZON": "CALENDAR_TIMEZONE",
        "CALENDAR_XYZZY": "",
    }


def test_a_secret_is_made_once_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "var" / "secret_key"
    secret = kept_secret(path)
    assert len(secret) >= 40
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_secret(path) == secret
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_eight_that_make_the_secret_at_once_agree_on_it(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        secrets = list(pool.map(lambda _: kept_secret(tmp_path / "secret_key"), range(8)))
    assert len(set(secrets)) == 1


def test_reading_settings_makes_no_secret(tmp_path):
    settings = Settings(database_url="sqlite:////nowhere/c.db", folder=tmp_path)
    assert settings.hidden() == ()
    assert list(tmp_path.iterdir()) == []
    assert settings.secret_key == (tmp_path / "secret_key").read_text()


def test_a_secret_that_cannot_be_kept_or_is_damaged_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="cannot be kept"):
        kept_secret(tmp_path / "file" / "secret_key")
    (tmp_path / "short").write_text("abc")
    with pytest.raises(BadSetting, match="too short"):
        kept_secret(tmp_path / "short")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CALENDAR_ADMIN_PASSWORD", "short"),
        ("CALENDAR_ADMIN_PASSWORD", "x" * 201),
        ("CALENDAR_DATABASE_URL", "sqlite:////tmp/%00.db"),
        ("CALENDAR_TIMEZONE", "localtime"),
        ("CALENDAR_TIMEZONE", "Zulu"),
        ("CALENDAR_TIMEZONE", "GMT+0"),
        ("CALENDAR_TIMEZONE", "EST5EDT"),
        ("CALENDAR_BASE_URL", "https://x.org/<script>"),
        ("CALENDAR_BASE_URL", "https://x.org/%zz"),
    ],
)
def test_more_nonsense_is_refused_in_one_sentence(name, value):
    with pytest.raises(BadSetting) as refusal:
        read(**{name: value})
    assert str(refusal.value).startswith(name)
    assert "\n" not in str(refusal.value)


class TestAbout:
    def test_a_text_is_read_in_each_language(self, tmp_path):
        for lang in ("ru", "en"):
            tmp_path.joinpath(f"about.{lang}.md").write_text(f"# {lang} Ж", encoding="utf-8")
        found = read(CALENDAR_ABOUT=f"{tmp_path}/about.{{lang}}.md").about
        assert found == {"ru": "# ru Ж", "en": "# en Ж"}

    def test_one_file_can_serve_every_language(self, tmp_path):
        tmp_path.joinpath("about.md").write_text("Us", encoding="utf-8")
        assert read(CALENDAR_ABOUT=f"{tmp_path}/about.md").about == {"ru": "Us", "en": "Us"}

    def test_without_it_there_is_none(self):
        assert read().about == {}

    @pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe", b"x" * 100_001])
    def test_a_file_that_cannot_be_read_is_named_and_nothing_starts(self, tmp_path, content):
        tmp_path.joinpath("about.ru.md").write_text("Мы", encoding="utf-8")
        if content is not None:
            tmp_path.joinpath("about.en.md").write_bytes(content)
        sentence = refusal(CALENDAR_ABOUT=f"{tmp_path}/about.{{lang}}.md")
        assert sentence.startswith("CALENDAR_ABOUT is set to “")
        assert f"{tmp_path}/about.en.md" in sentence

    def test_a_folder_is_no_text(self, tmp_path):
        assert "cannot be read" in refusal(CALENDAR_ABOUT=str(tmp_path))


OIDC = {
    "CALENDAR_OIDC_ISSUER": "https://login.example.org/realm/",
    "CALENDAR_OIDC_CLIENT_ID": "calendar",
    "CALENDAR_OIDC_CLIENT_SECRET": "hunter2-hunter2",
}


def test_a_provider_is_set_whole_or_not_at_all():
    assert read().provider is None
    assert read(CALENDAR_OIDC_ROLES="editors=editor").provider is None
    for name in OIDC:
        assert refusal(**{**OIDC, name: ""}).startswith(f"{name} is set to nothing; ")


def test_a_provider_is_kept_as_it_calls_itself_with_the_roles_of_its_groups_and_without_showing_its_secret():
    settings = read(**OIDC, CALENDAR_OIDC_ROLES="/editors=editor, all staff = reader,admins=administrator,")
    assert settings.provider.issuer == OIDC["CALENDAR_OIDC_ISSUER"]
    assert settings.provider.name == "login.example.org"
    assert dict(settings.provider.roles) == {"/editors": "editor", "all staff": "reader", "admins": "administrator"}
    assert "hunter2" not in repr(settings)
    assert "hunter2-hunter2" in settings.hidden()


@pytest.mark.parametrize(
    "issuer", ["http://login.example.org", "login.example.org", "https://login.example.org/?a=b", "ftp://x"]
)
def test_a_provider_is_asked_over_tls_alone_but_for_this_machine(issuer):
    assert "CALENDAR_OIDC_ISSUER is set to" in refusal(**{**OIDC, "CALENDAR_OIDC_ISSUER": issuer})
    assert read(**{**OIDC, "CALENDAR_OIDC_ISSUER": "http://127.0.0.1:9400"}).provider.name == "127.0.0.1"


@pytest.mark.parametrize("roles", ["editors", "editors=chief", "=editor", "editors:editor"])
def test_groups_have_roles_that_there_are(roles):
    assert "CALENDAR_OIDC_ROLES is set to" in refusal(**OIDC, CALENDAR_OIDC_ROLES=roles)
