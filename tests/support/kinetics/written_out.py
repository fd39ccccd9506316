"""Each library model written out by hand from its published table: an independent reading of the same numbers.

Every right-hand side takes amounts in mg and gives mg/h; the last state is an effect site in ng/mL that follows the
parent. Volumes in L, flows in L/h, for a person of ``weight_kg``.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sciatwin.analytes import Analyte

RightHandSide = Callable[[float, np.ndarray], np.ndarray]
EFFECT_SITE_RATE_PER_H = 5.0
NORKETAMINE_PER_KETAMINE, HYDROXYNORKETAMINE_PER_KETAMINE = 223.70 / 237.73, 239.70 / 237.73


@dataclass(frozen=True)
class WrittenOut:
    """A model as plain equations. ``outputs`` gives state and ng/mL per mg of each analyte."""

    states: int
    right_hand_side: RightHandSide
    outputs: dict[Analyte, tuple[int, float]]
    dosed_state: int = 0


def simons_2022(weight_kg: float, clearance_ratio: float = 1.0) -> WrittenOut:
    volume, flow = weight_kg / 70, 60 * (weight_kg / 70) ** 0.75
    v1, v2, v3 = 11.6 * volume, 39.0 * volume, 174 * volume
    cl, q2, q3 = 1.48 * flow / clearance_ratio, 2.43 * flow, 1.21 * flow
    v1n, v2n, cln, qn = 11.6 * volume, 221 * volume, 1.00 * flow, 2.63 * flow
    v1h, v2h, clh, qh = 4.4 * volume, 87.5 * volume, 0.933 * flow, 1.70 * flow
    delay_n, delay_h = 2 / (20.1 / 60), 2 / (1.12 / 60)

    def right_hand_side(_: float, x: np.ndarray) -> np.ndarray:
        c, n, h = x[0] / v1, x[5] / v1n, x[9] / v1h
        return np.array(
            [
                -(cl + q2 + q3) * c + q2 * x[1] / v2 + q3 * x[2] / v3,
                q2 * c - q2 * x[1] / v2,
                q3 * c - q3 * x[2] / v3,
                cl * c - delay_n * x[3],
                delay_n * (x[3] - x[4]),
                0.80 * delay_n * x[4] - (cln + qn) * n + qn * x[6] / v2n,
                qn * n - qn * x[6] / v2n,
                cln * n - delay_h * x[7],
                delay_h * (x[7] - x[8]),
                0.70 * delay_h * x[8] - (clh + qh) * h + qh * x[10] / v2h,
                qh * h - qh * x[10] / v2h,
                EFFECT_SITE_RATE_PER_H * (1000 * c - x[11]),
            ]
        )

    outputs = {
        Analyte.S_KETAMINE: (0, 1000 / v1),
        Analyte.S_NORKETAMINE: (5, 1000 * NORKETAMINE_PER_KETAMINE / v1n),
        Analyte.S_HYDROXYNORKETAMINE: (9, 1000 * HYDROXYNORKETAMINE_PER_KETAMINE / v1h),
    }
    return WrittenOut(12, right_hand_side, outputs)


def otto_2021(weight_kg: float, clearance_ratio: float = 1.0) -> WrittenOut:
    volume, flow = weight_kg / 70, (weight_kg / 70) ** 0.75
    v1, v2, v3, q2, q3 = 133 * volume, 187.0, 98.8, 23.2, 157.0
    cl = 95.2 * flow / clearance_ratio
    v1n, v2n, cln, qn = 98.638 * volume, 160.04, 57.72 * flow, 42.778

    def right_hand_side(_: float, x: np.ndarray) -> np.ndarray:
        c, n = x[0] / v1, x[3] / v1n
        return np.array(
            [
                -(cl + q2 + q3) * c + q2 * x[1] / v2 + q3 * x[2] / v3,
                q2 * c - q2 * x[1] / v2,
                q3 * c - q3 * x[2] / v3,
                cl * c - (cln + qn) * n + qn * x[4] / v2n,
                qn * n - qn * x[4] / v2n,
                EFFECT_SITE_RATE_PER_H * (1000 * c - x[5]),
            ]
        )

    outputs = {Analyte.S_KETAMINE: (0, 1000 / v1), Analyte.S_NORKETAMINE: (3, 1000 / v1n)}
    return WrittenOut(6, right_hand_side, outputs)


def kamp_2020(weight_kg: float) -> WrittenOut:
    volume, flow = weight_kg / 70, (weight_kg / 70) ** 0.75
    v1, v2, v3 = 25 * volume, 56 * volume, 157 * volume
    return _three_compartments(v1, 84 * flow / v1, 161 * flow / v1, 161 * flow / v2, 79 * flow / v1, 79 * flow / v3)


def domino_1984(weight_kg: float) -> WrittenOut:
    return _three_compartments(0.063 * weight_kg, *(60 * k for k in (0.438, 0.592, 0.247, 0.590, 0.0146)))


def _three_compartments(v1: float, k10: float, k12: float, k21: float, k13: float, k31: float) -> WrittenOut:
    def right_hand_side(_: float, x: np.ndarray) -> np.ndarray:
        return np.array(
            [
                -(k10 + k12 + k13) * x[0] + k21 * x[1] + k31 * x[2],
                k12 * x[0] - k21 * x[1],
                k13 * x[0] - k31 * x[2],
                EFFECT_SITE_RATE_PER_H * (1000 * x[0] / v1 - x[3]),
            ]
        )

    return WrittenOut(4, right_hand_side, {Analyte.KETAMINE: (0, 1000 / v1)})


def perez_ruixo_2021(_: float) -> WrittenOut:
    vc, vp1, vp2, vh, q1, q2, qh = 192.0, 143.0, 417.0, 101.0, 84.3, 37.6, 151.0
    v1n, v2n, cln, qn, k_el, k_met = 70.0, 115.0, 38.0, 26.1, 1.11, 2.77

    def right_hand_side(_: float, x: np.ndarray) -> np.ndarray:
        c, liver, n = x[0] / vc, x[3] / vh, x[4] / v1n
        return np.array(
            [
                -(q1 + q2 + qh) * c + q1 * x[1] / vp1 + q2 * x[2] / vp2 + qh * liver,
                q1 * c - q1 * x[1] / vp1,
                q2 * c - q2 * x[2] / vp2,
                qh * c - qh * liver - (k_el + k_met) * x[3],
                k_met * x[3] - (cln + qn) * n + qn * x[5] / v2n,
                qn * n - qn * x[5] / v2n,
                EFFECT_SITE_RATE_PER_H * (1000 * c - x[6]),
            ]
        )

    outputs = {Analyte.S_KETAMINE: (0, 1000 / vc), Analyte.S_NORKETAMINE: (4, 1000 / v1n)}
    return WrittenOut(7, right_hand_side, outputs)


def flint_2017(weight_kg: float, clearance_ratio: float = 1.0) -> WrittenOut:
    volume, flow = weight_kg / 70, (weight_kg / 70) ** 0.75
    v1, v2, vn, q, cln = 7.73 * volume, 545 * volume, 1.0 * volume, 196 * flow, 53.2 * flow
    cl = 112 * flow / clearance_ratio

    def right_hand_side(_: float, x: np.ndarray) -> np.ndarray:
        c = x[0] / v1
        return np.array(
            [
                -(cl + q) * c + q * x[1] / v2,
                q * c - q * x[1] / v2,
                cl * c - cln * x[2] / vn,
                EFFECT_SITE_RATE_PER_H * (1000 * c - x[3]),
            ]
        )

    outputs = {Analyte.S_KETAMINE: (0, 1000 / v1), Analyte.S_NORKETAMINE: (2, 1000 / vn)}
    return WrittenOut(4, right_hand_side, outputs)


def _two_compartments_at_70_kg(v1: float, v2: float, cl: float, q: float) -> Callable[[float], WrittenOut]:
    def for_weight(weight_kg: float) -> WrittenOut:
        volume, flow = weight_kg / 70, (weight_kg / 70) ** 0.75
        ratio = flow / volume
        return _three_compartments(v1 * volume, cl / v1 * ratio, q / v1 * ratio, q / v2 * ratio, 0.0, 0.0)

    return for_weight


def _two_compartments_per_kg(v1: float, *rates_per_min: float) -> Callable[[float], WrittenOut]:
    return lambda weight_kg: _three_compartments(v1 * weight_kg, *(60 * k for k in rates_per_min), 0.0, 0.0)


S_OVER_R = 1.16


def _r_twin(model: WrittenOut) -> WrittenOut:
    r_for_s = {Analyte.S_KETAMINE: Analyte.R_KETAMINE, Analyte.S_NORKETAMINE: Analyte.R_NORKETAMINE}
    outputs = {r_for_s[analyte]: place for analyte, place in model.outputs.items() if analyte in r_for_s}
    return WrittenOut(model.states, model.right_hand_side, outputs)


WRITTEN_OUT: dict[str, Callable[[float], WrittenOut]] = {
    "simons_2022": simons_2022,
    "otto_2021": otto_2021,
    "kamp_2020": kamp_2020,
    "domino_1984": domino_1984,
    "perez_ruixo_2021": perez_ruixo_2021,
    "flint_2017": flint_2017,
    "clements_1981": _two_compartments_per_kg(1.7522, 0.0109, 0.0186, 0.0137),
    "hijazi_2003": _two_compartments_per_kg(1.08, 0.0333, 0.0088, 0.0030),
    "herd_2007": _two_compartments_at_70_kg(38.7, 102, 90, 215),
    "elkomy_2015": _two_compartments_at_70_kg(57.3, 152, 60.6, 73.2),
    "sherwin_2015": _two_compartments_at_70_kg(20.5, 220, 87.9, 87.3),
    "hornik_2018": _two_compartments_at_70_kg(32.8, 152, 38.9, 54.9),
    "simons_2022_as_r": lambda weight_kg: _r_twin(simons_2022(weight_kg, S_OVER_R)),
    "flint_2017_as_r": lambda weight_kg: _r_twin(flint_2017(weight_kg, S_OVER_R)),
    "otto_2021_as_r": lambda weight_kg: _r_twin(otto_2021(weight_kg, S_OVER_R)),
}
