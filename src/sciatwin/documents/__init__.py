"""Files of fields, YAML or JSON, read into checked records with every fault named by file, line and field."""

from sciatwin.documents.read import ReadingNote, read_record

__all__ = ["ReadingNote", "read_record"]
