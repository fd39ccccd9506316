: Persistent sodium current of Prescott and De Koninck (2005), at 36 C.
NEURON {
    SUFFIX hornpersist
    USEION na READ ena WRITE ina
    RANGE gna
}

PARAMETER { gna = 0 }

STATE { m h }

ASSIGNED {
    v
    ena
    ina
    minf
    mtau
    hinf
    htau
}

INITIAL {
    gates(v)
    m = minf
    h = hinf
}

BREAKPOINT {
    SOLVE change METHOD cnexp
    ina = gna * m * h * (v - ena)
}

DERIVATIVE change {
    gates(v)
    m' = (minf - m) / mtau
    h' = (hinf - h) / htau
}

PROCEDURE gates(v) { LOCAL u, open, shut
    u = v + 55
    open = 0.32 * over(11 - u, 4)
    shut = 0.28 * over(u - 42, 5)
    mtau = 1 / (open + shut)
    minf = open * mtau
    open = 0.128 * exp((12 - u) / 18)
    shut = 4 / (1 + exp((35 - u) / 10))
    htau = 1 / (open + shut)
    hinf = open * htau
}

FUNCTION over(x, k) {
    if (fabs(x / k) < 1e-6) {
        over = k - x / 2
    } else {
        over = x / (exp(x / k) - 1)
    }
}
