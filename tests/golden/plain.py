#!/usr/bin/env python3
# Scores of everything but families, by definition: exact fractions, and 60 digits for logarithms and roots.
from fractions import Fraction
from itertools import product

import mpmath
from laws import INF, Normal, Scaled, integrate
from mpmath import mp, mpf


def real(x):
    return mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else x


def positive(x):
    return max(x, Fraction(0))


def surprise(weight, p):
    """-w ln p for a fraction p, nothing where the weight is 0."""
    if weight == 0 or p == 0:
        return INF if weight else mpf(0)
    return -real(weight) * (mpmath.log(real(p)) if p < Fraction(1, 2) else mpmath.log1p(real(p - 1)))


def one_less_share(p, squares):
    """1 - p / sqrt(squares), with digits to spare for what cancels."""
    with mp.workdps(1500):
        return 1 - real(p) / mp.sqrt(real(squares))


# -- events

def event(rule, p, f):
    p, f = Fraction(p), Fraction(f)
    if rule == "brier":
        return (p - f) ** 2
    if rule == "brier_full":
        return (p - f) ** 2 + ((1 - p) - (1 - f)) ** 2
    if rule == "log":
        return surprise(f, p) + surprise(1 - f, 1 - p)
    squares = p * p + (1 - p) * (1 - p)
    return real(f) * one_less_share(p, squares) + real(1 - f) * one_less_share(1 - p, squares)


# -- options; o counts from 0

def options(rule, p, o):
    p = [Fraction(x) for x in p]
    happened = [Fraction(int(k == o)) for k in range(len(p))]
    squares = sum(x * x for x in p)
    if rule in ("brier_categorical", "brier_categorical_half"):
        return sum((x - h) ** 2 for x, h in zip(p, happened)) / (2 if rule.endswith("half") else 1)
    if rule == "quadratic":
        return 1 - (2 * p[o] - squares)
    if rule == "log":
        return surprise(1, p[o])
    if rule == "spherical":
        return one_less_share(p[o], squares)
    until = [sum(p[:k + 1]) for k in range(len(p))]
    if rule == "ranked_log":
        return sum((surprise(1, until[k] if o <= k else 1 - until[k]) for k in range(len(p) - 1)), mpf(0))
    rps = sum((until[k] - (1 if o <= k else 0)) ** 2 for k in range(len(p)))
    return {"rps": rps, "rps_normalised": rps / (len(p) - 1), "brier_ordered": 2 * rps / (len(p) - 1)}[rule]


# -- ranges; a level is the decimal that was written

def decimal(level):
    return Fraction(repr(level))


def interval(rule, low, high, level, y):
    low, high, y, a = Fraction(low), Fraction(high), Fraction(y), 1 - decimal(level)
    if rule == "coverage":
        return Fraction(int(low <= y <= high))
    score = (high - low) + 2 / a * positive(low - y) + 2 / a * positive(y - high)
    return score if rule == "interval" else a / 2 * score


# -- quantiles: {level: value}

def quantiles(rule, given, y, level=None):
    q = sorted((Fraction(a), Fraction(x)) for a, x in given.items())
    y, n = Fraction(y), len(q)
    at = dict(q)
    pinball = sum(((1 if y < x else 0) - a) * (x - y) for a, x in q) / n
    if rule == "pinball":
        return pinball
    if rule == "crps_quantile":
        return 2 * pinball
    if rule == "coverage":
        tail = (1 - decimal(level)) / 2
        return Fraction(int(at[tail] <= y <= at[1 - tail]))
    if rule.startswith("wis"):
        return wis(rule, q, at, y, pinball)
    if rule == "se_mean":
        # the integral over levels of the quantiles, on lines between them, level outside
        mean = q[0][0] * q[0][1] + (1 - q[-1][0]) * q[-1][1]
        mean += sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in zip(q, q[1:]))
        return (y - mean) ** 2
    half = Fraction(1, 2)
    if half in at:
        median = at[half]
    else:
        low, high = max(pair for pair in q if pair[0] < half), min(pair for pair in q if pair[0] > half)
        median = low[1] + (half - low[0]) / (high[0] - low[0]) * (high[1] - low[1])
    if rule == "ae_median":
        return abs(y - median)
    if y < median:
        return 1 - 2 * max((a for a, x in q if x <= y), default=Fraction(0))
    return 1 - 2 * min((a for a, x in q if x >= y), default=Fraction(1)) if y > median else Fraction(0)


