"""Where points meet their adapters and the product's services: the sample's own bootstrap."""

from domain_api.extensions.model import Basis, Doors, Home
from domain_api.services import Services
from tests.extension.sample.points.routes import points_routes
from tests.extension.sample.points.service import EXPIRE, PointsService
from tests.extension.sample.points.sql import sql_points_unit
from tests.extension.sample.points.tools import points_tools


def open_points(basis: Basis, services: Services) -> Doors:
    crm, clock = basis.databases[Home.CRM], basis.clock
    points = PointsService(
        crm.unit(lambda connection: sql_points_unit(connection, clock)), clock, services.clients.get
    )
    return Doors(
        routers=[lambda current: points_routes(points, current)],
        tools=points_tools(points),
        handlers={EXPIRE: points.expire},
    )
