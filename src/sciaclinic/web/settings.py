"""What a running clinic is told once, at its start."""

from dataclasses import dataclass, field

from sciaclinic.records.database import Records
from sciaclinic.services.context import Context


@dataclass(frozen=True)
class Settings:
    """``over_https``: cookies travel encrypted only, and browsers may keep pages for use without a network."""

    records: Records
    context: Context = field(default_factory=Context)
    over_https: bool = False
