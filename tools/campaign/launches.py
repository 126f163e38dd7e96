"""Tools from launch to results: carry a plan out, follow it, stop it, see what it brought."""

from typing import TYPE_CHECKING

from domain_api.ads.campaigns.model import ListCampaigns
from domain_api.kernel import Actor, NotFound, Scope
from domain_api.sales.launches.model import ChangeCampaign, LaunchCampaign, LaunchView
from domain_api.sales.summaries.model import GetPerformance, PerformanceView
from tools.inputs import GetCampaign
from tools.tool import AnyTool, Effect, Examples, ServerName, Tool
from tools.views import CampaignDetail, CampaignRows

if TYPE_CHECKING:
    from domain_api.services import Services


def _detail(services: "Services", actor: Actor, command: GetCampaign) -> CampaignDetail:
    launch = services.launches.get(actor, command.campaign_id)
    try:
        campaign = services.campaigns.get(actor, command.campaign_id)
    except NotFound:
        campaign = None
    return CampaignDetail(launch=launch, campaign=campaign)


LAUNCH_CAMPAIGN = Tool(
    name="launch_campaign",
    server=ServerName.CAMPAIGN,
    title="Launch a campaign",
    description=(
        "Carries out a plan that a person approved: commits its budget, charges the payment "
        "method at the flight's start and publishes on every channel. Call it only after "
        "get_approval says approved and the marketer wants it launched. Refused when the plan "
        "differs from what was approved. Returns the launch and its campaign id; the work goes "
        "on in the background, follow it with get_campaign. Asked again it returns the same "
        "launch and charges nothing twice."
    ),
    input=LaunchCampaign,
    output=LaunchView,
    scope=Scope.CAMPAIGN_SPEND,
    also=frozenset({Scope.CONTENT_READ}),
    effect=Effect.SPEND,
    examples=Examples(
        english=("It is approved: launch it.",),
        spanish=("Ya está aprobado: lánzalo.",),
    ),
    run=lambda services, actor, command: services.launches.launch(actor, command),
)

LIST_CAMPAIGNS = Tool(
    name="list_campaigns",
    server=ServerName.CAMPAIGN,
    title="List campaigns",
    description=(
        "Lists launched campaigns, newest first, with state, budget and dates; by state when "
        "one is given. Use it to find a campaign's id. Plans that were never launched are not "
        "here. For more rows pass next_cursor as cursor."
    ),
    input=ListCampaigns,
    output=CampaignRows,
    scope=Scope.CAMPAIGN_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("Which campaigns are running now?",),
        spanish=("¿Qué campañas están activas ahora?",),
    ),
    run=lambda services, actor, command: CampaignRows.of(services.campaigns.list(actor, command)),
)

GET_CAMPAIGN = Tool(
    name="get_campaign",
    server=ServerName.CAMPAIGN,
    title="Get a campaign",
    description=(
        "Reads one launched campaign: the state of its launch, what was charged, a receipt for "
        "each channel (published, reached, left out and why), its ads and its changes of state. "
        "Use it to follow a launch. For clicks, leads, sales and return use get_performance."
    ),
    input=GetCampaign,
    output=CampaignDetail,
    scope=Scope.CAMPAIGN_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("Was the campaign published on every channel?",),
        spanish=("¿Se publicó la campaña en todos los canales?",),
    ),
    run=_detail,
)

PAUSE_CAMPAIGN = Tool(
    name="pause_campaign",
    server=ServerName.CAMPAIGN,
    title="Pause a campaign",
    description=(
        "Stops a running campaign for now: no new messages or placements until resume_campaign. "
        "Give the reason. Money already charged stays charged. To stop for good use "
        "end_campaign. Returns the launch."
    ),
    input=ChangeCampaign,
    output=LaunchView,
    scope=Scope.CAMPAIGN_WRITE,
    effect=Effect.WRITE,
    examples=Examples(
        english=("Pause the spring campaign, we ran out of stock.",),
        spanish=("Pausa la campaña de primavera, nos quedamos sin inventario.",),
    ),
    run=lambda services, actor, command: services.launches.pause(actor, command),
)

RESUME_CAMPAIGN = Tool(
    name="resume_campaign",
    server=ServerName.CAMPAIGN,
    title="Resume a campaign",
    description=(
        "Lets a paused campaign go on, within the budget and dates that were approved; it spends "
        "again. Use it only when the marketer asks for it. Returns the launch."
    ),
    input=ChangeCampaign,
    output=LaunchView,
    scope=Scope.CAMPAIGN_SPEND,
    effect=Effect.SPEND,
    examples=Examples(
        english=("We have stock again, resume the spring campaign.",),
        spanish=("Ya hay inventario, reanuda la campaña de primavera.",),
    ),
    run=lambda services, actor, command: services.launches.resume(actor, command),
)

END_CAMPAIGN = Tool(
    name="end_campaign",
    server=ServerName.CAMPAIGN,
    title="End a campaign",
    description=(
        "Ends a campaign for good, before its last day: it cannot be resumed. Give the reason. "
        "To stop for a while use pause_campaign. Returns the launch with what comes next."
    ),
    input=ChangeCampaign,
    output=LaunchView,
    scope=Scope.CAMPAIGN_WRITE,
    effect=Effect.WRITE,
    examples=Examples(
        english=("End the spring campaign today, for good.",),
        spanish=("Termina hoy la campaña de primavera, definitivamente.",),
    ),
    run=lambda services, actor, command: services.launches.end(actor, command),
)

GET_PERFORMANCE = Tool(
    name="get_performance",
    server=ServerName.CAMPAIGN,
    title="Get performance",
    description=(
        "Sums up one campaign from reach to sales: people reached, impressions, clicks, leads, "
        "sales, revenue, spend and return on spend, in total and by channel. Use it for how a "
        "campaign did. For several campaigns, days or creatives use query_metrics."
    ),
    input=GetPerformance,
    output=PerformanceView,
    scope=Scope.CAMPAIGN_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("How did the spring campaign do?",),
        spanish=("¿Cómo le fue a la campaña de primavera?",),
    ),
    run=lambda services, actor, command: services.summaries.performance(actor, command),
)

TOOLS: tuple[AnyTool, ...] = (
    LAUNCH_CAMPAIGN,
    LIST_CAMPAIGNS,
    GET_CAMPAIGN,
    PAUSE_CAMPAIGN,
    RESUME_CAMPAIGN,
    END_CAMPAIGN,
    GET_PERFORMANCE,
)
