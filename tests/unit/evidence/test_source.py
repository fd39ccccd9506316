"""A source can be found again."""

import pytest

from sciatwin.evidence import Source


def test_a_source_needs_a_citation():
    with pytest.raises(ValueError, match="citation"):
        Source("", doi="10.1000/xyz")


def test_a_source_needs_a_place_where_it_can_be_found():
    with pytest.raises(ValueError, match="a doi, a url or the place"):
        Source("Author A. Journal 2022;3:94")


@pytest.mark.parametrize(
    ("where", "link"),
    [
        ({"doi": "10.1000/xyz"}, "https://doi.org/10.1000/xyz"),
        ({"doi": "10.1000/xyz", "url": "https://example.org"}, "https://doi.org/10.1000/xyz"),
        ({"url": "https://example.org", "read_at": "a copy"}, "https://example.org"),
        ({"read_at": "a copy"}, "a copy"),
    ],
)
def test_link_is_the_best_address_there_is(where, link):
    source = Source("Author A. Journal 2022;3:94", **where)
    assert source.link == link
    assert str(source).startswith("Author A.")
