"""PromptCRM's unit of work over one SQL transaction."""

from dataclasses import dataclass

from sqlalchemy import Connection

from domain_api.adapters.sql.crm.brakes import SqlBrakes
from domain_api.adapters.sql.crm.clients import SqlClients
from domain_api.adapters.sql.crm.consents import SqlConsents
from domain_api.adapters.sql.crm.dispatches import SqlDispatches
from domain_api.adapters.sql.crm.inbound import SqlInbound
from domain_api.adapters.sql.crm.leads import SqlLeads
from domain_api.adapters.sql.crm.links import SqlLinks
from domain_api.adapters.sql.crm.merges import SqlMerges
from domain_api.adapters.sql.crm.messages import SqlMessages
from domain_api.adapters.sql.crm.sales import SqlSales
from domain_api.adapters.sql.crm.tables import jobs
from domain_api.adapters.sql.outbox import SqlOutbox
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Clock


@dataclass(frozen=True, slots=True)
class SqlCrmUnit:
    clients: SqlClients
    merges: SqlMerges
    consents: SqlConsents
    leads: SqlLeads
    links: SqlLinks
    dispatches: SqlDispatches
    messages: SqlMessages
    brakes: SqlBrakes
    inbound: SqlInbound
    sales: SqlSales
    outbox: SqlOutbox


def sql_crm_unit(connection: Connection, clock: Clock) -> CrmUnit:
    """`database.unit(lambda connection: sql_crm_unit(connection, clock))` is the `OpenUnit`."""
    return SqlCrmUnit(
        clients=SqlClients(connection, clock),
        merges=SqlMerges(connection),
        consents=SqlConsents(connection),
        leads=SqlLeads(connection),
        links=SqlLinks(connection),
        dispatches=SqlDispatches(connection),
        messages=SqlMessages(connection),
        brakes=SqlBrakes(connection),
        inbound=SqlInbound(connection),
        sales=SqlSales(connection),
        outbox=SqlOutbox(connection, jobs, clock),
    )
