"""The tools of points, on the CRM's server."""

from domain_api.kernel import Scope
from tests.extension.sample.points.model import GetPoints, GivePoints, PointsView
from tests.extension.sample.points.service import PointsService
from tools.tool import AnyTool, Effect, Examples, ServerName, Tool


def points_tools(points: PointsService) -> tuple[AnyTool, ...]:
    return (
        Tool(
            name="get_points",
            server=ServerName.CRM,
            title="Get a client's points",
            description=(
                "Tells how many loyalty points a client has left, with the newest entries. Use "
                "it before promising a reward."
            ),
            input=GetPoints,
            output=PointsView,
            scope=Scope.CRM_READ,
            effect=Effect.READ,
            examples=Examples(
                english=("How many points does Lucía have?",),
                spanish=("¿Cuántos puntos tiene Lucía?",),
            ),
            run=lambda _services, actor, command: points.get(actor, command.client_id),
        ),
        Tool(
            name="give_points",
            server=ServerName.CRM,
            title="Give points",
            description=(
                "Gives a client loyalty points for something they did. Use it only when the "
                "marketer says how many and what for. It returns the new balance."
            ),
            input=GivePoints,
            output=PointsView,
            scope=Scope.CRM_WRITE,
            also=frozenset({Scope.CRM_READ}),
            effect=Effect.WRITE,
            examples=Examples(
                english=("Give Lucía 50 points for her purchase.",),
                spanish=("Dele 50 puntos a Lucía por su compra.",),
            ),
            run=lambda _services, actor, command: points.give(actor, command),
        ),
    )
