"""What the sheet of any answer is made of. Whoever draws knows these blocks and no question."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.record import SourceRecord

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LONGEST_FACT = 48

NONE = "–"
"""In a table: there is no such number."""


class Tone(StrEnum):
    """How a text is meant; each door has its own way to show it."""

    PLAIN = "plain"
    STRONG = "strong"
    SOFT = "soft"
    GOOD = "good"
    INFORM = "inform"
    CAUTION = "caution"
    OPEN = "open"
    OVERRIDE = "override"
    STOP = "stop"


class Medium(StrEnum):
    PAGE = "page"
    PAPER = "paper"
    TERMINAL = "terminal"


SECTION = 2
"""Level of the headings that begin a section."""

EVERYWHERE = frozenset(Medium)
ON_TERMINAL, NOT_ON_TERMINAL = frozenset({Medium.TERMINAL}), frozenset({Medium.PAGE, Medium.PAPER})
NOT_ON_PAPER = frozenset({Medium.PAGE, Medium.TERMINAL})


@dataclass(frozen=True, kw_only=True)
class Block:
    """One piece of a sheet; ``on``: where it is shown."""

    on: frozenset[Medium] = EVERYWHERE


@dataclass(frozen=True)
class Heading(Block):
    """A heading. Level 2 begins a section, level 3 a part of it; ``key`` is its address on a page."""

    text: str
    level: int = 2
    key: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Text(Block):
    """A paragraph."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Point:
    """One line of a list; ``label`` says of which kind it is."""

    text: str
    label: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Points(Block):
    """A list. ``most``: how many a terminal shows; ``in_columns``: on a page, beside each other; ``is_set_off``: as a
    rule to keep in sight."""

    items: tuple[Point, ...]
    ordered: bool = False
    most: int | None = None
    in_columns: bool = False
    is_set_off: bool = False


@dataclass(frozen=True)
class Pairs(Block):
    """Names with their values; strong ones stand under each other in large letters."""

    pairs: tuple[tuple[str, str], ...]
    is_strong: bool = False

    @property
    def are_sentences(self) -> bool:
        """Some value is too long to stand beside others."""
        return any(len(value) > _LONGEST_FACT for _, value in self.pairs)


@dataclass(frozen=True)
class Tile:
    """A number that is to be seen at once: what it is, the number, and the same in other units."""

    label: str
    value: str
    detail: str


@dataclass(frozen=True)
class Tiles(Block):
    """Numbers in large letters, beside each other."""

    items: tuple[Tile, ...]


@dataclass(frozen=True)
class Row:
    """One line of what is done: topic, text, whose answer it is for, and where its value comes from.

    ``on_page_one``: it belongs to the short form.
    """

    topic: str
    text: str
    because: str = ""
    mark: str = ""
    on_page_one: bool = False
    origin: str = ""
    sources: tuple[SourceRecord, ...] = ()


@dataclass(frozen=True)
class Checklist(Block):
    """What is done in one part of the day; on a terminal in short. Lists that follow each other stand in columns."""

    heading: str
    rows: tuple[Row, ...]
    tone: Tone = Tone.PLAIN
    to_tick: bool = False


@dataclass(frozen=True)
class ToFillIn(Block):
    """Lines that are filled in by hand."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Remark:
    """Something found, why it holds here, what follows, and where it is from.

    ``label`` says of which kind it is.
    """

    says: str
    label: str = ""
    tone: Tone = Tone.PLAIN
    because: str = ""
    follows: str = ""
    origin: str = ""
    sources: tuple[SourceRecord, ...] = ()


@dataclass(frozen=True)
class Remarks(Block):
    """Findings, each with its reason and its way out."""

    items: tuple[Remark, ...]


@dataclass(frozen=True)
class Table(Block):
    """A table of text. The first column names the row; ``marked`` rows stand out; ``numeric`` columns stand right.

    In a ``grouped`` table, rows of one name follow each other, and the name is to be seen once.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[int, ...] = ()
    grouped: bool = False
    numeric: tuple[int, ...] = ()
    note: str = ""

    @property
    def seen(self) -> tuple[tuple[str, ...], ...]:
        """The rows as they are to be seen: in a grouped table without names that only repeat."""
        if not self.grouped:
            return self.rows
        before = ("", *(row[0] for row in self.rows))
        return tuple(("", *row[1:]) if row[0] == last else row for last, row in zip(before, self.rows, strict=False))


