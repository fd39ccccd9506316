"""Words as the beginning of a sentence."""


def as_sentence(words: str) -> str:
    """The first letter in upper case, all else as it is."""
    return words[:1].upper() + words[1:]
