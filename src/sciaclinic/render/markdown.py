"""Any sheet as a page of Markdown, to stand in a repository: texts are taken as Markdown, nothing is escaped."""

from collections.abc import Iterable, Iterator, Sequence

from sciaclinic.answers.blocks import (
    Block,
    Heading,
    Medium,
    Notes,
    Pairs,
    Points,
    Sheet,
    Table,
    Text,
    Verbatim,
    in_order,
)


def markdown(sheet: Sheet) -> str:
    """Title, headline and blocks. What says when it was made is left out, so that an unchanged page stays as it is."""
    parts = [f"# {sheet.title}", sheet.headline, *_parts(in_order(sheet.shown(Medium.PAGE)))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"{'#' * block.level} {block.text}"
            case Text():
                yield block.text
            case Points():
                marks = (f"{number}." if block.ordered else "-" for number, _ in enumerate(block.items, start=1))
                yield "\n".join(
                    f"{mark} {_labelled(item.label, item.text)}" for mark, item in zip(marks, block.items, strict=True)
                )
            case Pairs():
                yield _table(("", ""), block.pairs)
            case Table():
                yield "\n\n".join(
                    part for part in (block.caption, _table(block.columns, block.seen), block.note) if part
                )
            case Verbatim():
                yield f"```text\n{block.text}\n```"
            case Notes():
                yield "\n\n".join(block.items)
            case _:
                raise TypeError(f"a reference page in Markdown shows no {type(block).__name__}")


def _labelled(label: str, text: str) -> str:
    return f"**{label}:** {text}" if label else text


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])
