"""A stored answer is drawn again, years later, exactly as it was; what this version cannot read is refused in words."""

import json

import jsonschema
import pytest
from typer.testing import CliRunner

from sciaclinic.answers.kinds import KINDS, sheet_for
from sciaclinic.cli.main import app
from sciaclinic.render.files import files_of
from sciaclinic.render.html import fragment, page
from sciaclinic.render.json import from_json, schema_of, to_json
from sciaclinic.render.seal import SEAL, sealed
from sciaclinic.services.file_kinds import SchemaOf
from sciatwin.errors import InvalidInputError


@pytest.fixture
def stored(request):
    def text_of(kind):
        return (request.config.rootpath / "tests/data/documents" / f"{kind}.json").read_text(encoding="utf-8")

    return text_of


@pytest.mark.parametrize("kind", KINDS)
def test_document_to_json_to_document_to_page_gives_the_same_bytes(kind, stored):
    document = from_json(stored(kind), kind)
    again = from_json(to_json(document).decode(), kind)
    assert again == document
    first, second = files_of(document, sheet_for(document)), files_of(again, sheet_for(again))
    assert dict(first) == dict(second)


@pytest.mark.parametrize("kind", KINDS)
def test_every_stored_kind_fits_its_published_schema(kind, stored):
    jsonschema.Draft202012Validator.check_schema(schema_of(kind))
    jsonschema.Draft202012Validator(schema_of(kind)).validate(json.loads(stored(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_schema_that_can_be_asked_for(kind):
    assert kind in set(SchemaOf)


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_of_a_document_is_described(kind):
    for name, record in schema_of(kind).get("$defs", {}).items():
        assert record.get("description") or "enum" in record, name


@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_answer_is_shown_on_the_terminal_and_in_a_folder(kind, request, tmp_path):
    file = request.config.rootpath / "tests/data/documents" / f"{kind}.json"
    result = CliRunner().invoke(app, ["show", str(file), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    document = from_json(file.read_text(encoding="utf-8"), kind)
    assert document.statement.split(".")[0] in result.output
    assert {f"{kind}.html", f"{kind}.json", f"{kind}.pdf"} <= {path.name for path in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_asks_for_nothing_and_the_fragment_is_part_of_it(kind, stored):
    document = from_json(stored(kind), kind)
    text = page(sheet_for(document))
    assert "<script" not in text
    assert 'src="http' not in text
    assert "@import" not in text
    assert "prefers-color-scheme: dark" in text
    assert "<html" not in fragment(sheet_for(document))
    assert fragment(sheet_for(document)).strip() in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema_version": "99.0"}, "newer than"),
        ({"schema_version": "0.9"}, "Draw it with the version that wrote it"),
        ({"schema_version": "soon"}, "written like"),
        ({"kind": "horoscope"}, "a document is one of"),
        ({"verdict": "perhaps"}, "verdict"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(stored, change, said):
    changed = json.loads(stored("check")) | change
    content = sealed({name: value for name, value in changed.items() if name != SEAL})
    with pytest.raises(InvalidInputError, match=said):
        from_json(json.dumps(content), "check.json")


@pytest.mark.parametrize("text", ["", "[1]", "{", "null", "[" * 100_000])
def test_a_text_that_is_no_document_is_refused(text):
    with pytest.raises(InvalidInputError, match="this is no"):
        from_json(text, "file.json")
