"""Every verb and every field that services write to the journal has words, in both languages."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import inspect

import calendar_service
from calendar_service.domain import changes
from calendar_service.domain.words import catalogue
from calendar_service.services import differences, reverting, snapshots

FOLDER = Path(calendar_service.__file__).parent
TOLD_OTHERWISE = {"secret"}


def functions(trees):
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def parameters(function):
    return [one.arg for one in (*function.args.posonlyargs, *function.args.args)]


def strings(node):
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def argument(call, name, position):
    given = next((one.value for one in call.keywords if one.arg == name), None)
    return given if given is not None else call.args[position] if position < len(call.args) else None


def called(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def verbs_written():
    """The verbs given to any function of the services that takes one, through names and parameters."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "services").glob("*.py"))]
    known = {one.name: ("verb", parameters(one).index("verb")) for one in functions(trees) if "verb" in parameters(one)}
    found, waiting = set(), True
    while waiting:
        waiting = False
        for function in functions(trees):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call) and called(node) in known):
                given = argument(call, *known[called(call)])
                names = (
                    {node.id for node in ast.walk(given) if isinstance(node, ast.Name)} if given is not None else set()
                )
                found |= strings(given) if given is not None and not isinstance(given, ast.Call) else set()
                found |= assigned(function, names)
                for name in names & set(parameters(function)) - {"verb"}:
                    if function.name not in known:
                        known[function.name] = (name, parameters(function).index(name))
                        waiting = True
    return {one for one in found if one}


def assigned(function, names):
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = zip(target.elts, node.value.elts, strict=False) if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) else [(target, node.value)]  # fmt: skip
                found |= {text for one, value in pairs if isinstance(one, ast.Name) and one.id in names and not isinstance(value, (ast.Call, ast.Dict)) for text in strings(value)}  # fmt: skip
    return found


def test_every_verb_that_a_service_writes_has_words():
    written = verbs_written()
    assert {
        "published",
        "moved",
        "confirmed",
        "invited",
        "settled",
        "cut_moved",
        "window_closed",
        "token_made",
    } <= written
    assert written - set(changes.verbs()) == set(), "verbs without words in domain/changes.py"


@pytest.mark.parametrize("words", [changes.verbs(), changes.NOUNS, differences.LABELS])
def test_all_of_them_are_said_in_russian(words):
    assert [message for message in words.values() if catalogue("ru").gettext(message) == message] == []


def test_every_field_of_a_record_has_words_or_belongs_to_its_keeping():
    for noun, kind in reverting.NOUNS.items():
        mapper = inspect(kind)
        names = {one.key for one in mapper.column_attrs} | set(mapper.relationships.keys()) & snapshots.CHILDREN
        left_out = snapshots.DERIVED | getattr(kind, "UNTOLD", frozenset()) | differences.UNTOLD
        assert names - left_out - set(differences.LABELS) == set(), noun
