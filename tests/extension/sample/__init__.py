"""A sample extension: loyalty points, RCS messages, a till that takes the money, a plain writer.

Its line is `PROMPTSALES_EXTENSIONS=tests.extension.sample`.
"""

from pathlib import Path

from domain_api.extensions.model import Extension, Home, OwnTables
from tests.extension.sample.points.joined import open_points
from tests.extension.sample.points.tables import metadata
from tests.extension.sample.rcs import RCS
from tests.extension.sample.till import TILL
from tests.extension.sample.writer import PlainWriter

EXTENSION = Extension(
    text_model=lambda _basis: PlainWriter(),
    gateway=TILL,
    channels=(RCS,),
    tables=(OwnTables(Home.CRM, metadata, Path(__file__).parent / "revisions", "LOYSchema"),),
    context=open_points,
)
