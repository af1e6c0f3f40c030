"""The timeline as a browser draws it: estimates of widths hold, and no label touches another."""

import pytest

from calendar_service.web import packing

NARROW, WIDE = 1024, 1440
LABELS = """() => [...document.querySelectorAll(".lane a")].map(link => [...link.querySelectorAll("text.t-1, text.t-2")].map(text => {
  const box = text.getBoundingClientRect();
  return [text.textContent, box.left, box.right, box.top + scrollY + 2, box.bottom + scrollY - 2];
}))"""
AXES = """() => [...document.querySelectorAll(".axis svg")].filter(one => one.checkVisibility()).map(axis =>
  [...axis.querySelectorAll("text")].map(text => {
    const box = text.getBoundingClientRect();
    return [text.textContent, box.left, box.right, box.top + scrollY + 2, box.bottom + scrollY - 2];
  }))"""
SHOWN = "(name) => [...document.querySelectorAll(name)].some(one => one.checkVisibility())"


def touch(one, other):
    return one[1] < other[2] and other[1] < one[2] and one[3] < other[4] and other[3] < one[4]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_no_label_of_the_timeline_touches_another(visit, lang, width):
    seen = visit(width=width)
    seen.open("timeline", lang)
    meetings = seen.page.evaluate(LABELS)
    assert len(meetings) > 10
    for number, labels in enumerate(meetings):
        for other in meetings[number + 1 :]:
            assert not any(touch(one, beside) for one in labels for beside in other), (labels, other)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_label_is_no_wider_than_was_reckoned(visit, lang):
    seen = visit(width=NARROW)
    seen.open("timeline", lang)
    assert seen.page.evaluate("document.querySelector('.lane').clientWidth") >= packing.NARROWEST
    for labels in seen.page.evaluate(LABELS):
        for text, left, right, *_ in labels:
            assert right - left <= packing.width_of(text) + 1, text


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", ["home", "timeline", "format", "party"])
def test_today_stands_clear_of_the_years_of_an_axis(visit, name, lang):
    seen = visit()
    seen.open(name, lang)
    for width in (320, 360, 414, NARROW, WIDE):
        seen.page.set_viewport_size({"width": width, "height": 900})
        axes = seen.page.evaluate(AXES)
        assert axes, width
        for words in axes:
            assert any(said[0] in {"today", "сегодня"} for said in words)
            for number, one in enumerate(words):
                assert not any(touch(one, other) for other in words[number + 1 :]), (width, words)
                assert one[2] <= width, (width, one)


def test_each_row_has_a_strip_where_there_is_no_room_for_the_picture(visit):
    seen = visit(width=NARROW - 1)
    seen.open("timeline")
    assert (seen.page.evaluate(SHOWN, ".lane"), seen.page.evaluate(SHOWN, ".tl-list .strip")) == (False, True)
    seen.page.set_viewport_size({"width": NARROW, "height": 900})
    assert (seen.page.evaluate(SHOWN, ".lane"), seen.page.evaluate(SHOWN, ".tl-list .strip")) == (True, False)


def test_hosts_are_a_table_where_there_is_room_and_lists_on_a_phone(visit):
    seen = visit(width=360)
    seen.open("hosts")
    assert (seen.page.evaluate(SHOWN, ".matrix"), seen.page.evaluate(SHOWN, ".hosts-list")) == (False, True)
    seen.page.set_viewport_size({"width": WIDE, "height": 900})
    assert (seen.page.evaluate(SHOWN, ".matrix"), seen.page.evaluate(SHOWN, ".hosts-list")) == (True, False)
