"""``sciatwin validate pharmacokinetics``."""

from sciaclinic.cli.options import AsJson, OutFolder, SvgFile


def command(svg: SvgFile = None, out: OutFolder = None, as_json: AsJson = False) -> None:
    """Every pharmacokinetic model against every published observation that it can predict, by every route.

    Example: sciatwin validate pharmacokinetics
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.validate_models import validate_levels

    context = context_of(out)
    give(validate_levels(context), context, as_json=as_json, svg=svg)
