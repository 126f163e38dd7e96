"""An approval link leads to a page that says how a person decides, and gives nothing away."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from domain_api.kernel import new_id
from portal.approval_page import approval_page_routes


@pytest.fixture
def browser() -> TestClient:
    app = FastAPI()
    app.include_router(approval_page_routes())
    return TestClient(app)


def test_the_page_tells_the_commands_in_both_languages(browser: TestClient) -> None:
    approval = new_id("apr")
    page = browser.get(f"/approvals/{approval}")
    assert page.status_code == 200
    assert page.text.count(f"promptsales approvals approve {approval}") == 2
    assert "A person decides this" in page.text
    assert "Esto lo decide una persona" in page.text


def test_the_page_is_the_same_for_an_approval_that_does_not_exist(browser: TestClient) -> None:
    one, other = new_id("apr"), new_id("apr")
    pages = [browser.get(f"/approvals/{name}").text.replace(name, "ID") for name in (one, other)]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("name", ["apr_short", "pln_01kb", "%3Cscript%3E", "apr_" + "i" * 26])
def test_what_is_no_approval_is_not_shown_back(browser: TestClient, name: str) -> None:
    page = browser.get(f"/approvals/{name}")
    assert page.status_code == 404
    assert "script" not in page.text


def test_the_page_runs_and_fetches_nothing(browser: TestClient) -> None:
    page = browser.get(f"/approvals/{new_id('apr')}")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "<script" not in page.text
