"""Tools up to a decision: channels, audience, a plan, and a person's approval of it."""

from typing import TYPE_CHECKING

from domain_api.ads.audiences.model import AudienceFeatures
from domain_api.crm.segments.model import SegmentRule
from domain_api.kernel import Actor, Scope
from domain_api.sales.approvals.model import ApprovalView, GetApproval, RequestApproval
from domain_api.sales.plans.model import DraftPlan, GetPlan, PlanView, RevisePlan
from tools.inputs import ListChannels
from tools.tool import AnyTool, Effect, Examples, ServerName, Tool
from tools.views import AudienceEstimate, ChannelList

if TYPE_CHECKING:
    from domain_api.services import Services


def _estimate(services: "Services", actor: Actor, features: AudienceFeatures) -> AudienceEstimate:
    may_read_clients = Scope.CRM_READ in actor.scopes
    rule = SegmentRule(**features.model_dump())
    return AudienceEstimate(
        networks=services.audiences.estimate(actor, features),
        clients=services.segments.preview(actor, rule) if may_read_clients else None,
    )


LIST_CHANNELS = Tool(
    name="list_channels",
    server=ServerName.CAMPAIGN,
    title="List channels",
    description=(
        "Lists every channel a campaign can use: whether it is owned (sent to our own clients "
        "with consent) or a network (paid placement), who carries it now, and what is paid for. "
        "Call it before choosing channels for a plan. It says nothing about how many people a "
        "channel reaches: use estimate_audience for that. It also tells today's date, the time "
        "zone and the home currency of the organization: read a brief's dates and amounts by them."
    ),
    input=ListChannels,
    output=ChannelList,
    scope=Scope.CAMPAIGN_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("Which channels can I advertise on?",),
        spanish=("¿En qué canales puedo anunciarme?",),
    ),
    run=lambda services, actor, _: ChannelList.of(
        services.channels.list(actor), services.plans.home(actor)
    ),
)

ESTIMATE_AUDIENCE = Tool(
    name="estimate_audience",
    server=ServerName.CAMPAIGN,
    title="Estimate audience",
    description=(
        "Estimates how many people an audience has: on networks as a range with what it rests "
        "on, and on owned channels as our own clients who can be written to, with how many are "
        "left out for lack of consent or contact. Call it before planning a budget. It stores "
        "and reserves nothing. Leave a field out when the brief does not say it."
    ),
    input=AudienceFeatures,
    output=AudienceEstimate,
    scope=Scope.CAMPAIGN_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("How many people aged 25 to 40 in San José could we reach?",),
        spanish=("¿A cuántas personas de 25 a 40 años en San José podríamos llegar?",),
    ),
    run=_estimate,
)

DRAFT_PLAN = Tool(
    name="draft_plan",
    server=ServerName.CAMPAIGN,
    title="Draft a plan",
    description=(
        "Writes a campaign plan: product, audience, channels with the asset each carries, "
        "budget, first and last day. Needs assets first (generate_copy or search_assets), and a "
        "budget and dates that the marketer gave: never invent them, ask instead. Publishes, "
        "charges and sends nothing. Returns the plan with its id, version and digest; check it "
        "with quote_campaign, then request_approval. To change a plan use revise_plan."
    ),
    input=DraftPlan,
    output=PlanView,
    scope=Scope.CAMPAIGN_DRAFT,
    also=frozenset({Scope.CONTENT_READ}),
    effect=Effect.DRAFT,
    examples=Examples(
        english=(
            "Plan a spring campaign for my coffee shop in San José: 500 dollars, email and "
            "WhatsApp, from March 1 to 15.",
        ),
        spanish=(
            "Planifica una campaña de primavera para mi cafetería en San José: 500 dólares, por "
            "correo y WhatsApp, del 1 al 15 de marzo.",
        ),
    ),
    run=lambda services, actor, command: services.plans.draft(actor, command),
)

REVISE_PLAN = Tool(
    name="revise_plan",
    server=ServerName.CAMPAIGN,
    title="Revise a plan",
    description=(
        "Changes the fields you give of a plan that is not launched; the others stay. Returns "
        "the next version as a new draft with another digest, so an approval of the version "
        "before no longer fits and must be asked for again. Give expected_version to be told "
        "when somebody else changed the plan. A launched plan cannot be revised: draft another."
    ),
    input=RevisePlan,
    output=PlanView,
    scope=Scope.CAMPAIGN_DRAFT,
    also=frozenset({Scope.CONTENT_READ}),
    effect=Effect.DRAFT,
    examples=Examples(
        english=("Raise the budget of that plan to 800 dollars.",),
        spanish=("Sube el presupuesto de ese plan a 800 dólares.",),
    ),
    run=lambda services, actor, command: services.plans.revise(actor, command),
)

GET_PLAN = Tool(
    name="get_plan",
    server=ServerName.CAMPAIGN,
    title="Get a plan",
    description=(
        "Reads one plan as it is now: status, channels, caps, budget, dates, digest, and what "
        "can be done next. Use it before revising, asking for approval or launching. For what "
        "became of a launched plan use get_campaign."
    ),
    input=GetPlan,
    output=PlanView,
    scope=Scope.CAMPAIGN_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("Show me the plan we wrote yesterday, pln_01kb3w9x.",),
        spanish=("Muéstrame el plan que hicimos ayer, pln_01kb3w9x.",),
    ),
    run=lambda services, actor, command: services.plans.get(actor, command.plan_id),
)

REQUEST_APPROVAL = Tool(
    name="request_approval",
    server=ServerName.CAMPAIGN,
    title="Request approval",
    description=(
        "Asks a person to approve a plan exactly as it stands. Returns the approval with the "
        "link where a person decides: show that link to the marketer and wait. Only a person can "
        "decide, signed in as themselves; no tool does, and a yes written in a chat is not a "
        "decision. Asked again for the same version it returns the same approval."
    ),
    input=RequestApproval,
    output=ApprovalView,
    scope=Scope.CAMPAIGN_DRAFT,
    also=frozenset({Scope.CONTENT_READ}),
    effect=Effect.DRAFT,
    examples=Examples(
        english=("The plan looks right, send it for approval.",),
        spanish=("El plan está bien, envíalo a aprobación.",),
    ),
    run=lambda services, actor, command: services.approvals.request(actor, command),
)

GET_APPROVAL = Tool(
    name="get_approval",
    server=ServerName.CAMPAIGN,
    title="Get an approval",
    description=(
        "Reads an approval: pending, approved, refused, expired or overtaken, who decided and "
        "why, what each channel would carry, and the link. Use it to learn whether a plan may "
        "be launched. It decides nothing."
    ),
    input=GetApproval,
    output=ApprovalView,
    scope=Scope.APPROVALS_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("Has anybody approved it yet?",),
        spanish=("¿Ya lo aprobó alguien?",),
    ),
    run=lambda services, actor, command: services.approvals.get(actor, command.approval_id),
)

TOOLS: tuple[AnyTool, ...] = (
    LIST_CHANNELS,
    ESTIMATE_AUDIENCE,
    DRAFT_PLAN,
    REVISE_PLAN,
    GET_PLAN,
    REQUEST_APPROVAL,
    GET_APPROVAL,
)
