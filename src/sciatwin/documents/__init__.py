"""Files of fields, YAML or JSON, read into checked records with every fault named by file, line and field."""

from sciatwin.documents.draft import Draft
from sciatwin.documents.read import read_record
from sciatwin.text_files import ReadingNote

__all__ = ["Draft", "ReadingNote", "read_record"]
