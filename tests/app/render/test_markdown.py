"""A sheet as Markdown is what somebody would have typed by hand."""

from sciaclinic.answers.blocks import (
    ON_TERMINAL,
    Beside,
    Heading,
    Notes,
    Pairs,
    Point,
    Points,
    Sheet,
    Table,
    Text,
    Tone,
    Verbatim,
)
from sciaclinic.render.markdown import markdown

TYPED = """# A title

In short.

|  |  |
|---|---|
| Source | Smith 2020 |

## A part

Left.

Right.

- one
- **two:** with a name

A caption

| name | value |
|---|---|
| a | 1 |

A note

```text
as it stands
```

Small.
"""


def test_every_block_is_written_as_by_hand():
    sheet = Sheet(
        question="not shown",
        title="A title",
        tone=Tone.PLAIN,
        headline="In short.",
        statement="not shown",
        made="not shown, so that an unchanged page stays as it is",
        blocks=(
            Pairs((("Source", "Smith 2020"),)),
            Heading("A part"),
            Text("only on a terminal", on=ON_TERMINAL),
            Beside((Text("Left."),), (Text("Right."),)),
            Points((Point("one"), Point("with a name", label="two"))),
            Table("A caption", ("name", "value"), (("a", "1"),), note="A note"),
            Verbatim("as it stands"),
            Notes(("Small.",)),
        ),
    )
    assert markdown(sheet) == TYPED
