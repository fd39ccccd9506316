"""What every output of this room says: nobody has measured the curve in people."""

NO_HUMAN_CURVE = (
    "No curve of NMDA receptor occupancy against ketamine concentration has been measured in people: this block is "
    "computed from binding and currents in animal and recombinant receptors."
)


def described(long_name: str) -> dict[str, str]:
    """Attributes of a variable that holds a fraction of receptors or of current, with the sentence."""
    return {"units": "1", "long_name": long_name, "note": NO_HUMAN_CURVE}
