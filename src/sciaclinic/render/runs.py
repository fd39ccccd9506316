"""Blocks as they stand beside and under each other."""

from collections.abc import Sequence

from sciaclinic.answers.blocks import Block, Checklist, Figure


def runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Figures that follow each other together, and lists of what is done; every other block by itself."""
    found: list[list[Block]] = []
    for block in blocks:
        if found and _stands_beside(found[-1][0], block):
            found[-1].append(block)
        else:
            found.append([block])
    return found


def _stands_beside(first: Block, block: Block) -> bool:
    return isinstance(first, Figure | Checklist) and type(first) is type(block)
