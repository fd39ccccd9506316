"""A source is a document. Where only a copy or a summary of it was read, ``read_at`` says so."""

from urllib.parse import urlsplit

import pytest

from sciatwin.eligibility.medicines.morphine_equivalents import conversion_table
from sciatwin.eligibility.other_treatments import treatment_rules
from sciatwin.eligibility.rule import Confidence, RuleGroup
from sciatwin.eligibility.rulebook import rulebook
from sciatwin.plan.session.checklist import all_rows
from sciatwin.plan.session.titration import lower_starts

LOGIC = {RuleGroup.CONTRADICTIONS}  # two answers of one file
SECOND_HAND = ("summary", "notes", "news", "extract", "page of a clinic", "plain-language", "digest", "vendor")
NO_DOCUMENTS = (
    "droracle.ai",
    "butalbitalapap.org",
    "health-articles.net",
    "illumina.com",
    "platformsh.site",
    "docstoc.com",
    "github.com",
    "epocrates.com",
    "metajournal.com",
    "scribd.com",
    "studylib.net",
    "yumpu.com",
    "fliphtml5.com",
    "docslib.org",
    "blogspot.com",
    "mimsdev.com",
    "oddb.org",
    "fda.report",
    "rxreasoner.com",
    "medikamio.com",
    "netlify.app",
    "guidelinecentral.com",
)
"""Answer sites, copies, previews and directories: something may be read there, but it is not what is cited."""


def _rated():
    yield from ((rule.key, rule.confidence, rule.sources) for rule in rulebook())
    yield from ((row.key, row.confidence, row.sources) for row in all_rows())


def _sources():
    for key, _, sources in _rated():
        yield from ((key, source) for source in sources)
    for start in lower_starts():
        yield from ((start.key, source) for source in start.sources)
    for key, rules in treatment_rules().items():
        yield from ((key, reason.source) for reason in rules.against if reason.source)
    yield from (
        ("morphine equivalents", source)
        for source in (conversion_table().source, conversion_table().never_converted_source)
    )


@pytest.mark.parametrize("site", NO_DOCUMENTS)
def test_no_source_is_a_site_that_answers_copies_or_previews(site):
    assert [key for key, source in _sources() if (urlsplit(source.url).hostname or "").endswith(site)] == []


def test_a_source_without_an_address_of_its_own_says_what_was_read_instead():
    """A copy, an abstract, notes: in the citation, with the address where they were read."""
    told = ("copy", "abstract", *SECOND_HAND)
    compares_answers = {rule.key for rule in rulebook() if rule.group in LOGIC}
    without = [item for item in _sources() if not (item[1].doi or item[1].url) and item[0] not in compares_answers]
    for key, source in without:
        assert source.read_at.startswith("http"), key
        assert any(f"({word}" in source.citation or f"{word})" in source.citation for word in told), key


def test_nothing_read_at_second_hand_alone_is_of_high_confidence():
    def second_hand(source):
        return source.read_at.startswith(SECOND_HAND) or any(f"({word}" in source.citation for word in SECOND_HAND)

    high = [(key, sources) for key, confidence, sources in _rated() if confidence is Confidence.HIGH]
    assert [key for key, sources in high if all(second_hand(source) for source in sources)] == []
