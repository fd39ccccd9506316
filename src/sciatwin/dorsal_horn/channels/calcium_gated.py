"""Channels that calcium opens: the cation channel (CAN) behind wind-up, and the potassium channel that brakes it.

Source: Aguiar P, Sousa M, Lima D. J Neurophysiol 2010;104:1155-1166 (https://modeldb.science/128559), after
Destexhe 1994; rates at 22 °C. The cation channel reverses at 0 mV in every published run: the −20 mV printed in the
deposited channel file are never used by the simulator.
"""

from sciatwin.dorsal_horn.parts.membrane import CalciumGated, Ion, speed_up

MEASURED_AT_C = 22.0

CATION = CalciumGated(
    key="calcium-gated cation",
    ion=Ion.CATION,
    power=2,
    half_open_um=0.5,
    closing_per_ms=0.002 / 40 * speed_up(MEASURED_AT_C),
)
"""Opens over 2 to 4 s, which is what carries one shock's calcium over to the next."""

POTASSIUM = CalciumGated(
    key="calcium-gated potassium",
    ion=Ion.POTASSIUM,
    power=3,
    half_open_um=1.0,
    closing_per_ms=0.03 * speed_up(MEASURED_AT_C),
)
