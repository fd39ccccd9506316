"""What counts after corrections. The entry that was wrong stays in the record; only what is computed leaves it out."""

from collections.abc import Iterable
from dataclasses import replace

from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind


def counted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries as they were corrected last, in their own places; those that were struck out are left out.

    A correction of a correction counts for the entry that was corrected first. Its body holds ``body``, what should
    have stood there, or None where the entry should not stand at all.
    """
    everything = tuple(entries)
    root: dict[int, int] = {}
    newest: dict[int, Entry] = {}
    for entry in everything:
        if entry.kind is Kind.CORRECTED and entry.corrects is not None:
            first = root.get(entry.corrects, entry.corrects)
            root[entry.number] = first
            newest[first] = entry
    found = (_as_corrected(entry, newest.get(entry.number)) for entry in everything if entry.kind is not Kind.CORRECTED)
    return tuple(entry for entry in found if entry is not None)


def _as_corrected(entry: Entry, correction: Entry | None) -> Entry | None:
    if correction is None:
        return entry
    body = correction.body.get("body")
    return None if body is None else replace(entry, body=body, happened_at=correction.happened_at)
