"""Entity tags of versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain_api.kernel import InvalidInput
from domain_api.sales.etags import etag, expected_version


@given(st.integers(1, 999_999_999))
def test_a_tag_asks_for_the_version_it_was_made_of(version: int):
    assert expected_version(etag(version)) == version


@pytest.mark.parametrize("header", [None, "*", " * "])
def test_no_condition_asks_for_no_version(header: str | None):
    assert expected_version(header) is None


@pytest.mark.parametrize("header", ["", "3", 'W/"3"', '"0"', '"03"', '"1", "2"', '"x"', '"٣"'])
def test_what_is_no_strong_tag_of_ours_is_refused(header: str):
    with pytest.raises(InvalidInput):
        expected_version(header)
