: Channels that calcium opens: cation current (m^2) and potassium current (m^3), 22 C raised to 36 C.
NEURON {
    SUFFIX hornslow
    USEION ca READ cai
    USEION k READ ek WRITE ik
    NONSPECIFIC_CURRENT i
    RANGE gcation, gk
}

PARAMETER {
    gcation = 0
    gk = 0
}

STATE { c p }

ASSIGNED {
    v
    cai
    ek
    ik
    i
    cinf
    ctau
    pinf
    ptau
}

INITIAL {
    gates(cai)
    c = cinf
    p = pinf
}

BREAKPOINT {
    SOLVE change METHOD cnexp
    i = gcation * c^2 * v
    ik = gk * p^3 * (v - ek)
}

DERIVATIVE change {
    gates(cai)
    c' = (cinf - c) / ctau
    p' = (pinf - p) / ptau
}

PROCEDURE gates(calcium) { LOCAL ratio
    ratio = (calcium / 0.0005)^2
    cinf = ratio / (1 + ratio)
    ctau = 40 / (0.002 * (1 + ratio)) / 3^1.4
    if (ctau < 0.1) { ctau = 0.1 }
    ratio = (calcium / 0.001)^2
    pinf = ratio / (1 + ratio)
    ptau = 1 / (0.03 * (1 + ratio)) / 3^1.4
    if (ptau < 0.1) { ptau = 0.1 }
}
