"""How hard a text is to read, by formulas of textstat, without the dictionary that it would fetch from the network."""

import re

import textstat
from textstat.backend.counts import _count_syllables

_VOWELS = re.compile("[aeiouy]+")
_SILENT = re.compile("(?<=[^aeiouyl])e$|(?<=[^dt])ed$")


class _ByVowels:
    """In the place of a dictionary of English: as many syllables as groups of vowels, without a silent e."""

    def __getitem__(self, word):
        return [["AH0"] * max(1, len(_VOWELS.findall(_SILENT.sub("", word.casefold()))))]


def school_year(text, language, monkeypatch):
    """English: grade of Flesch and Kincaid (1975). German: first Wiener Sachtextformel (Bamberger and Vanecek 1984)."""
    monkeypatch.setattr(_count_syllables, "get_cmudict", lambda lang: _ByVowels() if lang.startswith("en") else None)
    textstat.set_lang(language)
    return textstat.flesch_kincaid_grade(text) if language == "en" else textstat.wiener_sachtextformel(text, 1)
