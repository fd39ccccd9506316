"""``sciatwin evidence forest``."""

from enum import StrEnum
from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, OutFolder, SvgFile


class MethodName(StrEnum):
    DERSIMONIAN_LAIRD = "dersimonian-laird"
    PAULE_MANDEL = "paule-mandel"


def command(
    key: Annotated[
        str | None, typer.Argument(help="Key of a meta-analysis, for example ketamine_lasting_relief.")
    ] = None,
    method: Annotated[
        MethodName, typer.Option(help="How the variance between trials is estimated.")
    ] = MethodName.DERSIMONIAN_LAIRD,
    svg: SvgFile = None,
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:
    """Pool the trials of a meta-analysis and draw them; without a key, list the meta-analyses.

    Example: sciatwin evidence forest ketamine_lasting_relief --svg forest.svg
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.pool_trials import list_meta_analyses, pool_meta_analysis
    from sciatwin.validation.meta_analysis import VarianceMethod

    context = context_of(out)
    if key is None:
        if svg is not None:
            raise typer.BadParameter("--svg draws one meta-analysis: name it", param_hint="KEY")
        give(list_meta_analyses(context), context, as_json=as_json)
        return
    give(pool_meta_analysis(key, VarianceMethod[method.name], context), context, as_json=as_json, svg=svg)
