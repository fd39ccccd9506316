"""Blocks as they stand beside and under each other."""

from collections.abc import Sequence

from sciaclinic.answers.blocks import Block, Figure


def runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Figures that follow each other together, every other block by itself."""
    found: list[list[Block]] = []
    for block in blocks:
        if found and isinstance(block, Figure) and isinstance(found[-1][0], Figure):
            found[-1].append(block)
        else:
            found.append([block])
    return found
