"""NMDA receptor gating by Destexhe, Mainen and Sejnowski 1996: opens to 0.33 at its peak, near the 0.3 seen."""

from sciatwin.evidence import Source
from sciatwin.receptor.gating import GatingScheme

SOURCE = Source(
    "Destexhe A, Mainen ZF, Sejnowski TJ. 1996 (kinetic models of synaptic transmission)",
    url="https://github.com/icgenealogy/icg-channels-Other",
    read_at="public NEURON file nmda5.mod (7988), which quotes the rates",
)

GATING = GatingScheme(
    key="destexhe_1996",
    title="Destexhe, Mainen and Sejnowski 1996",
    source=SOURCE,
    place="nmda5.mod",
    binding_per_um_s=5.0,
    unbinding_per_s=12.9,
    desensitising_per_s=8.4,
    resensitising_per_s=6.8,
    opening_per_s=46.5,
    closing_per_s=73.8,
)
