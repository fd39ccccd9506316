"""``sciatwin check``: may this person have ketamine at all?"""

import typer
from rich.console import Console
from rich.table import Table

from sciaclinic.cli.options import AsJson, PatientFile
from sciatwin.eligibility import Eligibility, Finding, Verdict

_STYLE = {
    Verdict.BLOCK: "bold red",
    Verdict.OPEN_QUESTION: "yellow",
    Verdict.CAUTION: "dark_orange",
    Verdict.CLEAR: "green",
}
