"""About: our own text or the operator's, read as Markdown in which nothing can be smuggled."""

import ast
import itertools
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from calendar_service.domain.words import LANGUAGES, catalogue
from calendar_service.web import about
from tests.web.markup import Page

ROOT = Path(__file__).parents[2]
HOSTILE = """# About <us>

Hello <script>alert(1)</script> <img src=x onerror=alert(1)>

[a](javascript:alert(1)) [b](JAVASCRIPT:alert(1)) [c](data:text/html,x) [d](vbscript:x) [e](//evil.example/x)
[f](https://example.org/?a=1&b=2 "a \\" title") [g](mailto:a@example.org) <http://example.org> [h](/subscribe#own-site)
[i](/\\\\evil.example) [k](relative) [l](#top) [m]( &#106;avascript:alert(1))

![a picture & more](https://evil.example/track.png)

#### Deep

Text

# Again

<div onclick="x">block</div>

### Deeper

> ## Quoted
"""


@pytest.fixture
def written(site, client):
    """Have the operator's text be this one, and read the page."""

    def writing(text, lang="en"):
        settings = site.extensions["settings"]
        site.extensions["settings"] = replace(settings, about=dict.fromkeys(LANGUAGES, text))
        answer = client.get(f"/about?lang={lang}")
        assert answer.status_code == 200
        return Page(answer)

    return writing


def cookies_set(app):
    """What the cookies are called that the code has browsers keep: the second argument of each call that does."""
    found = set()
    for path in (ROOT / "calendar_service").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert path.name == "cookies.py" or "set_cookie(" not in text
        for call in ast.walk(ast.parse(text)):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "cookies.keep":
                module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
                with app.test_request_context():
                    found.add(eval(ast.unparse(call.args[1]), vars(module)))
    return {name.removeprefix("__Host-").removeprefix("__Secure-") for name in found}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cookie_that_is_set_is_named(site, lang):
    named = set(re.findall(r"^- `(\w+)`", (about.FOLDER / f"about.{lang}.md").read_text("utf-8"), re.MULTILINE))
    assert named == cookies_set(site)
    assert {"session", "form", "device", "lang", "zone"} <= named


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_it_quotes_are_the_words_of_the_pages(read, lang):
    words = catalogue(lang).gettext("City not stated.").rstrip(".")
    assert words in read("/about", lang=lang).text


def levels(page):
    return [int(one.tag[1]) for one in page.elements if re.fullmatch("h[1-6]", one.tag)]


@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        ("en", ["About this calendar", "Who keeps it", "How it is made", "If something is wrong", "Using it elsewhere", "Privacy"]),
        ("ru", ["Об этом календаре", "Кто его ведёт", "Как он составлен", "Если что-то неверно", "Как этим пользоваться", "Личные данные"]),
    ],
)  # fmt: skip
def test_there_is_a_text_of_ours_in_each_language(read, lang, headings):
    page = read("/about", lang=lang)
    assert [one.text for one in page.all("h1") + page.all("h2")] == headings
    assert f"/changes?lang={lang}" in page.links
    assert f"/subscribe?lang={lang}" in page.links


def test_the_operators_text_takes_its_place_with_its_own_title(written):
    page = written("# Who we are\n\nThe **secretariat** keeps it.\n\n## Method\n\nBy hand.")
    assert page.one("h1").text == "Who we are"
    assert "Who we are · " in page.one("title").text
    assert "secretariat" in page.one("strong").text
    assert page.section("part-1").text == "Method By hand."


def test_a_text_without_a_title_has_ours(written):
    assert written("By hand.").one("h1").text == "About this calendar"


def test_headings_come_in_order_from_one_title(written):
    found = levels(written(HOSTILE))
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(found))


def test_markup_is_shown_as_it_is_written(written):
    page = written(HOSTILE)
    assert page.all("script") + page.all("img") == []
    assert not any(name.startswith("on") for one in page.elements for name in one.attributes)
    assert "<script>alert(1)</script>" in page.one("main").text
    assert page.one("h1").text == "About <us>"


def test_a_picture_is_the_words_that_describe_it(written):
    page = written(HOSTILE)
    assert "a picture & more" in page.one("main").text
    assert "evil.example/track.png" not in page.source


def test_links_lead_to_the_web_to_mailboxes_and_to_our_own_pages(written):
    page = written(HOSTILE)
    links = [one for one in page.all("a") if one.get("rel") == "external noopener"]
    assert [one["href"] for one in links] == [
        "https://example.org/?a=1&b=2",
        "mailto:a@example.org",
        "http://example.org",
    ]
    assert "/subscribe?lang=en#own-site" in page.links
    for one in page.links:
        assert not re.match(r"(?i)\s*(javascript|data|vbscript):|//|/\\|relative|/%5c", one), one


def test_a_text_of_headings_alone_is_a_page_too(written):
    assert levels(written("## A\n## B\n#### C")) == [1, 2, 2, 3]
    assert written("***").one("h1")


def test_it_names_itself_in_each_language(read):
    page = read("/about")
    assert page.one("link", rel="canonical")["href"] == "https://calendar.example.org/about?lang=en"
    assert {one["hreflang"] for one in page.all("link") if one.get("hreflang")} == {"ru", "en", "x-default"}
