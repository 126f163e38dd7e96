"""The unit of work of PromptCRM: every repository over one transaction, and its outbox."""

from typing import Protocol

from domain_api.crm.clients.repository import ClientRepository, MergeRepository
from domain_api.crm.consents.repository import ConsentRepository
from domain_api.crm.leads.repository import LeadRepository
from domain_api.crm.links.repository import LinkRepository
from domain_api.crm.messages.repository import (
    BrakeRepository,
    DispatchRepository,
    InboundRepository,
    MessageRepository,
)
from domain_api.crm.sales.repository import SaleRepository
from domain_api.kernel import Outbox


class CrmUnit(Protocol):
    """What is read and written within it is kept whole, or not at all."""

    @property
    def clients(self) -> ClientRepository: ...

    @property
    def merges(self) -> MergeRepository: ...

    @property
    def consents(self) -> ConsentRepository: ...

    @property
    def leads(self) -> LeadRepository: ...

    @property
    def links(self) -> LinkRepository: ...

    @property
    def dispatches(self) -> DispatchRepository: ...

    @property
    def messages(self) -> MessageRepository: ...

    @property
    def brakes(self) -> BrakeRepository: ...

    @property
    def inbound(self) -> InboundRepository: ...

    @property
    def sales(self) -> SaleRepository: ...

    @property
    def outbox(self) -> Outbox: ...
