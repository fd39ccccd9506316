"""NMDA receptor gating by Clements 1992: low open probability."""

from sciatwin.evidence import Source
from sciatwin.receptor.gating import GatingScheme

SOURCE = Source(
    "Clements JD, et al. Science 1992;258:1498",
    url="https://github.com/icgenealogy/icg-channels-Other",
    read_at="public NEURON file nmda5.mod (7988), which quotes the rates",
)

GATING = GatingScheme(
    key="clements_1992",
    title="Clements 1992",
    source=SOURCE,
    place="nmda5.mod",
    binding_per_um_s=5.0,
    unbinding_per_s=9.5,
    desensitising_per_s=16.0,
    resensitising_per_s=13.0,
    opening_per_s=25.0,
    closing_per_s=59.0,
)
