: Sodium and potassium channels of Traub and Miles (1991), inactivation shifted by 5 mV, at 36 C.
NEURON {
    SUFFIX hornspike
    USEION na READ ena WRITE ina
    USEION k READ ek WRITE ik
    RANGE gna, gk
}

PARAMETER {
    gna = 0
    gk = 0
}

STATE { m h n }

ASSIGNED {
    v
    ena
    ek
    ina
    ik
    minf
    mtau
    hinf
    htau
    ninf
    ntau
}

INITIAL {
    gates(v)
    m = minf
    h = hinf
    n = ninf
}

BREAKPOINT {
    SOLVE change METHOD cnexp
    ina = gna * m^3 * h * (v - ena)
    ik = gk * n^4 * (v - ek)
}

DERIVATIVE change {
    gates(v)
    m' = (minf - m) / mtau
    h' = (hinf - h) / htau
    n' = (ninf - n) / ntau
}

PROCEDURE gates(v) { LOCAL u, open, shut
    u = v + 55
    open = 0.32 * over(13 - u, 4)
    shut = 0.28 * over(u - 40, 5)
    mtau = 1 / (open + shut)
    minf = open * mtau
    open = 0.128 * exp((12 - u) / 18)
    shut = 4 / (1 + exp((35 - u) / 5))
    htau = 1 / (open + shut)
    hinf = open * htau
    open = 0.032 * over(15 - u, 5)
    shut = 0.5 * exp((10 - u) / 40)
    ntau = 1 / (open + shut)
    ninf = open * ntau
}

FUNCTION over(x, k) {
    if (fabs(x / k) < 1e-6) {
        over = k - x / 2
    } else {
        over = x / (exp(x / k) - 1)
    }
}
