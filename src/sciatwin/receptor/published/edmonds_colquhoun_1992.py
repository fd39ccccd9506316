"""NMDA receptor gating by Edmonds and Colquhoun 1992: deep, slow desensitisation."""

from sciatwin.evidence import Source
from sciatwin.receptor.gating import GatingScheme

SOURCE = Source(
    "Edmonds B, Colquhoun D. Proc R Soc Lond B 1992;250:279",
    url="https://github.com/icgenealogy/icg-channels-Other",
    read_at="public NEURON file nmda5.mod (7988), which quotes the rates",
)

GATING = GatingScheme(
    key="edmonds_colquhoun_1992",
    title="Edmonds and Colquhoun 1992",
    source=SOURCE,
    place="nmda5.mod",
    binding_per_um_s=5.0,
    unbinding_per_s=4.7,
    desensitising_per_s=8.4,
    resensitising_per_s=1.8,
    opening_per_s=46.5,
    closing_per_s=91.6,
)
