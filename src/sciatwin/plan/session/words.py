"""How visits are named."""

from collections.abc import Sequence


def visits_words(numbers: Sequence[int]) -> str:
    """ "session 1", "sessions 2 to 5" or "sessions 1, 3 and 6"."""
    if len(numbers) == 1:
        return f"session {numbers[0]}"
    if list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return (
            f"sessions {numbers[0]} to {numbers[-1]}" if len(numbers) > 2 else f"sessions {numbers[0]} and {numbers[1]}"
        )
    return f"sessions {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
