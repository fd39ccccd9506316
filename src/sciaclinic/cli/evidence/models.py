"""``sciatwin evidence models``."""

from sciaclinic.cli.options import AsJson, OutFolder


def command(out: OutFolder = None, as_json: AsJson = False) -> None:
    """List the published pharmacokinetic models: the same as sciatwin models.

    Example: sciatwin evidence models
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.show_models import list_models

    context = context_of(out)
    give(list_models(context), context, as_json=as_json)
