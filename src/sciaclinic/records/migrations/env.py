"""Run by Alembic on the connection that ``migrate`` hands over."""

from alembic import context

from sciaclinic.records.tables import metadata


def _migrate() -> None:
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # as Alembic loads it; anybody else has no database at hand
    _migrate()
