"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

PatientFile = Annotated[Path, typer.Argument(help="Patient file (YAML or JSON), for example examples/typical.yaml.")]
PreferencesOption = Annotated[
    Path | None,
    typer.Option("--preferences", help="What is wanted of a plan and who signed it (YAML); else it is assumed."),
]
OutFolder = Annotated[
    Path | None, typer.Option("--out", help="Folder for the result files; written all or not at all.")
]
Draws = Annotated[int, typer.Option(min=50, max=10000, help="Versions of the patient that are simulated.")]
DrawsOfMany = Annotated[int, typer.Option(min=50, max=5000, help="Versions of the patient that are simulated.")]
"""For commands that hold many courses of each version at once."""
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
SvgFile = Annotated[Path | None, typer.Option("--svg", help="Also draw the figure into this file.")]
