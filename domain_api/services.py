"""Every service a shell may call, composed once by the bootstrap."""

from dataclasses import dataclass

from domain_api.ads.audiences.service import AudienceService
from domain_api.ads.campaigns.service import CampaignService
from domain_api.ads.channels.service import ChannelService
from domain_api.ads.reactions.service import ReactionService
from domain_api.content.assets.service import AssetService
from domain_api.content.brands.service import BrandService
from domain_api.content.files.service import FileService
from domain_api.content.generations.service import CopyService
from domain_api.crm.clients.service import ClientService
from domain_api.crm.consents.service import ConsentService
from domain_api.crm.imports.service import ImportService
from domain_api.crm.leads.service import LeadService
from domain_api.crm.links.service import LinkService
from domain_api.crm.messages.dispatch import DispatchService
from domain_api.crm.messages.inbound import InboundService
from domain_api.crm.sales.service import SaleService
from domain_api.crm.segments.service import SegmentService
from domain_api.sales.approvals.service import ApprovalService
from domain_api.sales.audit.service import AuditService
from domain_api.sales.launches.kill_switch import KillSwitch
from domain_api.sales.launches.service import LaunchService
from domain_api.sales.ledger.service import LedgerService
from domain_api.sales.mandates.service import MandateService
from domain_api.sales.organizations.service import OrganizationService
from domain_api.sales.payments.notices import PaymentNotices
from domain_api.sales.payments.service import PaymentService
from domain_api.sales.plans.service import PlanService
from domain_api.sales.pricing.service import QuoteService
from domain_api.sales.summaries.service import SummaryService


@dataclass(frozen=True, slots=True)
class Services:
    plans: PlanService
    approvals: ApprovalService
    mandates: MandateService
    launches: LaunchService
    payments: PaymentService
    payment_notices: PaymentNotices
    ledger: LedgerService
    quotes: QuoteService
    summaries: SummaryService
    organizations: OrganizationService
    kill_switch: KillSwitch
    audit: AuditService
    brands: BrandService
    copy: CopyService
    assets: AssetService
    files: FileService
    clients: ClientService
    client_imports: ImportService
    consents: ConsentService
    leads: LeadService
    segments: SegmentService
    dispatches: DispatchService
    inbound: InboundService
    client_sales: SaleService
    links: LinkService
    campaigns: CampaignService
    audiences: AudienceService
    channels: ChannelService
    reactions: ReactionService
