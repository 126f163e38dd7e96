"""Laws that many tables share, as constraints that mean the same on every engine."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint


def currency_law(table: str) -> CheckConstraint:
    """Three capitals; a currency may be absent where the column allows it."""
    rule = "currency LIKE '___' AND currency = UPPER(currency)"
    return CheckConstraint(rule, name=f"ck_{table}_currency")


def same_tenant(name: str, parent: str, *columns: str) -> ForeignKeyConstraint:
    """The row that is named is of the same organization as this one."""
    pair = ["organization_id", *columns]
    return ForeignKeyConstraint(pair, [f"{parent}.{column}" for column in pair], name=name)
