"""The rules of the house. What imports may stand where is held by the contracts in `pyproject.toml`."""

import ast
import importlib.metadata
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from calendar_service.domain.words import LANGUAGES, SOURCE_LANGUAGE
from tests import messages

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "calendar_service"
MODULES = sorted(PACKAGE.rglob("*.py"))
PYTHON = [*MODULES, *sorted((PROJECT / "tests").rglob("*.py")), *sorted((PROJECT / "migrations").rglob("*.py"))]
LEFT_OUT = {".hypothesis", ".git", ".venv", "var", "node_modules", "__pycache__"}
TEXT = {"", ".py", ".toml", ".md", ".txt", ".html", ".css", ".js", ".po", ".mako", ".tsv", ".json", ".cfg", ".yml"}
# a folder of some machine; written in parts, so that this file passes its own test
PLACE = re.compile(r"(?<![\w.~:*)-])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers"]) + r")/\w")
REGISTRY = re.compile(r"py" + r"pi\.org|python" + r"hosted\.org|registry\.np" + r"mjs|deb" + r"ian\.org/pool")
RUN_TIME_ALONE = {"psycopg", "tzdata"}  # found by name when they are needed, imported nowhere


def files():
    for folder, folders, names in os.walk(PROJECT):
        folders[:] = [name for name in folders if name not in LEFT_OUT and not name.endswith("_cache")]
        yield from (Path(folder) / name for name in names if name != ".git" and Path(name).suffix in TEXT)


def trees(paths=MODULES):
    for path in paths:
        yield path.relative_to(PROJECT), ast.parse(path.read_text(encoding="utf-8"))


def functions():
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield f"{path}:{node.name}", length(node)


def length(function):
    """Lines of a function without its docstring."""
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is not None:
        lines -= function.body[0].end_lineno - function.body[0].lineno + 1
    return lines


def requirements(name="requirements.txt"):
    lines = (PROJECT / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r"))]


def normal(distribution):
    return re.sub(r"[-_.]+", "-", distribution).lower()


def distribution(requirement):
    return normal(re.split(r"[=\[]", requirement)[0])


def imported():
    """The third-party packages that the service imports, by the names of their distributions."""
    roots = set()
    for _path, tree in trees([*MODULES, *sorted((PROJECT / "migrations").rglob("*.py")), PROJECT / "wsgi.py"]):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                roots |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                roots.add(node.module.partition(".")[0])
    known = importlib.metadata.packages_distributions()
    strange = roots - set(sys.stdlib_module_names) - {"calendar_service"}
    return {normal(known.get(root, [root])[0]) for root in strange}


def test_nothing_names_a_folder_of_some_machine_or_the_host_of_a_registry():
    found = []
    for path in files():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if PLACE.search(line) or REGISTRY.search(line):
                found.append(f"{path.relative_to(PROJECT)}:{number}: {line.strip()}")
    assert found == []


def test_no_module_is_called_after_nothing_in_particular():
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "tools"}
    assert [str(path) for path in PYTHON if vague & {path.stem, *path.relative_to(PROJECT).parts}] == []


def test_no_module_is_longer_than_400_lines():
    lengths = {str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: lines for path, lines in lengths.items() if lines > 400} == {}


def test_no_function_is_longer_than_40_lines_and_most_are_shorter_than_10():
    lengths = dict(functions())
    assert {name: lines for name, lines in lengths.items() if lines > 40} == {}
    assert statistics.median(lengths.values()) < 10


def test_nothing_swallows_every_error():
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "everything"
                assert not re.search(r"\b(Exception|BaseException|everything)\b", caught), f"{path}:{node.lineno}"


def test_the_domain_never_asks_what_time_it_is():
    for path, tree in trees(sorted((PACKAGE / "domain").rglob("*.py"))):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                asked = re.search(r"\b(now|today|utcnow|localtime|monotonic)\(\)$|^time\(\)$", ast.unparse(node))
                assert not asked, f"{path}:{node.lineno}"


def test_the_domain_comes_alone():
    names = [".".join(path.relative_to(PROJECT).with_suffix("").parts) for path in (PACKAGE / "domain").rglob("*.py")]
    code = "import sys, importlib\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    command = [sys.executable, "-c", code, *(name.removesuffix(".__init__") for name in names)]
    loaded = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, text=True).stdout.split()
    assert {"flask", "werkzeug", "sqlalchemy", "icalendar", "structlog"} & set(loaded) == set()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_to_one_version(name):
    assert [line for line in requirements(name) if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+", line)] == []


def test_what_is_installed_is_what_is_pinned():
    for line in [*requirements(), *requirements("requirements-dev.txt")]:
        name, _pin, version = re.sub(r"\[\w+\]", "", line).partition("==")
        assert importlib.metadata.version(name) == version, name


def test_what_the_service_imports_stands_in_its_requirements_and_the_other_way_round():
    text = (PROJECT / "requirements.txt").read_text()
    first = {distribution(line) for line in text.partition("\n\n")[0].splitlines()[1:]}
    assert imported() - {distribution(line) for line in requirements()} == set()
    assert first - imported() - RUN_TIME_ALONE == set()


def test_nothing_is_put_off():
    mark = re.compile(
        r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|pytest\.(skip|mark\.skip|mark\.xfail|importorskip)\b(?!\W*as)"
    )
    for path in PYTHON:
        if path != Path(__file__):
            assert not mark.search(path.read_text(encoding="utf-8").replace("-XX-XX", "").replace("-XX", "")), path


def test_ci_runs_the_one_command_of_the_readme():
    script = PROJECT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == "exec make test"
    assert "make test" in (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != SOURCE_LANGUAGE])
class TestCatalogue:
    def test_every_message_is_translated_and_none_that_is_not_said(self, lang):
        has = messages.had(self.catalogue(lang))
        assert messages.said() - set(has) == set()
        assert set(has) - messages.said() == set()

    def test_no_translation_is_empty_or_doubtful(self, lang):
        for message in messages.had(self.catalogue(lang)).values():
            texts = [message.string] if isinstance(message.string, str) else message.string
            assert all(texts), message.id
            assert not message.fuzzy, message.id

    def test_a_translation_has_the_places_of_its_message(self, lang):
        for message in messages.had(self.catalogue(lang)).values():
            places = self.places(message.id)
            for text in [message.string] if isinstance(message.string, str) else message.string:
                assert self.places([text]) == places, message.id

    def test_programs_read_what_people_wrote(self, lang):
        written, read = self.catalogue(lang), messages.read_compiled(self.path(lang))
        assert read.plural_forms == written.plural_forms
        assert messages.texts(read) == messages.texts(written), "run “make translations”"

    def path(self, lang):
        return messages.TRANSLATIONS / lang / "LC_MESSAGES" / "messages.po"

    def catalogue(self, lang):
        return messages.read(self.path(lang))

    def places(self, texts):
        found = [set(re.findall(r"%\((\w+)\)", text)) for text in ([texts] if isinstance(texts, str) else texts)]
        return set.union(*found)
