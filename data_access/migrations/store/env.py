"""Runs the migrations of the store database on the connection handed over by `data_access.migrate`."""

from alembic import context

from data_access.schema import STORE

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=STORE,
    compare_type=True,
    transaction_per_migration=False,
    render_as_batch=False,
)
with context.begin_transaction():
    context.run_migrations()
