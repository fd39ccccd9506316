"""Texts of people on pages and sheets: markup does not act, hidden characters are shown."""

import re

import pytest

from sciaclinic.render.html import page_template
from sciaclinic.render.set_pages import plain
from sciatwin.foreign_text import unsafe_character, visible

HIDDEN = [
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9b",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\U000e0041",
]


@pytest.mark.parametrize("character", HIDDEN)
def test_a_hidden_character_is_shown_and_named(character):
    text = f"a{character}b"
    assert len(visible(text)) == 3
    assert unsafe_character(visible(text)) is None
    assert f"U+{ord(character):04X}" in unsafe_character(text)


def test_what_people_write_stays_as_it_is():
    for text in (
        "Zoë, 12 weeks – “daily” at 37 °C\n\tline two",
        "日本語",
        "🙂",
        "שלום",
        "µmol/L ≥ 2 × 1⁄2",
        "فا\u200cرسی",
    ):
        assert visible(text) == text
        assert unsafe_character(text) is None


@pytest.mark.parametrize("character", HIDDEN)
def test_a_page_and_a_sheet_show_hidden_characters(character):
    text = f"<b>a{character}b</b>"
    environment = page_template("page.html").environment
    page = environment.from_string("{{ text }}{% for item in items %}{{ item }}{% endfor %}").render(
        text=text, items=[text]
    )
    assert page.count("&lt;b&gt;a") == 2
    assert unsafe_character(page) is None
    assert unsafe_character(str(plain({"text": [text]}))) is None


def test_every_page_escapes_what_it_shows():
    assert page_template("page.html").environment.autoescape is True
    loader = page_template("page.html").environment.loader
    for name in loader.list_templates():
        if name.endswith(".html"):
            source = loader.get_source(page_template("page.html").environment, name)[0]
            safe = re.findall(r"\{\{[^}]*\|\s*safe\s*\}\}", source)
            assert all("svg" in item or "css" in item or "style" in item for item in safe), (name, safe)
