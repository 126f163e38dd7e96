"""What the commands print is what it seems to be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suite.terminal import print_table, visible


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "M", "Zs"])))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pay\x1b[2K\rfree", "pay�[2K�free"),
        ("\u202e0001 DSU", "�0001 DSU"),
        ("a\u200bb\u2066c", "a�b�c"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x9b31mred", "�31mred"),
        ("👩‍🍳 señor", "👩‍🍳 señor"),
    ],
)
def test_what_could_deceive_the_eye_becomes_a_mark(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_table_in_a_pipe_is_whole_lines_with_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("id", "words"), [("a" * 200, "one\ttwo\nthree"), ("b", "\x1b[1mfour")])
    assert capsys.readouterr().out.splitlines() == [
        "id\twords",
        f"{'a' * 200}\tone two three",
        "b\t�[1mfour",
    ]
