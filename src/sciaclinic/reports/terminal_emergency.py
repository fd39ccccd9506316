"""An emergency on a terminal: what, whom to call, by when."""

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.emergency import emergency_sheet

_LINE = "______________________________"


def print_emergency(document: PlanDocument, console: Console) -> None:
    """Every text is wrapped in ``Text``: what a person typed is never read as console markup."""
    sheet = emergency_sheet(document)
    console.print(Panel(Text(sheet.title.upper(), style="bold red"), border_style="red", padding=(0, 1)))
    for call in sheet.calls:
        console.print(Text(f"\n{call.says}", style="bold"))
        console.print(Text(f"  {call.because}"))
        listing = Table.grid(padding=(0, 2, 0, 0))
        for label, said in (("Call", call.call), ("By when", call.by_when), ("Do", call.to_do)):
            listing.add_row(Text(f"  {label}", style="dim"), Text(said, style="bold"))
        console.print(listing)
    console.print(Text(f"\n  Telephone for the referral  {sheet.telephone or _LINE}"))
    console.print(Text(f"\n{sheet.statement}\n{sheet.made}", style="dim"))
