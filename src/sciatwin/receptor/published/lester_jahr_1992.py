"""NMDA receptor gating by Lester and Jahr 1992, the default: fitted to patches from hippocampal neurons."""

from sciatwin.receptor.gating import LESTER_JAHR_1992, GatingScheme

GATING = GatingScheme(
    key="lester_jahr_1992",
    title="Lester and Jahr 1992",
    source=LESTER_JAHR_1992,
    place="nmda5.mod",
    binding_per_um_s=5.0,
    unbinding_per_s=6.7,
    desensitising_per_s=15.2,
    resensitising_per_s=9.4,
    opening_per_s=83.8,
    closing_per_s=83.8,
)
