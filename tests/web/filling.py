"""Filling in forms as a browser without script does: what a page's form holds, changed, and sent by a button."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """The fields of the form that starts with a given id (or the last form of the page), in order."""

    def __init__(self, source, action):
        super().__init__(convert_charrefs=True)
        self.action, self.fields, self._inside, self._area, self._select = action, [], False, None, None
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("action", "").partition("?")[0] == self.action
        if not self._inside or ("name" not in given and tag != "option"):
            return
        if tag == "textarea":
            self._area = [given["name"], ""]
        elif tag == "select":
            self._select = [given["name"], None]
        elif tag == "option" and self._select is not None:
            if self._select[1] is None or "selected" in given:
                self._select[1] = given.get("value", "")
        elif tag == "input" and (given.get("type") not in {"checkbox", "radio"} or "checked" in given):
            self.fields.append((given["name"], given.get("value", "")))

    def handle_data(self, data):
        if self._area is not None:
            self._area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        if tag == "textarea" and self._area is not None:
            self.fields.append((self._area[0], self._area[1].removeprefix("\n")))
            self._area = None
        if tag == "select" and self._select is not None:
            self.fields.append((self._select[0], self._select[1] or ""))
            self._select = None


class Form:
    """The form of a page that leads to `action`: `fill(title="…")`, `send("save")`."""

    def __init__(self, client, answer, action):
        self.client, self.action = client, action
        self.values = {}
        for name, value in _Fields(answer.text, action).fields:
            self.values.setdefault(name, []).append(value)
        assert self.values, f"no form leads to {action}"

    def __getitem__(self, name):
        return self.values.get(name, [""])[-1]

    def fill(self, **values):
        for name, value in values.items():
            self.values[name.replace("__", "-")] = value if isinstance(value, list) else [value]
        return self

    def send(self, do, lang="en"):
        self.answer = self.client.post(f"{self.action}?lang={lang}", data=self.values | {"do": [do]})
        return self.answer

    def again(self, lang="en"):
        """The same form as the answer to it shows it."""
        return Form(self.client, self.answer, self.action)
