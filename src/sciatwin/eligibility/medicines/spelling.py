"""Takes the name of a medicine apart into words as people write them. No letter and no number is dropped."""

import re
import unicodedata
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from sciatwin.eligibility.data_files import read_file

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_APOSTROPHES = re.compile(r"[\'’‘ʼ`´]")
_POINT_OF_A_SHORT_FORM = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_INVISIBLE = "Cf"  # zero-width and direction marks, soft hyphens

Words = Annotated[frozenset[str], BeforeValidator(lambda text: frozenset(text.split()))]


class WordsBesideAName(BaseModel):
    """Words that say no medicine, as ``words.yaml`` lists them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    salts: Words
    about_giving: Words
    after_a_lead: Words
    leads: Words
    joining: Words
    makers: Words

    def tell_how_it_is_given(self, word: str, before: str) -> bool:
        """A number, a unit, a form, a frequency or a maker, given the word before it."""
        if word in self.after_a_lead:
            return before in self.leads or before[:1].isdigit()
        return word[0].isdigit() or word in self.about_giving or word in self.makers


@cache
def words_beside_a_name() -> WordsBesideAName:
    return read_file("medicines/words.yaml", WordsBesideAName)


def words(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers without accents, in order; a strength such as "25mg" is two words."""
    # Apostrophes go before the letters are normalised, since that turns ´ into a space and an accent.
    spread = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    kept = "".join(letter for letter in spread if not _is_mark(letter))
    return tuple(_WORD.findall(_POINT_OF_A_SHORT_FORM.sub("", kept)))


def plain(text: str) -> str:
    """A name as it is looked up: its words, one space between."""
    return " ".join(words(text))


def _is_mark(letter: str) -> bool:
    return bool(unicodedata.combining(letter)) or unicodedata.category(letter) == _INVISIBLE