def wis(rule, q, at, y, pinball):
    """By intervals: |y-m|/2 and a/2 IS of the pairs over K + 1/2 (K without a median); twice the pinball loss of a level alone."""
    parts = {"wis_dispersion": Fraction(0), "wis_underprediction": Fraction(0), "wis_overprediction": Fraction(0)}
    for a, x in q:
        if a == Fraction(1, 2):
            parts["wis_overprediction"] += positive(x - y) / 2
            parts["wis_underprediction"] += positive(y - x) / 2
        elif 1 - a in at:
            if a < Fraction(1, 2):
                parts["wis_dispersion"] += a * (at[1 - a] - x)
                parts["wis_overprediction"] += positive(x - y)
                parts["wis_underprediction"] += positive(y - at[1 - a])
        else:
            inner = y >= x if a < Fraction(1, 2) else y <= x
            cost = ((1 if y < x else 0) - a) * (x - y)
            parts["wis_dispersion" if inner else "wis_overprediction" if y < x else "wis_underprediction"] += cost
    parts = {name: value * 2 / len(q) for name, value in parts.items()}
    total = sum(parts.values())
    assert total == 2 * pinball
    return total if rule == "wis" else parts[rule]


# -- samples

class Members:
    def __init__(self, values, weights=None):
        self.x = [Fraction(v) for v in values]
        w = [Fraction(v) for v in weights] if weights else [Fraction(1)] * len(values)
        kept = [i for i in range(len(w)) if w[i] > 0]
        self.x, w = [self.x[i] for i in kept], [w[i] for i in kept]
        self.w = [v / sum(w) for v in w]
        self.pairs = list(zip(self.w, self.x))
        self.mean = self.expect(lambda x: x)

    def expect(self, g): return sum(w * g(x) for w, x in self.pairs)
    def moment(self, k): return self.expect(lambda x: (x - self.mean) ** k)
    def spread(self): return sum(v * w * abs(x - z) for (v, x), (w, z) in product(self.pairs, repeat=2))
    def crps(self, y): return self.expect(lambda x: abs(x - y)) - self.spread() / 2
    def share(self, test): return sum((w for w, x in self.pairs if test(x)), Fraction(0))

    def median(self):
        middle = [x for x in self.x if self.share(lambda z: z <= x) >= Fraction(1, 2) and self.share(lambda z: z >= x) >= Fraction(1, 2)]
        return (min(middle) + max(middle)) / 2

    def power(self, k): return sum(w ** k for w in self.w)

    def place(self, level):
        """On lines between members at the middles of their weights, from 0 at the first to 1 at the last."""
        pairs = sorted((x, w) for w, x in self.pairs)
        at, before = [], Fraction(0)
        for _, w in pairs:
            at.append(before + w / 2)
            before += w
        wanted = at[0] + level * (at[-1] - at[0])
        for i in range(len(at) - 1):
            if wanted <= at[i + 1]:
                return pairs[i][0] + (wanted - at[i]) / (at[i + 1] - at[i]) * (pairs[i + 1][0] - pairs[i][0])
        return pairs[-1][0]

    def bandwidth(self):
        q = self.power(2)
        if q == 1:
            return mpf(0)
        s = mp.sqrt(real(self.moment(2) / (1 - q)))
        iqr = self.place(Fraction(3, 4)) - self.place(Fraction(1, 4))
        return mpf("1.06") * min(s, real(iqr) / mpf("1.34")) * mpmath.power(real(1 / q), mpf(-1) / 5)


def kernels(m, y, h):
    """The integral of (F - 1{x >= y})^2 for F = sum w Phi((x - x_i)/h)."""
    laws = [(real(w), Scaled(Normal(), real(x), h)) for w, x in m.pairs]
    y = real(y)
    reach = [k * h for k in (-20, -9, -3, 0, 3, 9, 20)]
    places = sorted({y} | {real(x) + r for x in m.x for r in reach})
    left = integrate(lambda x: sum((w * law.cdf(x) for w, law in laws), mpf(0)) ** 2, [x for x in places if x <= y])
    return left + integrate(lambda x: sum((w * law.ccdf(x) for w, law in laws), mpf(0)) ** 2, [x for x in places if x >= y])


def distance(d, s):
    """E|d + s Z|"""
    z = d / s
    return d * (1 - mpmath.erfc(z / mp.sqrt(2))) + 2 * s * mpmath.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)


def kernels_by_distances(m, y, h):
    """E|X-y| - E|X-X'|/2 over all pairs of kernels."""
    first = sum((real(w) * distance(real(abs(x - y)), h) for w, x in m.pairs), mpf(0))
    wide = h * mp.sqrt(2)
    return first - sum((real(v * w) * distance(real(abs(x - z)), wide) for (v, x), (w, z) in product(m.pairs, repeat=2)), mpf(0)) / 2


