"""Tests of the command and of the processes it starts."""

import pytest

pytest.register_assert_rewrite("tests.suite.doors", "tests.suite.house")
