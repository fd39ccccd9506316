"""No table is laid out outside the renderer and the templates of the pages: neither for a terminal, nor in Markdown."""

import re

import pytest

MARKS = {
    "a table of a terminal": re.compile(r"\brich\.table\b"),
    "a table in Markdown": re.compile(r"\|-{3}"),
    "a table on a page": re.compile(r"<table[ >]"),
}


def _sources(root):
    for path in sorted((root / "src").rglob("*")):
        if path.suffix in {".py", ".html"} and not {"render", "templates"} & set(path.parts):
            yield path


@pytest.mark.parametrize("what", MARKS)
def test_it_stands_in_the_renderer_alone(what, request):
    found = [str(path) for path in _sources(request.config.rootpath) if MARKS[what].search(path.read_text("utf-8"))]
    assert found == []


def test_services_give_documents_and_no_loose_dictionaries(request):
    services = (request.config.rootpath / "src/sciaclinic/services").glob("*.py")
    loose = re.compile(r"-> (dict\[str, (object|Any)\]|object|Any):")
    assert [path.name for path in services if path.name != "schemas.py" and loose.search(path.read_text("utf-8"))] == []
