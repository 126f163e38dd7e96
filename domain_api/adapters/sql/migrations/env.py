"""Alembic's entry: runs the migrations of the context in `attributes` over its connection."""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=attributes["metadata"],
    version_table=attributes["version_table"],
    compare_type=True,
    render_as_batch=False,
)
with context.begin_transaction():
    context.run_migrations()
