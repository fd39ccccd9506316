"""Documents as they were made: plans that were computed or signed. The key of each is the SHA-256 of its text."""

import hashlib
from datetime import datetime

from sqlalchemy import Connection, insert, select

from sciaclinic.records.patients import NotThereError
from sciaclinic.records.tables import documents


def keep_document(connection: Connection, *, kind: str, text: str, at: datetime) -> str:
    """Its SHA-256; the same text is kept once."""
    key = hashlib.sha256(text.encode()).hexdigest()
    if connection.execute(select(documents.c.sha256).where(documents.c.sha256 == key)).first() is None:
        connection.execute(insert(documents).values(sha256=key, kind=kind, text=text, kept_at=at))
    return key


def document_text(connection: Connection, sha256: str) -> str:
    """Raises: NotThereError; also where the text is no longer the one that was kept."""
    text = connection.execute(select(documents.c.text).where(documents.c.sha256 == sha256)).scalar()
    if text is None or hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise NotThereError("There is no such document in this record, or it is not the one that was kept.")
    return text


def first_changed_document(connection: Connection) -> str | None:
    """Key of a document whose text is no longer the one that was kept; None if all are whole."""
    for row in connection.execute(select(documents.c.sha256, documents.c.text)):
        if hashlib.sha256(row.text.encode()).hexdigest() != row.sha256:
            return str(row.sha256)
    return None
