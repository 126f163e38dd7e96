"""Hands with a fault in the product: what a careless change would make of it."""

import os
from dataclasses import replace
from datetime import datetime
from multiprocessing.connection import Connection
from unittest.mock import patch

from domain_api.adapters.channels.outbox_folder import OutboxFolder
from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.adapters.sql.sales.money import SqlLedger
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.kernel import QueuedJob, new_id
from domain_api.sales.ledger.entity import Posting
from domain_api.sales.payments.gateway import Charge, ChargeOrder
from suite.drills import processes
from suite.drills.processes import Order, serve


def charging_by_a_new_key(order: Order, line: Connection) -> None:
    """Each try asks the gateway under a key of its own."""
    charge = SandboxGateway.charge

    def careless(gateway: SandboxGateway, asked: ChargeOrder) -> Charge:
        return charge(gateway, replace(asked, idempotency_key=new_id("key")))

    with patch.object(SandboxGateway, "charge", careless):
        serve(order, line)


def sending_by_a_new_id(order: Order, line: Connection) -> None:
    """Each try hands the channel a message of its own."""
    send = OutboxFolder.send

    def careless(folder: OutboxFolder, message: OutgoingMessage) -> str:
        return send(folder, replace(message, message_id=new_id("msg")))

    with patch.object(OutboxFolder, "send", careless):
        serve(order, line)


def losing_refunds(order: Order, line: Connection) -> None:
    """The ledger forgets what was given back; no crash is needed to see it."""
    post = SqlLedger.post

    def careless(ledger: SqlLedger, posting: Posting) -> None:
        if posting.kind != "refund":
            post(ledger, posting)

    with patch.object(SqlLedger, "post", careless):
        serve(order, line)


def leaving_what_others_took(order: Order, line: Connection) -> None:
    """A lease never ends: the job of a dead process is nobody's."""
    claim = SqlJobQueue.claim

    def careless(queue: SqlJobQueue, now: datetime, until: datetime) -> QueuedJob | None:
        claimed = claim(queue, now, until)
        return claimed if claimed and claimed.attempts == 1 else None

    with patch.object(SqlJobQueue, "claim", careless):
        serve(order, line)


def leaving_in_good_order(order: Order, line: Connection) -> None:
    """Where it should be killed, it ends by itself."""
    with patch.object(processes, "die", lambda: os._exit(0)):
        serve(order, line)