@dataclass(frozen=True)
class Figure(Block):
    """A figure: ``draw`` makes it from the curves and numbers of a document when somebody wants to see it.

    ``alt`` says in words what it shows. ``curves`` are for a chart that a browser draws by itself. A ``broad`` figure
    is full of words, which must stay legible.
    """

    key: str
    title: str
    caption: str
    alt: str
    draw: Callable[[], "Axes"]
    curves: tuple[CurvesRecord, ...] = ()
    broad: bool = False


@dataclass(frozen=True)
class Sources(Block):
    """Papers, guidelines, labels and pages, each with its address; ``in_line``: one after the other, without a list."""

    items: tuple[SourceRecord, ...]
    in_line: bool = False


@dataclass(frozen=True)
class Beside(Block):
    """Two runs of blocks, beside each other where there is room, else one after the other."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True)
class Verbatim(Block):
    """Lines to be copied as they stand."""

    text: str


@dataclass(frozen=True)
class Notes(Block):
    """Small print."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a reader of an answer sees: the answer first, then its blocks in order.

    Attributes:
        question: what was asked, in a few words.
        tone: ``GOOD``, ``STOP`` or what lies between.
        dangers: what is said before the answer itself.
        one_side: it is printed on one side of A4.
        in_short: what stands with the answer, each line with its name; beside: a figure next to them.
        status_tone: of the status, where it is not that of the answer.
        has_contents: so long that a page begins with its parts.
        is_framed: on a terminal the answer stands in a frame, for it is to be acted on.
    """

    question: str
    title: str
    tone: Tone
    headline: str = ""
    status: str = ""
    status_tone: Tone | None = None
    in_short: tuple[tuple[str, str], ...] = ()
    beside: Figure | None = None
    has_contents: bool = False
    is_framed: bool = False
    dangers: tuple[str, ...] = ()
    statement: str
    made: str
    one_side: bool = False
    blocks: tuple[Block, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the sheet."""
        beside = (self.beside,) if self.beside else ()
        return (*beside, *(block for block in in_order(self.blocks) if isinstance(block, Figure)))

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The parts of a long sheet that have an address."""
        heads = (block for block in self.shown(Medium.PAGE) if isinstance(block, Heading))
        return tuple(head for head in heads if head.level == SECTION and head.key) if self.has_contents else ()

    def shown(self, medium: Medium) -> tuple[Block, ...]:
        """The blocks for one door that say something."""
        return tuple(block for block in self.blocks if medium in block.on and not _is_empty(block))


def in_order(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, also those that stand beside each other."""
    for block in blocks:
        if isinstance(block, Beside):
            yield from (*block.left, *block.right)
        else:
            yield block


def points(*texts: str) -> tuple[Point, ...]:
    """Lines of a list without labels."""
    return tuple(map(Point, texts))


def titled(heading: Heading, *blocks: Block | None) -> Sequence[Block]:
    """A heading with what stands under it; nothing where nothing does."""
    under = [block for block in blocks if block is not None and not _is_empty(block)]
    return [heading, *under] if under else []


def _is_empty(block: Block) -> bool:
    match block:
        case (
            Points(items=())
            | Remarks(items=())
            | Pairs(pairs=())
            | Notes(items=())
            | Sources(items=())
            | Tiles(items=())
            | Checklist(rows=())
            | Table(rows=())
        ):
            return True
        case Text(text="") | Verbatim(text=""):
            return True
    return False
