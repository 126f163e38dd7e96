"""One key, one effect, over several processes of one installation, whichever of them dies."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from tests.domain_api.http.idempotent_house import REST, TOOL, House, open_house
from tests.domain_api.http.stopping_server import DIE, HOLD
from tests.support.databases import ENGINES

BEFORE, AFTER = "commit crm before", "commit crm after"
UNANSWERED = ("idempotency_conflict", "transient")
UNKNOWN = ("idempotency_outcome_unknown", "correctable")
BOTH = pytest.mark.parametrize("door", [REST, TOOL])

pytestmark = [
    pytest.mark.system,
    pytest.mark.timeout(240),
    pytest.mark.xdist_group("idempotent house"),
]


@pytest.fixture(scope="module", params=ENGINES)
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Generator[House]:
    with open_house(request.param, tmp_path_factory.mktemp("house")) as opened:
        yield opened


@BOTH
def test_every_process_gives_the_first_answer_until_the_day_is_over(
    house: House, door: str
) -> None:
    tea, key = f"green by {door}", f"green-{door}-1"
    first = house.sell("one", door, key, tea=tea)
    again = house.sell("two", door, key, tea=tea)
    assert (again.code, again.body) == ("", first.body)
    assert again.replayed == (door == REST)
    other = house.sell("two", door, key, tea="white")
    assert (other.code, other.recovery) == ("idempotency_conflict", "correctable")
    assert house.sold(tea) == 1
    house.let_pass("expires_at")
    assert house.sell("two", door, key, tea=tea).body != first.body
    assert house.sold(tea) == 2


@BOTH
def test_another_organization_with_the_key_has_an_answer_of_its_own(
    house: House, door: str
) -> None:
    tea, key = f"black by {door}", f"black-{door}-1"
    first = house.sell("one", door, key, tea=tea)
    other = house.sell("two", door, key, tea=tea, tenant=1)
    assert (other.code, other.replayed) == ("", False)
    assert other.body != first.body
    assert house.sold(tea) == 2


@BOTH
def test_while_the_first_is_under_way_nobody_else_begins(house: House, door: str) -> None:
    tea, key = f"oolong by {door}", f"oolong-{door}-1"
    house.order("one", f"{HOLD} {BEFORE}")
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(house.sell, "one", door, key, tea=tea)
        house.await_hold("one")
        early = house.sell("two", door, key, tea=tea)
        house.let_pass("leased_until")
        late = house.sell("two", door, key, tea=tea)
        house.let_go("one")
        done = first.result(60)
    assert (early.code, early.recovery) == UNANSWERED
    assert (late.code, late.recovery) == UNKNOWN
    assert done.code == ""
    assert house.sell("two", door, key, tea=tea).body == done.body
    assert house.sold(tea) == 1


@pytest.mark.parametrize(("door", "moment", "done"), [(REST, AFTER, 1), (TOOL, BEFORE, 0)])
def test_what_a_process_died_over_is_done_at_most_once(
    house: House, door: str, moment: str, done: int
) -> None:
    tea, key, kept = f"mate by {door}", f"mate-{door}-1", f"mate-{door}-0"
    before = house.sell("one", door, kept, tea="rooibos")
    house.order("one", f"{DIE} {moment}")
    with pytest.raises(httpx2.TransportError):
        house.sell("one", door, key, tea=tea)
    house.let_go("one")
    early = house.sell("two", door, key, tea=tea)
    house.let_pass("leased_until")
    late = house.sell("two", door, key, tea=tea)
    house.start("one")
    assert house.sell("one", door, kept, tea="rooibos").body == before.body
    assert house.sell("one", door, key, tea=tea).code == late.code
    assert (early.code, early.recovery) == UNANSWERED
    assert (late.code, late.recovery) == UNKNOWN
    assert house.sold(tea) == done
    if not done:
        assert house.sell("one", door, f"{key}-again", tea=tea).code == ""
        assert house.sold(tea) == 1
