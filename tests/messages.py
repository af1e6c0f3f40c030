"""The catalogue against the code: which messages are said, and which the catalogue has.

`python -m tests.messages` (or `make translations`) prints what a catalogue lacks, ready to be
pasted into it, and what it has too much; then it compiles every catalogue.
"""

import ast
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment

PACKAGE = Path(__file__).resolve().parents[1] / "calendar_service"
TRANSLATIONS = PACKAGE / "translations"
# which arguments hold the message: one place, or two (one, many)
PLACES = {"_": (0,), "gettext": (0,), "ngettext": (0, 1), "pair": (0, 1), "say": (1,), "say_number": (1, 2)}
TEMPLATE_KEYWORDS = ("_", "gettext", "ngettext")


def in_code():
    """Yield every message in Python code: a text, or a pair of texts for one and for many."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _in_call(node)


def _in_call(call):
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    places = PLACES.get(name, ())
    if not places or len(call.args) <= places[-1]:
        return
    texts = tuple(getattr(call.args[place], "value", None) for place in places)
    if all(isinstance(text, str) and text for text in texts):
        yield texts[0] if len(texts) == 1 else texts


def in_templates():
    """Yield every message in templates, also those of `{% trans %}`."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt"), *PACKAGE.rglob("*.xml")]):
        for _line, _function, texts in environment.extract_translations(
            path.read_text(encoding="utf-8"), TEMPLATE_KEYWORDS
        ):
            found = (texts,) if isinstance(texts, str) else tuple(text for text in texts[:2] if text is not None)
            yield found[0] if len(found) == 1 else found


def said():
    """Return every message that is said anywhere."""
    return {*in_code(), *in_templates()}


def catalogues():
    """Return the path of every catalogue."""
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def read(path):
    """Return a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def had(catalogue):
    """Return every message that a catalogue has, by its text or pair of texts."""
    return {message.id: message for message in catalogue if message.id}


def texts(catalogue):
    """Return what a catalogue says: every form of every message."""
    pairs = [(message.id, message.string) for message in catalogue if message.id]
    return {_forms(said): _forms(translated) for said, translated in pairs}


def _forms(text):
    return (text,) if isinstance(text, str) else tuple(text)


def compiled(catalogue):
    """Return the bytes of a catalogue as programs read it, the same at any time of day."""
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def read_compiled(path):
    """Return a catalogue as programs read it."""
    with path.with_suffix(".mo").open("rb") as file:
        return read_mo(file)


def as_entry(message, forms):
    """Return an entry to be filled in, as a catalogue has it."""
    quoted = [_quoted(text) for text in ((message,) if isinstance(message, str) else message)]
    if len(quoted) == 1:
        return f'msgid {quoted[0]}\nmsgstr ""\n'
    return f"msgid {quoted[0]}\nmsgid_plural {quoted[1]}\n" + "".join(f'msgstr[{form}] ""\n' for form in range(forms))


def _quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def main():
    for path in catalogues():
        catalogue: Catalog = read(path)
        messages, used = had(catalogue), said()
        for message in sorted(used - set(messages), key=str):
            sys.stdout.write(as_entry(message, catalogue.num_plurals) + "\n")
        for message in sorted(set(messages) - used, key=str):
            sys.stdout.write(f"# said nowhere: {message!r}\n")
        path.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main()
