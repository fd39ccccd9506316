"""Every page of every stored answer can be followed without eyes: headings in order, names of tables and figures."""

import re
from itertools import pairwise

import pytest

from sciaclinic.answers.kinds import KINDS
from sciaclinic.render.html import page
from sciaclinic.render.json import from_json
from support.read_page import Page

PAGES = [(kind, name) for kind, load in KINDS.items() for name in ("", *load().pages)]


@pytest.fixture(scope="module")
def drawn(request):
    made = {}

    def draw(kind, name):
        if (kind, name) not in made:
            text = (request.config.rootpath / "tests/data/documents" / f"{kind}.json").read_text(encoding="utf-8")
            found = KINDS[kind]()
            sheet = found.pages[name] if name else found.sheet
            made[kind, name] = Page(page(sheet(from_json(text, kind))))
        return made[kind, name]

    return draw


@pytest.mark.parametrize(("kind", "name"), PAGES)
def test_headings_begin_with_one_title_and_skip_no_level(kind, name, drawn):
    levels = [int(tag[1]) for tag, _ in drawn(kind, name).tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize(("kind", "name"), PAGES)
def test_tables_have_captions_and_figures_say_what_they_show(kind, name, drawn):
    shown = drawn(kind, name)
    assert len(shown.named("caption")) == len(shown.named("table"))
    images = [attributes for _, attributes in shown.tags if attributes.get("role") == "img"]
    assert len(images) == len(shown.named("figure"))
    assert all(len(attributes["aria-label"]) > 40 for attributes in images)


@pytest.mark.parametrize(("kind", "name"), PAGES)
def test_addresses_on_a_page_are_unique_and_lead_somewhere(kind, name, drawn):
    shown = drawn(kind, name)
    ids = [attributes["id"] for _, attributes in shown.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    inside = {attributes["href"][1:] for attributes in shown.named("a") if attributes["href"].startswith("#")}
    assert inside <= set(ids)
