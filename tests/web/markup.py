"""A page as tests read it: its elements with their attributes, and the text of each."""

from html.parser import HTMLParser

BLOCKS = {"dt", "dd", "li", "p", "div", "h1", "h2", "h3"}
VOID = {"meta", "link", "input", "br", "hr", "img", "line", "circle", "path", "rect"}


class Element:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.texts = tag, attributes, []

    def __getitem__(self, name):
        return self.attributes[name]

    def get(self, name, default=""):
        return self.attributes.get(name, default)

    @property
    def text(self):
        return " ".join("".join(self.texts).replace("\u00a0", " ").replace("\u2060", "").split())


class Page(HTMLParser):
    """`page.all("a", rel="alternate")` finds elements; `page.text` is all that is read."""

    def __init__(self, answer):
        super().__init__(convert_charrefs=True)
        self.elements, self._open = [], []
        self.source = answer.text
        self.feed(self.source)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.handle_data(" ")
        while self._open:
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data):
        for element in self._open:
            element.texts.append(data)

    def all(self, tag, **wanted):
        return [
            one
            for one in self.elements
            if one.tag == tag and all(one.get(name.rstrip("_")) == value for name, value in wanted.items())
        ]

    def one(self, tag, **wanted):
        (found,) = self.all(tag, **wanted)
        return found

    def section(self, name):
        """The section under a heading with this id; its text is empty where there is none."""
        return next(iter(self.all("section", aria_labelledby=name) or self._labelled(name)), Element("section", {}))

    def _labelled(self, name):
        return [one for one in self.all("section") if one.get("aria-labelledby") == name]

    @property
    def text(self):
        return self.one("html").text

    @property
    def links(self):
        return [one["href"] for one in self.all("a") if "href" in one.attributes]
