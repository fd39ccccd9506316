"""``sciatwin validate trials``."""

from sciaclinic.cli.options import AsJson, OutFolder, SvgFile


def command(svg: SvgFile = None, out: OutFolder = None, as_json: AsJson = False) -> None:
    """Every open trial and cohort simulated as it was run; scores of each account of lasting relief.

    Example: sciatwin validate trials --svg validation.svg
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.validate_models import validate_trials

    context = context_of(out)
    give(validate_trials(context), context, as_json=as_json, svg=svg)
