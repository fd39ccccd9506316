"""Brings a database to the tables of this release; Alembic keeps which steps it has had."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Engine

from sciatwin.errors import InputFileError

_STEPS = Path(__file__).with_name("migrations")


def to_newest(engine: Engine) -> None:
    """Raises: InputFileError for a database of a later release, which this one could spoil."""
    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    with engine.begin() as connection:
        now = MigrationContext.configure(connection).get_current_revision()
        try:
            known = now is None or ScriptDirectory.from_config(config).get_revision(now) is not None
        except CommandError:
            known = False
        if not known:
            raise InputFileError(f"This record was made by a later release of Sciatwin (step {now}); use that one.")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
