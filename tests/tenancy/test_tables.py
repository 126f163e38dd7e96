"""Every table is somebody's, or says why not; everybody has something in each of them."""

from sqlalchemy import select

from domain_api.adapters.documents.opening import documents_on
from domain_api.content.documents import Collection, Query
from domain_api.kernel import new_id
from tests.tenancy.conftest import Town
from tests.tenancy.rows import OF_NOBODY, OWNER, owned_tables


def test_every_table_is_an_organizations_or_says_why_not(town: Town) -> None:
    databases = town.site.application.databases.with_schemas()
    named = {table.name for _, schema in databases for table in schema.metadata.sorted_tables}
    assert named - {table.name for _, table in owned_tables(databases)} == set(OF_NOBODY)


def test_each_organization_has_rows_in_every_table(town: Town) -> None:
    """Else nothing is proved of it: live through it in life.py."""
    databases = town.site.application.databases.with_schemas()
    tables = {table.name for _, table in owned_tables(databases)}
    for life in town.lives:
        assert {name for name, _ in town.rows(life).all} == tables


def test_no_row_mixes_two_organizations(town: Town) -> None:
    """A row of ours holds no id and no word of theirs."""
    theirs = town.telling(*(life for life in town.lives if life is not town.ours))
    mixed = [
        (table, text)
        for table, row in town.rows(town.ours).all
        for text in row.values()
        if isinstance(text, str) and text in theirs
    ]
    assert not mixed


def test_the_document_store_keeps_organizations_apart(town: Town) -> None:
    application = town.site.application
    store = documents_on(application.databases.documents, application.clock)
    before = town.rows(town.theirs).digest()
    documents = [row for table, row in town.rows(town.theirs).all if table == "PCDocuments"]
    assert len({row["collection"] for row in documents}) > 1
    for row in documents:
        collection, document_id = Collection(row["collection"], "text"), row["document_id"]
        assert store.get(collection, row[OWNER], document_id) is not None
        for other in (town.ours.organization_id, new_id("org")):
            same_name = store.get(collection, other, document_id)
            assert same_name is None or town.theirs.word not in repr(same_name)
            found = store.find(collection, other, Query({}, text=town.theirs.word, limit=50))
            assert found == []
        # ``other`` is nobody's by now: the same name there is another document.
        assert store.put(collection, other, document_id, {"text": "ours"}, 0).revision == 1
    assert town.rows(town.theirs).digest() == before


def test_keys_are_kept_under_the_organizations_name(town: Town) -> None:
    """The same key of everybody is a row of each."""
    application = town.site.application
    table = next(
        table
        for _, table in owned_tables(application.databases.with_schemas())
        if table.name == "PSIdempotencyKeys"
    )
    with application.databases.sales.read() as connection:
        owners = connection.execute(select(table.c[OWNER])).scalars().all()
    assert {life.organization_id for life in town.lives} <= set(owners)
