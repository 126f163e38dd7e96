"""Two at once: whoever loses a race sees what the winner committed."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from domain_api.crm.clients.model import AddClient, SearchClients
from domain_api.crm.leads.model import CaptureLead, ListLeads
from domain_api.crm.messages.model import DispatchReceipt, LeftOut
from domain_api.kernel import Channel, Conflict, Metric, Unavailable
from tests.domain_api.crm.house import CAMPAIGN, House, order_of

T = TypeVar("T")
_WAIT_SECONDS = 30


def _at_once(*calls: Callable[[], T]) -> list[T]:
    """Start all calls together and wait for them, with a limit."""
    gate = threading.Barrier(len(calls), timeout=_WAIT_SECONDS)

    def through_gate(call: Callable[[], T]) -> T:
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        begun = [pool.submit(through_gate, call) for call in calls]
        return [future.result(timeout=_WAIT_SECONDS) for future in begun]


def test_two_captures_of_a_new_email_are_one_client_and_two_leads(crm: House) -> None:
    for number in range(5):
        command = CaptureLead(
            name="Ana",
            email=f"ana{number}@example.com",
            phone=f"8888000{number}",
            source="page",
            consent_channels=[Channel.EMAIL],
            consent_proof="yes",
        )

        def capture(command: CaptureLead = command) -> str:
            return crm.leads.capture(crm.actor, command).client_id

        first, second = _at_once(capture, capture)
        assert first == second
        assert len(crm.consents.get(crm.actor, first).entries) == 2
    assert len(crm.clients.search(crm.actor, SearchClients(limit=50)).items) == 5
    assert len(crm.leads.list(crm.actor, ListLeads(limit=50)).items) == 10


def test_the_same_answer_twice_at_once_is_one_lead(crm: House) -> None:
    link = crm.link()
    for number in range(5):
        command = CaptureLead(name="Ana", email=f"ana{number}@example.com", source="page")

        def answer(command: CaptureLead = command) -> str:
            return crm.leads.answer(link, command, "page 1" + (command.email or "")).lead_id

        first, second = _at_once(answer, answer)
        assert first == second
    assert len(crm.facts(Metric.LEADS)) == 5


def test_the_same_inbound_message_twice_at_once_is_received_once(crm: House) -> None:
    for number in range(5):
        message = crm.write(f"+5068888000{number}", "hola", f"inb-{number}")
        outcomes = _at_once(
            *[lambda message=message: crm.inbound.receive(crm.organization_id, message)] * 2
        )
        assert outcomes[0] == outcomes[1]
    assert len(crm.leads.list(crm.actor, ListLeads(limit=50)).items) == 5


def test_a_contact_given_to_two_clients_at_once_is_of_one(crm: House) -> None:
    for number in range(5):
        ana = crm.client("Ana", email=f"ana{number}@example.com")
        eva = crm.client("Eva", email=f"eva{number}@example.com")
        phone = f"+5068888000{number}"

        def complete(name: str, number: int = number, phone: str = phone) -> str | None:
            email = f"{name.lower()}{number}@example.com"
            command = AddClient(name=name, email=email, phone=phone)
            return crm.clients.add(crm.actor, command).phone

        phones = _at_once(lambda: complete("Ana"), lambda: complete("Eva"))
        assert sorted(phones, key=str) == [phone, None]
        assert crm.client("Who", phone=phone) in (ana, eva)


def test_entries_at_once_are_put_in_an_order_and_none_is_lost(crm: House) -> None:
    ana = crm.client("Ana")
    _at_once(*[lambda: crm.grant(ana, Channel.EMAIL)] * 3, *[lambda: crm.withdraw(ana)] * 3)
    view = crm.consents.get(crm.actor, ana)
    assert len(view.entries) == 6
    assert view.allowed == ([] if view.entries[0].channel is None else [Channel.EMAIL])


def test_two_dispatchers_write_to_each_client_once(crm: House) -> None:
    for number in range(12):
        crm.client(f"client{number}", Channel.EMAIL)

    def dispatch() -> DispatchReceipt | None:
        try:
            return crm.dispatches.dispatch(crm.actor, order_of())
        except Unavailable:
            return None  # the other one still has a message in its hands

    _at_once(dispatch, dispatch, dispatch)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.finished) == (12, True)
    assert len(crm.channel.calls) == len(set(crm.channel.calls)) == 12
    assert len(crm.facts(Metric.REACHED)) == 12


def test_two_who_become_one_get_one_message_of_two_dispatchers(crm: House) -> None:
    ids = [crm.client(f"client{number}", Channel.EMAIL) for number in range(12)]
    crm.dispatches.hold(crm.actor, CAMPAIGN)
    crm.dispatches.dispatch(crm.actor, order_of())
    for one, other in zip(ids[::2], ids[1::2], strict=True):
        crm.merge(one, other)
    crm.dispatches.release(crm.actor, CAMPAIGN)

    def dispatch() -> None:
        with suppress(Unavailable):
            crm.dispatches.dispatch(crm.actor, order_of())

    _at_once(dispatch, dispatch, dispatch, dispatch)
    dispatch()
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.left_out) == (6, {LeftOut.SAME_PERSON: 6})
    assert len(crm.channel.delivered) == 6


def test_the_same_merge_twice_at_once_is_made_once(crm: House) -> None:
    for number in range(5):
        ana, eva = crm.client(f"ana{number}"), crm.client(f"eva{number}")

        def merge(keep: str, other: str) -> str | None:
            try:
                return crm.merge(keep, other)
            except Conflict:
                return None

        made = _at_once(
            lambda ana=ana, eva=eva: merge(ana, eva), lambda ana=ana, eva=eva: merge(eva, ana)
        )
        assert made.count(None) == 1
        assert len(crm.clients.merges(crm.actor, ana)) == 1


def test_the_same_undo_twice_at_once_is_done_once(crm: House) -> None:
    for number in range(5):
        merge_id = crm.merge(crm.client(f"ana{number}"), crm.client(f"eva{number}"))

        def undo(merge_id: str = merge_id) -> bool:
            try:
                crm.undo(merge_id)
            except Conflict:
                return False
            return True

        assert sorted(_at_once(undo, undo)) == [False, True]


def test_a_withdrawal_at_once_with_an_undo_closes_whom_it_was_said_by(crm: House) -> None:
    for number in range(5):
        ana = crm.client(f"ana{number}", Channel.EMAIL)
        eva = crm.client(f"eva{number}", Channel.EMAIL)
        merge_id = crm.merge(ana, eva)
        _at_once(lambda merge_id=merge_id: crm.undo(merge_id), lambda eva=eva: crm.withdraw(eva))
        assert crm.allowed(eva) == []


def test_the_same_file_twice_at_once_is_one_client_with_one_entry(crm: House) -> None:
    head = "email,consent_channels,consented_on,consent_source,consent_proof\n"
    for number in range(5):
        text = f"{head}ana{number}@example.com,email,2027-01-05,counter,card\n"
        first, second = _at_once(*[lambda text=text: crm.load(text).lines[0].client_id] * 2)
        assert first
        assert first == second
        assert len(crm.consents.get(crm.actor, first).entries) == 1


def test_nobody_who_answers_waits_in_vain_for_another_of_the_same_person(crm: House) -> None:
    for number in range(8):
        email, phone = f"ana{number}@example.com", f"+5068888000{number}"
        merged, kept = crm.client("Ana", email=email), crm.client("Mora", phone=phone)
        crm.merge(kept, merged)

        def answer(email: str = email, phone: str = phone) -> None:
            lead = CaptureLead(
                name="Ana",
                email=email,
                phone=phone,
                source="page",
                consent_channels=[Channel.EMAIL, Channel.SMS],
                consent_proof="both boxes",
            )
            crm.leads.capture(crm.actor, lead)

        def complete(email: str = email) -> None:
            crm.clients.add(crm.actor, AddClient(name="Ana", email=email, place="Heredia"))

        def withdraw(kept: str = kept) -> None:
            crm.withdraw(kept)

        _at_once(answer, withdraw, answer, withdraw, complete, answer, withdraw)
        assert len(crm.leads.list(crm.actor, ListLeads(limit=50)).items) == 3 * (number + 1)
