"""A sheet as page and paper: texts of people never act, nothing is hidden, the same sheet gives the same bytes."""

import io

import pytest
from pypdf import PdfReader

from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    ON_TERMINAL,
    Figure,
    Heading,
    Medium,
    Notes,
    Pairs,
    Point,
    Points,
    Remark,
    Remarks,
    Sheet,
    Table,
    Text,
    Tone,
    Verbatim,
    titled,
)
from sciaclinic.answers.record import SourceRecord
from sciaclinic.render.html import fragment, page
from sciaclinic.render.pdf import paper

FOREIGN = "<script>alert(1)</script> *not bold* #let x = 1 [b]a[/b]"
SOURCE = SourceRecord(citation="Smith 2020", link="https://example.org/paper", read_at="")


def _axes():
    from sciatwin import plotting

    (ax,) = plotting.new_axes()
    ax.plot([0, 1], [0, 1])
    return ax


def _sheet(*blocks, text=FOREIGN):
    return Sheet(
        question="What is it?",
        title=text,
        tone=Tone.CAUTION,
        headline="A headline.",
        status="A status.",
        dangers=("DANGER: something",),
        statement="A statement.",
        made="today",
        blocks=blocks,
    )


@pytest.fixture(scope="module")
def every_block():
    return _sheet(
        Heading("First part", key="first", tone=Tone.OPEN),
        Text("A paragraph."),
        Text("Soft words.", Tone.SOFT),
        Points((Point("one"), Point("two", "label", Tone.STOP))),
        Points((Point("step"),), ordered=True),
        Pairs((("weight", "74 kg"),)),
        Heading("Second part"),
        Remarks((Remark("It says", "caution", Tone.CAUTION, "because", "then", "origin", (SOURCE,)),)),
        Table(
            "Caption", ("name", "value"), (("a", "1"), ("a", "2")), marked=(1,), grouped=True, numeric=(1,), note="n"
        ),
        Figure("one", "A figure", "Its caption", "In words", _axes),
        Figure("two", "Another", "Its caption", "In words", _axes),
        Verbatim("line: unknown\n  # as it stands"),
        Notes(("small print",)),
    )


def _on_paper(sheet):
    return " ".join(part.extract_text() for part in PdfReader(io.BytesIO(paper(sheet))).pages)


def test_every_block_stands_on_page_and_paper(every_block):
    said = ("First part", "A paragraph.", "Soft words.", "one", "label", "step", "74 kg", "It says", "because")
    shown = ("Smith 2020", "Caption", "A figure", "line: unknown", "small print", "DANGER: something")
    for text in (page(every_block), _on_paper(every_block)):
        for words in (*said, *shown):
            assert words in text


def test_texts_of_people_never_act(every_block):
    text = page(every_block)
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    said = _on_paper(every_block)
    assert "#let x = 1" in said
    assert "*not bold*" in said


@pytest.mark.parametrize("character", ["\u202e", "\x1b", "\u200b"])
def test_hidden_characters_are_shown(character):
    sheet = _sheet(Text(f"a{character}b"), text="title")
    assert character not in page(sheet)
    assert character not in _on_paper(sheet)


def test_the_same_sheet_gives_the_same_bytes(every_block):
    assert page(every_block) == page(every_block)
    assert paper(every_block) == paper(every_block)


def test_figures_that_were_drawn_already_are_taken(every_block):
    drawn = {"one": "<svg id='mine'></svg>", "two": "<svg></svg>"}
    assert "<svg id='mine'></svg>" in page(every_block, drawn)
    assert "id='mine'" in fragment(every_block, drawn)


def test_a_block_is_shown_where_it_belongs_and_an_empty_one_nowhere():
    sheet = _sheet(
        Text("for paper", on=NOT_ON_TERMINAL), Text("for the terminal", on=ON_TERMINAL), Text(""), Points(())
    )
    assert [block.text for block in sheet.shown(Medium.PAGE)] == ["for paper"]
    assert [block.text for block in sheet.shown(Medium.TERMINAL)] == ["for the terminal"]


def test_a_heading_with_nothing_under_it_is_left_out():
    assert titled(Heading("Nothing"), Points(()), None) == []
    assert len(titled(Heading("Something"), Points(()), Text("here"))) == 2
