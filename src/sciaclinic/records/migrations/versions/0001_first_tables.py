"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("patient", sa.String(length=32), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("line_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_patient"), ["patient"], unique=False)

    op.create_table(
        "documents",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_documents")),
    )
    op.create_table(
        "users",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(name="is_active_is_boolean"), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
    )
    op.create_table(
        "clinic_values",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["users.key"], name=op.f("fk_clinic_values_author_users")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_clinic_values")),
    )
    with op.batch_alter_table("clinic_values", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clinic_values_name"), ["name"], unique=False)

    op.create_table(
        "logins",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.key"], name=op.f("fk_logins_user_users")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_logins")),
    )
    with op.batch_alter_table("logins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_logins_user"), ["user"], unique=False)

    op.create_table(
        "patients",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("allergies", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.key"], name=op.f("fk_patients_created_by_users")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_patients")),
        sa.UniqueConstraint("number", name=op.f("uq_patients_number")),
    )
    op.create_table(
        "episodes",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("patient", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.key"], name=op.f("fk_episodes_created_by_users")),
        sa.ForeignKeyConstraint(["patient"], ["patients.key"], name=op.f("fk_episodes_patient_patients")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_episodes")),
        sa.UniqueConstraint("patient", "number", name=op.f("uq_episodes_patient")),
    )
    op.create_table(
        "diary_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("episode", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("ends_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["episode"], ["episodes.key"], name=op.f("fk_diary_links_episode_episodes")),
        sa.ForeignKeyConstraint(["made_by"], ["users.key"], name=op.f("fk_diary_links_made_by_users")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_diary_links")),
    )
    with op.batch_alter_table("diary_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_diary_links_episode"), ["episode"], unique=False)

    op.create_table(
        "entries",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("episode", sa.String(length=32), nullable=False),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("author_roles", sa.Text(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("device_key", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["author"], ["users.key"], name=op.f("fk_entries_author_users")),
        sa.ForeignKeyConstraint(["corrects"], ["entries.number"], name=op.f("fk_entries_corrects_entries")),
        sa.ForeignKeyConstraint(["episode"], ["episodes.key"], name=op.f("fk_entries_episode_episodes")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_entries")),
        sa.UniqueConstraint("device_key", name=op.f("uq_entries_device_key")),
    )
    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.create_index("ix_entries_episode_number", ["episode", "number"], unique=False)
    _only_appended("entries", "documents", "clinic_values", "audit")


def _only_appended(*tables: str) -> None:
    """The database itself refuses to change or remove what was written."""
    if op.get_bind().dialect.name == "sqlite":
        for table in tables:
            for change in ("update", "delete"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is only appended'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION '% is only appended', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
    )
    for table in tables:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
