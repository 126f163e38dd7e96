"""Imports: a file of clients kept row by row; the same file again changes nothing."""

from collections import Counter

from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.imports.keeping import keep
from domain_api.crm.imports.model import (
    FileKind,
    ImportedLine,
    ImportOutcome,
    ImportReport,
    ImportRow,
)
from domain_api.crm.imports.reading import Line, lines_of
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Actor, Clock, Conflict, InvalidInput, OpenUnit, Scope


class ImportService:
    """`region` is the country (ISO 3166) of phone numbers written without their code."""

    def __init__(self, open_unit: OpenUnit[CrmUnit], clock: Clock, region: str = "CR") -> None:
        self._open_unit, self._clock, self._region = open_unit, clock, region

    def load(self, actor: Actor, body: bytes, kind: FileKind) -> ImportReport:
        """Each row is kept whole, or refused with its reason while the others go on.

        Raises `InvalidInput` for a file that cannot be read, and then keeps nothing; and
        `Unavailable` in the middle: the same file again goes on from there.
        """
        actor.require(Scope.CRM_WRITE)
        lines = [self._kept(actor.organization_id, line) for line in lines_of(body, kind)]
        counts = Counter(line.outcome for line in lines)
        return ImportReport(
            made=counts[ImportOutcome.MADE],
            completed=counts[ImportOutcome.COMPLETED],
            unchanged=counts[ImportOutcome.UNCHANGED],
            refused=counts[ImportOutcome.REFUSED],
            lines=lines,
        )

    def _kept(self, organization_id: str, line: Line) -> ImportedLine:
        if line.row is None:
            return _refused(line, "invalid_row", line.problem)
        try:
            return self._keep(organization_id, line, line.row)
        except (InvalidInput, Conflict) as error:
            return _refused(line, error.code, error.message)

    def _keep(self, organization_id: str, line: Line, row: ImportRow) -> ImportedLine:
        contacts = Contacts.of(row.email, row.phone, self._region)
        with self._open_unit() as unit:
            kept = keep(unit, organization_id, row, contacts, self._clock.now())
        return ImportedLine(
            line=line.number,
            outcome=kept.outcome,
            client_id=kept.client_id,
            not_opened=kept.not_opened,
        )


def _refused(line: Line, code: str, reason: str) -> ImportedLine:
    return ImportedLine(line=line.number, outcome=ImportOutcome.REFUSED, code=code, reason=reason)
