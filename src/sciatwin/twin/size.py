"""How much one simulation may hold at once, so that no accepted question fills the memory of a small computer."""

from sciatwin.errors import ModelError

MOST_NUMBERS = 6_400_000
"""Draws × times: 1000 draws of thirty infusions of a day each. Every one costs some 220 bytes, 1.4 GB in all."""


def require_room(draws: int, times: int, way_out: str) -> None:
    """Raises: ModelError if ``draws`` versions at ``times`` times are more than may be held at once."""
    if draws * times > MOST_NUMBERS:
        raise ModelError(
            f"draws: {draws} versions at {times} times would fill {_gb(draws * times):.0f} GB of memory; "
            f"{_gb(MOST_NUMBERS):.1f} GB are the most. Use at most {MOST_NUMBERS // times} draws, or {way_out}."
        )


def _gb(numbers: int) -> float:
    return numbers * 220e-9
