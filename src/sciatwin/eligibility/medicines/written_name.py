"""Reads what stands on a list of medicines word by word. What no word accounts for is kept as unread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sciatwin.eligibility.medicines.spelling import words as words_of
from sciatwin.eligibility.medicines.spelling import words_beside_a_name

_MOST_WORDS = 5  # of one name
LookUp = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class WrittenName:
    """``medicines`` in the order in which they were found; ``unread`` holds runs of words that mean nothing here."""

    medicines: tuple[str, ...]
    unread: tuple[str, ...]


def read_name(text: str, any_list: LookUp, our_lists: LookUp) -> WrittenName:
    """The longest known name at each place counts; then salts, forms, strengths, frequencies and joining words.

    Our own lists are gone through once more by themselves, so that no longer name from elsewhere swallows a part of
    one of ours, as "montelukast sodium" would in "montelukast, sodium oxybate".
    """
    words = words_of(text)
    found: dict[str, None] = {}
    accounted: set[int] = set()
    for look_up in (any_list, our_lists):
        for span, medicines in _names(words, look_up):
            found.update(dict.fromkeys(medicines))
            accounted.update(span)
    for place in range(len(words)):
        if _is_beside_the_name(words, place) or _is_salt_of_a_name(words, place, accounted):
            accounted.add(place)
    unread = tuple(_runs(words, [place for place in range(len(words)) if place not in accounted]))
    return WrittenName(tuple(found), unread if found or unread else (text.strip(),))


def _names(words: tuple[str, ...], look_up: LookUp) -> Iterator[tuple[range, tuple[str, ...]]]:
    """Names from left to right, none within another."""
    place = 0
    follows_a_name = False
    while place < len(words):
        medicines, length = _longest_name(words, place, look_up)
        is_salt = follows_a_name and length == 1 and words[place] in words_beside_a_name().salts
        if medicines and not is_salt:
            yield range(place, place + length), medicines
        follows_a_name = bool(medicines)
        place += length


def _is_salt_of_a_name(words: tuple[str, ...], place: int, accounted: set[int]) -> bool:
    return words[place] in words_beside_a_name().salts and place - 1 in accounted


def _runs(words: tuple[str, ...], places: list[int]) -> Iterator[str]:
    """Words that stand side by side, as one text."""
    for _, run in groupby(enumerate(places), key=lambda item: item[1] - item[0]):
        yield " ".join(words[place] for _, place in run)


def _longest_name(words: tuple[str, ...], place: int, look_up: LookUp) -> tuple[tuple[str, ...], int]:
    for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
        part = words[place : place + length]
        if all(_is_beside_the_name(words, place + i) for i in range(length)):
            continue
        medicines = look_up(" ".join(part))
        if medicines:
            return medicines, length
    return (), 1


def _is_beside_the_name(words: tuple[str, ...], place: int) -> bool:
    beside, word = words_beside_a_name(), words[place]
    if word == "plus":  # joins two names; at the end it names another product, as in "Nurofen Plus"
        return place + 1 < len(words) and not beside.tell_how_it_is_given(words[place + 1], word)
    return word in beside.joining or beside.tell_how_it_is_given(word, words[place - 1] if place else "")
