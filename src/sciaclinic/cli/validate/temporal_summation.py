"""``sciatwin validate temporal-summation``."""

from sciaclinic.cli.options import AsJson, OutFolder


def command(out: OutFolder = None, as_json: AsJson = False) -> None:
    """What the spinal circuit says of published studies of wind-up in people, beside what they found.

    Example: sciatwin validate temporal-summation
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.validate_models import validate_wind_up

    context = context_of(out)
    give(validate_wind_up(context), context, as_json=as_json)
