"""What breaks in the middle of somebody's data tells nobody of it, at no door and in no log."""

import pytest

from domain_api.crm.clients.service import ClientService
from tests.tenancy.asking import code_of
from tests.tenancy.conftest import Town
from tests.tenancy.doors import Place


@pytest.mark.parametrize("name", ["GET /clients/{client_id}", "tool get_client"])
def test_a_fault_quotes_nobody(town: Town, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The fixture looks for the words in the logs."""
    row = f"row of {town.ours.word}: {town.ours.email}, {town.ours.phone(1)}"

    def broken(*_: object) -> None:
        raise RuntimeError(row) from ValueError(row)

    monkeypatch.setattr(ClientService, "get", broken)
    door = next(one for one in town.doors() if one.name == name)
    place = next(one for one in door.places if one.name == "client_id")
    client_id = town.ids(town.ours).of(Place("body", ("client_id",)))[0]
    answer = town.site.ask(door.build(town.ours, {place: client_id}))
    assert code_of(answer) == "internal_error"
    assert town.ours.word not in answer.everything
    assert "RuntimeError" in answer.logs
