"""The tables. A change of them is a new file in ``migrations/versions``; a test holds the two together."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sciaclinic.records.columns import Json, Moment

# Names of constraints, so that every database can change them later.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

users = Table(
    "users",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("roles", Json, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("is_active", Boolean(name="is_active_is_boolean"), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Moment),
)

# Somebody who is signed in; the cookie holds the token, this table its hash.
logins = Table(
    "logins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user", ForeignKey("users.key"), nullable=False, index=True),
    Column("form_key", String(64), nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

patients = Table(
    "patients",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("number", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("birth_date", Date),
    Column("allergies", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", ForeignKey("users.key"), nullable=False),
)

episodes = Table(
    "episodes",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("patient", ForeignKey("patients.key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", ForeignKey("users.key"), nullable=False),
    UniqueConstraint("patient", "number"),
)

# Only appended.
entries = Table(
    "entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("episode", ForeignKey("episodes.key"), nullable=False),
    Column("session", Integer),
    Column("kind", String(32), nullable=False),
    Column("body", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Column("happened_at", Moment, nullable=False),
    Column("author", ForeignKey("users.key")),
    Column("author_name", Text, nullable=False),
    Column("author_roles", Json, nullable=False),
    Column("corrects", ForeignKey("entries.number")),
    Column("device_key", String(64), unique=True),
    Index("ix_entries_episode_number", "episode", "number"),
)

# Only appended: what was signed, and every plan that was computed; the key is the SHA-256 of the text.
documents = Table(
    "documents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

# Only appended: values of the clinic, such as its limits; the newest of each name counts.
clinic_values = Table(
    "clinic_values",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(64), nullable=False, index=True),
    Column("value", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Column("author", ForeignKey("users.key"), nullable=False),
)

# A patient's own way in, without a password; the address holds the token, this table its hash.
diary_links = Table(
    "diary_links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("episode", ForeignKey("episodes.key"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("made_by", ForeignKey("users.key"), nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

# Only appended: each line holds the hash of the one before it.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("user", String(32), nullable=False),
    Column("action", Text, nullable=False),
    Column("patient", String(32), nullable=False, index=True),
    Column("object", Text, nullable=False),
    Column("line_hash", String(64), nullable=False),
)

ONLY_APPENDED = ("entries", "documents", "clinic_values", "audit")
