"""``sciatwin evidence sources``."""

from sciaclinic.cli.options import AsJson, OutFolder


def command(out: OutFolder = None, as_json: AsJson = False) -> None:
    """List every source and what stands on it: models, constants, rules, trials, promises.

    Example: sciatwin evidence sources
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.show_sources import list_sources

    context = context_of(out)
    give(list_sources(context), context, as_json=as_json)
