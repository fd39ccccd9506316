"""Regimens, parameter sets and curves of the reference programs, and the systems that the engine solves for them."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sciatwin.pharmacokinetics.engine import LinearSystem, solve
from sciatwin.regimen import Bolus, DosingEvent, Infusion

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
MINUTES_PER_HOUR = 60.0

CASES: dict[str, tuple[float, tuple[DosingEvent, ...]]] = {
    "A_70kg_0.5mgkg_40min": (70.0, (Infusion(start_h=0, duration_h=40 / 60, dose_mg=35),)),
    "B_70kg_bolus_then_infusion": (
        70.0,
        (Bolus(start_h=0, dose_mg=17.5), Infusion(start_h=0, duration_h=4, dose_mg=28)),
    ),
    "C_100kg_80mg_4h": (100.0, (Infusion(start_h=0, duration_h=4, dose_mg=80),)),
}


@dataclass(frozen=True)
class Rates:
    """Central volume in L and rate constants per minute, as the programs code them."""

    v1_l: float
    k10: float
    k12: float
    k21: float
    k13: float = 0.0
    k31: float = 0.0


def domino(weight_kg: float) -> Rates:
    return Rates(0.063 * weight_kg, 0.438, 0.592, 0.247, 0.590, 0.0146)


def kamp_linear_weight(weight_kg: float) -> Rates:
    return Rates(25 * weight_kg / 70, *(x / 60 for x in (84 / 25, 161 / 25, 161 / 56, 79 / 25, 79 / 157)))


def clements_250(weight_kg: float) -> Rates:
    return Rates(1.7522 * weight_kg, 0.0109, 0.0186, 0.0137)


SETS = {"domino": domino, "kamp_3cmt_linear_weight": kamp_linear_weight, "clements250_2cmt": clements_250}


def with_effect_site(rates: Rates, ke0_per_min: float) -> LinearSystem:
    """Plasma and effect-site concentration in mg/L of one individual."""
    rate = np.zeros((4, 4, 1))
    _exchange(rate, 0, 1, rates.k12, rates.k21)
    _exchange(rate, 0, 2, rates.k13, rates.k31)
    rate[0, 0] -= rates.k10
    rate[3, 0], rate[3, 3] = ke0_per_min / rates.v1_l, -ke0_per_min
    return LinearSystem(
        rate_per_h=rate * MINUTES_PER_HOUR,
        dosed_state=0,
        output_state=np.array([0, 3]),
        output_scale=np.array([[1 / rates.v1_l], [1.0]]),
        output_names=("plasma", "effect site"),
    )


def _exchange(rate: np.ndarray, here: int, there: int, out: float, back: float) -> None:
    rate[there, here] += out
    rate[here, here] -= out
    rate[here, there] += back
    rate[there, there] -= back


def curve(folder: str, name: str) -> np.ndarray:
    """Columns time_min, plasma and effect site of a reference run."""
    with (REFERENCE / folder / f"{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return np.array(rows, dtype=float)


def worst_difference(system: LinearSystem, events: tuple[DosingEvent, ...], expected: np.ndarray) -> np.ndarray:
    """Largest relative difference of each output where plasma exceeds 1 % of its peak and the output is not 0."""
    levels = solve(system, events, expected[:, 0] / MINUTES_PER_HOUR)[:, :, 0]
    counted = expected[:, 1] > 0.01 * expected[:, 1].max()
    return np.array([_worst(levels[i][counted], expected[counted, i + 1]) for i in range(2)])


def _worst(values: np.ndarray, expected: np.ndarray) -> float:
    present = expected > 0
    assert np.all(values[~present] == 0)
    return float(np.max(np.abs(values[present] / expected[present] - 1)))
