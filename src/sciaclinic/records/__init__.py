"""The record of a clinic in a database: people, patients, entries, documents, and an audit trail that only grows.

SQLite by default, in one file; another address of SQLAlchemy's is another database. Nothing here judges: what may be
entered is asked of ``episode`` inside the same transaction.
"""