def samples(rule, values, weights, y, threshold=None, weight_range=None):
    m, y = Members(values, weights), Fraction(y)
    if rule == "crps":
        return m.crps(y)
    if rule == "crps_fair":
        return m.expect(lambda x: abs(x - y)) - m.spread() / (2 * (1 - m.power(2)))
    if rule == "crps_akr":
        return sum(w * (abs(x - y) - abs(x - m.x[i - 1]) / 2) for i, (w, x) in enumerate(m.pairs))
    if rule == "crps_tw":
        low, high = weight_range
        def held(x): return min(max(x, low), high)
        low, high = (Fraction(e) if abs(e) != float("inf") else e for e in (low, high))
        return Members([held(x) for x in m.x], m.w).crps(held(y))
    if rule == "crps_ow":
        low, high = weight_range
        inside = [(w, x) for w, x in m.pairs if low <= x <= high]
        return Members([x for _, x in inside], [w for w, _ in inside]).crps(y) if low <= y <= high else Fraction(0)
    if rule in ("crps_dispersion", "crps_underprediction", "crps_overprediction"):
        middle = m.median()
        if rule == "crps_dispersion":
            return m.crps(middle)
        paid = y > middle if rule == "crps_underprediction" else y < middle
        return m.crps(y) - m.crps(middle) if paid else Fraction(0)
    if rule == "crps_kde":
        h = m.bandwidth()
        if h == 0:
            return m.crps(y)
        score = kernels_by_distances(m, y, h)
        if len(m.x) <= 12:
            assert abs(kernels(m, y, h) - score) < mpf(10) ** -30 * max(1, abs(score))
        return score
    if rule == "log_kde":
        h = m.bandwidth()
        if h == 0:
            return -INF if y in m.x else INF
        return -mpmath.log(sum((real(w) * mpmath.exp(-(real(y - x) / h) ** 2 / 2) for w, x in m.pairs), mpf(0)) / h / mp.sqrt(2 * mp.pi))
    if rule == "dss":
        v = m.moment(2)
        return real((y - m.mean) ** 2 / v) + mpmath.log(real(v)) if v else -INF if y == m.mean else INF
    if rule == "error_spread":
        q, e = m.power(2), m.mean - y
        s2 = m.moment(2) / (1 - q)
        if s2 == 0:
            return e ** 4
        third = m.moment(3) * q / (1 - 3 * q + 2 * m.power(3))
        return (s2 - e * e - e * third / s2) ** 2  # s g = third / s^2
    if rule == "brier_threshold":
        t = Fraction(threshold)
        return (m.share(lambda x: x > t) - int(y > t)) ** 2
    if rule == "ae_median":
        return abs(y - m.median())
    if rule == "se_mean":
        return (y - m.mean) ** 2
    if rule == "mad":
        return Fraction("1.4826") * Members([abs(x - m.median()) for x in m.x], m.w).median()
    whole = all(x.denominator == 1 for x in m.x + [y])
    until, before = m.share(lambda x: x <= y), m.share(lambda x: x <= y - 1)
    if rule == "pit":
        return (before + until) / 2 if whole else until
    return 1 - until - before if whole else 1 - 2 * (m.share(lambda x: x < y) + m.share(lambda x: x == y) / 2)


# -- distribution functions by points

def cdf(rule, points, y):
    p = [(Fraction(x), Fraction(f)) for x, f in points]
    y = Fraction(y)

    def at(x, a, b): return a[1] + (x - a[0]) / (b[0] - a[0]) * (b[1] - a[1])
    pieces = [(a, b) for a, b in zip(p, p[1:]) if a[0] < b[0]]
    first, last = p[0][0], p[-1][0]
    below = Fraction(0) if y <= first else Fraction(1) if y > last else next(at(y, a, b) for a, b in pieces if a[0] < y <= b[0])
    until = Fraction(0) if y < first else Fraction(1) if y >= last else next(at(y, a, b) for a, b in pieces if a[0] <= y < b[0])
    if rule == "pit":
        return (below + until) / 2
    if rule == "crps":
        total = positive(first - y) + positive(y - last)
        for a, b in pieces:
            ends = [a[0]] + ([y] if a[0] < y < b[0] else []) + [b[0]]
            for low, high in zip(ends, ends[1:]):
                step = 1 if low >= y else 0
                f = [(at(x, a, b) - step) ** 2 for x in (low, (low + high) / 2, high)]
                total += (high - low) * (f[0] + 4 * f[1] + f[2]) / 6  # exact for squares of lines
        return total
    if rule == "ae_median":
        half = Fraction(1, 2)
        i = next((i for i, point in enumerate(p) if point[1] >= half), len(p) - 1)
        if i == 0 or p[i][1] < half:
            return abs(y - p[i][0])
        a, b = p[i - 1], p[i]
        return abs(y - (a[0] + (half - a[1]) / (b[1] - a[1]) * (b[0] - a[0])))
    if until > below:
        return -INF
    slope = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pieces if a[0] <= y < b[0] or y == b[0] == last]
    return INF if not slope or slope[0] == 0 else -mpmath.log(real(slope[0]))
