: Sodium and potassium channels of tonic cells of the substantia gelatinosa (Melnick 2004), 23 C raised to 36 C.
NEURON {
    SUFFIX horngel
    USEION na READ ena WRITE ina
    USEION k READ ek WRITE ik
    RANGE gna, gk
}

PARAMETER {
    gna = 0
    gk = 0
}

STATE { m h n q }

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
    qinf
    qtau
}

INITIAL {
    gates(v)
    m = minf
    h = hinf
    n = ninf
    q = qinf
}

BREAKPOINT {
    SOLVE change METHOD cnexp
    ina = gna * m^3 * h * (v - ena)
    ik = gk * n^4 * q * (v - ek)
}

DERIVATIVE change {
    gates(v)
    m' = (minf - m) / mtau
    h' = (hinf - h) / htau
    n' = (ninf - n) / ntau
    q' = (qinf - q) / qtau
}

PROCEDURE gates(v) { LOCAL open, shut, warm
    warm = 3^1.3
    open = 0.182 * over(-v + 7 - 35, 9)
    shut = 0.124 * over(v - 7 + 35, 9)
    mtau = 1 / (open + shut) / warm
    minf = open / (open + shut)
    open = 0.061 * over(-v + 13 - 48, 3) + 0.0166
    shut = 0.0018 * over(v - 13 + 84, 18)
    htau = 1 / (open + shut) / warm
    hinf = 1 / (1 + exp((v + 75 - 11) / 9))
    open = 0.035 * over(-v - 15, 9)
    shut = 0.014 * exp((12 - v) / 46)
    ntau = 1 / (open + shut) / warm
    ninf = open / (open + shut)
    open = 0.0083 * (1 + 1 / (1 + exp((v + 20) / 10)))
    shut = 0.0083 / (1 + exp(-(v + 20) / 10))
    qtau = 1 / (open + shut) / warm
    qinf = open / (open + shut)
}

FUNCTION over(x, k) {
    if (fabs(x / k) < 1e-6) {
        over = k - x / 2
    } else {
        over = x / (exp(x / k) - 1)
    }
}
