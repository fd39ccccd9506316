"""Where a fact comes from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A paper, guideline, label or page. ``read_at`` says where the number itself was read, if elsewhere."""

    citation: str
    doi: str = ""
    url: str = ""
    read_at: str = ""

    def __post_init__(self) -> None:
        if not self.citation:
            raise ValueError("Source needs a citation.")
        if not (self.doi or self.url or self.read_at):
            raise ValueError(f"Source '{self.citation}' needs a doi, a url or the place where it was read.")

    @property
    def link(self) -> str:
        """Address of the source itself, or of the place where it was read."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url or self.read_at

    def __str__(self) -> str:
        return f"{self.citation} doi:{self.doi}" if self.doi else f"{self.citation} {self.link}"
