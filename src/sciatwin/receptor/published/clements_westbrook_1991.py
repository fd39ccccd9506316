"""NMDA receptor gating by Clements and Westbrook 1991: open for 3 ms at a time, and seldom."""

from sciatwin.evidence import Source
from sciatwin.receptor.gating import GatingScheme

SOURCE = Source(
    "Clements JD, Westbrook GL. Neuron 1991;7:605",
    url="https://github.com/icgenealogy/icg-channels-Other",
    read_at="public NEURON file nmda5.mod (7988), which quotes the rates",
)

GATING = GatingScheme(
    key="clements_westbrook_1991",
    title="Clements and Westbrook 1991",
    source=SOURCE,
    place="nmda5.mod",
    binding_per_um_s=5.0,
    unbinding_per_s=5.0,
    desensitising_per_s=4.0,
    resensitising_per_s=0.3,
    opening_per_s=10.0,
    closing_per_s=322.0,
)
