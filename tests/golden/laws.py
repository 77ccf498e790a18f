#!/usr/bin/env python3
# Distributions in 60 digits and their scores by definition: F from the definition of the family or by integrating its density.
from fractions import Fraction

import mpmath
from mpmath import mp, mpf

mp.dps = 60
INF = mpf("inf")
HALF = mpf(1) / 2
TINY = mpf(10) ** -78  # what is this small against the rest is left out
CLOSE = mpf(10) ** -40  # neighbouring orders of a quadrature have to agree so well
NODES = 50


def legendre(n):
    """Nodes and weights of Gauss and Legendre, and the matrix from values at the nodes to Legendre coefficients."""
    nodes, weights, rows = [], [], []
    for i in range(n):
        t = mpmath.cos(mp.pi * (i + mpf(3) / 4) / (n + HALF))
        for _ in range(8):
            before, value = mpf(1), t
            for k in range(2, n + 1):
                before, value = value, ((2 * k - 1) * t * value - (k - 1) * before) / k
            slope = n * (t * value - before) / (t * t - 1)
            t -= value / slope
        nodes.append(t)
        weights.append(2 / ((1 - t * t) * slope * slope))
    columns = []
    for t in nodes:
        column = [mpf(1), t]
        for k in range(2, n):
            column.append(((2 * k - 1) * t * column[-1] - (k - 1) * column[-2]) / k)
        columns.append(column)
    for k in range(n):
        rows.append([(2 * k + 1) * HALF * weights[i] * columns[i][k] for i in range(n)])
    return nodes, weights, rows


NODE, WEIGHT, TO_COEFFICIENTS = legendre(NODES)


def panel(f, a, b):
    middle, half = (a + b) / 2, (b - a) / 2
    return half * mp.fdot(WEIGHT, [f(middle + half * t) for t in NODE])


def integrate(f, breaks):
    """Panels are halved until both halves agree with the whole."""
    parts = [(a, b, panel(f, a, b), 0) for a, b in zip(breaks, breaks[1:]) if a < b]
    scale = sum((abs(part[2]) for part in parts), mpf(0))
    total = mpf(0)
    while parts:
        a, b, whole, depth = parts.pop()
        if whole == 0 and abs(f((a + b) / 2)) == 0:
            continue
        middle = (a + b) / 2
        left, right = panel(f, a, middle), panel(f, middle, b)
        if abs(left + right - whole) <= CLOSE * max(scale, abs(whole)):
            total += left + right
        elif depth > 200:
            raise ArithmeticError("an integral does not settle")
        else:
            parts += [(a, middle, left, depth + 1), (middle, b, right, depth + 1)]
    return total


def outward(start, step, size, end):
    """Places from start towards an end, in doubling steps, until `size` has become negligible."""
    places, largest, here = [start], mpf(0), start
    while True:
        here = here + step
        if (step > 0) == (here >= end):
            places.append(end)
            return places
        places.append(here)
        now = size(here)
        largest = max(largest, now)
        if now < TINY * largest or (now == 0 and len(places) > 4):
            return places
        step *= 2


class Law:
    """A continuous law over a variable u with x(u) rising: F(u), S(u) = 1 - F(u), and ln of the density of u.

    Atoms may sit on finite ends of the support (`atom_low`, `atom_high`); F and S include them."""
    lower, upper, ulo, uhi = -INF, INF, -INF, INF
    centre, step_left, step_right = mpf(0), mpf(1), mpf(1)
    atom_low = atom_high = mpf(0)
    tail_power = 1  # 2 where the mean does not exist
    breaks = ()
    how = "F in closed form"

    def x(self, u): return u
    def dx(self, u): return mpf(1)
    def u(self, x): return x
    def F(self, u): raise NotImplementedError
    def S(self, u): raise NotImplementedError
    def log_f(self, u): raise NotImplementedError

    # -- in terms of x
    def place(self, x):
        return self.ulo if x <= self.lower else self.uhi if x >= self.upper else self.u(x)

    def cdf(self, x):
        return mpf(0) if x < self.lower else mpf(1) if x >= self.upper else self.atom_low if x == self.lower else self.F(self.u(x))

    def ccdf(self, x):
        return mpf(1) if x < self.lower else mpf(0) if x >= self.upper else 1 - self.atom_low if x == self.lower else self.S(self.u(x))

    def atoms(self):
        return [(end, mass) for end, mass in ((self.lower, self.atom_low), (self.upper, self.atom_high)) if mass > 0]

    def span(self, left_size, right_size):
        left = outward(self.centre, -self.step_left, left_size, self.ulo)
        right = outward(self.centre, self.step_right, right_size, self.uhi)
        return sorted(set(left + right + [b for b in self.breaks if left[-1] < b < right[-1]]))

    def crps_span(self):
        left_power = self.tail_power if self.lower == -INF else 1
        right_power = self.tail_power if self.upper == INF else 1
        return self.span(lambda u: self.F(u) ** left_power * self.dx(u), lambda u: self.S(u) ** right_power * self.dx(u))

    def crps(self, y):
        places = self.crps_span()
        at = min(max(y, self.lower), self.upper)
        uy = self.place(at)
        total = abs(y - at)
        if uy == -INF:
            total += self.x(places[0]) - self.lower
        if uy == INF:
            total += self.upper - self.x(places[-1])
        left = [u for u in places if u < uy] + ([uy] if uy > places[0] and uy < INF else [])
        right = ([uy] if -INF < uy < places[-1] else []) + [u for u in places if u > uy]
        total += integrate(lambda u: self.F(u) ** 2 * self.dx(u), left)
        return total + integrate(lambda u: self.S(u) ** 2 * self.dx(u), right)

    def log(self, y):
        for end, mass in self.atoms():
            if y == end:
                return -mpmath.log(mass)
        if y < self.lower or y > self.upper:
            return INF
        u = self.place(y)
        if abs(u) == INF:
            raise ArithmeticError("the density at an end of the support has to be given apart")
        return mpmath.log(self.dx(u)) - self.log_f(u)

    def pit(self, y):
        if y < self.lower:
            return mpf(0)
        if y > self.upper:
            return mpf(1)
        if y == self.lower:
            return self.atom_low / 2
        if y == self.upper:
            return 1 - self.atom_high / 2
        return self.F(self.u(y))

    def expect(self, g, degree):
        """E g(X) for a g of a degree."""
        def size(u): return mpmath.exp(self.log_f(u)) * (1 + abs(self.x(u)) ** degree)
        total = sum((mass * g(end) for end, mass in self.atoms()), mpf(0))
        return total + integrate(lambda u: mpmath.exp(self.log_f(u)) * g(self.x(u)), self.span(size, size))

    def mean(self):
        return self.expect(lambda x: x, 1)

    def variance(self):
        m = self.mean()
        return self.expect(lambda x: (x - m) ** 2, 2)

    def median(self):
        if self.atom_low >= HALF:
            return self.lower
        if self.atom_high > HALF:
            return self.upper
        places = self.crps_span()
        a, b = places[0], places[-1]
        for _ in range(260):
            middle = (a + b) / 2
            a, b = (a, middle) if self.F(middle) >= self.S(middle) else (middle, b)
        return self.x((a + b) / 2)


class Normal(Law):
    how = "Phi by erfc"
    def F(self, u): return mpmath.erfc(-u / mp.sqrt(2)) / 2
    def S(self, u): return mpmath.erfc(u / mp.sqrt(2)) / 2
    def log_f(self, u): return -u * u / 2 - mpmath.log(2 * mp.pi) / 2


class Logistic(Law):
    def F(self, u): return 1 / (1 + mpmath.exp(-u))
    def S(self, u): return 1 / (1 + mpmath.exp(u))
    def log_f(self, u): return -abs(u) - 2 * mpmath.log1p(mpmath.exp(-abs(u)))


class Laplace(Law):
    def F(self, u): return mpmath.exp(u) / 2 if u < 0 else 1 - mpmath.exp(-u) / 2
    def S(self, u): return self.F(-u)
    def log_f(self, u): return -abs(u) - mpmath.log(2)


class TwoPieceNormal(Law):
    how = "halves of normals, 2/(s1+s2) phi(z) on both sides"

    def __init__(self, left, right):
        self.left, self.right = left, right
        self.step_left, self.step_right = left, right

    def F(self, u):
        if u < 0:
            return self.left / (self.left + self.right) * mpmath.erfc(-u / self.left / mp.sqrt(2))
        return 1 - self.S(u)

    def S(self, u):
        if u >= 0:
            return self.right / (self.left + self.right) * mpmath.erfc(u / self.right / mp.sqrt(2))
        return 1 - self.F(u)

    def log_f(self, u):
        z = u / (self.left if u < 0 else self.right)
        return mpmath.log(2 / (self.left + self.right)) - z * z / 2 - mpmath.log(2 * mp.pi) / 2


class TwoPieceExponential(TwoPieceNormal):
    how = "density exp(-|z|)/(s1+s2) on both sides"

    def F(self, u):
        return self.left / (self.left + self.right) * mpmath.exp(u / self.left) if u < 0 else 1 - self.S(u)

    def S(self, u):
        return self.right / (self.left + self.right) * mpmath.exp(-u / self.right) if u >= 0 else 1 - self.F(u)

    def log_f(self, u):
        return -mpmath.log(self.left + self.right) - abs(u) / (self.left if u < 0 else self.right)


class Exp(Law):
    """exp(location + scale U) of another law U."""
    lower = mpf(0)

    def __init__(self, law, location, scale, tail_power=1):
        self.law, self.location, self.scale, self.tail_power = law, location, scale, tail_power
        self.how = "of ln x: " + law.how

    def x(self, u): return mpmath.exp(self.location + self.scale * u)
    def dx(self, u): return self.scale * self.x(u)
    def u(self, x): return (mpmath.log(x) - self.location) / self.scale
    def F(self, u): return self.law.F(u)
    def S(self, u): return self.law.S(u)
    def log_f(self, u): return self.law.log_f(u)


class Uniform(Law):
    lower, upper, ulo, uhi, centre = mpf(0), mpf(1), mpf(0), mpf(1), HALF

    def __init__(self, low, high):
        self.atom_low, self.atom_high = low, high
        self.inside = 1 - low - high

    def F(self, u): return self.atom_low + self.inside * u
    def S(self, u): return self.atom_high + self.inside * (1 - u)
    def log_f(self, u): return mpmath.log(self.inside)


class Pareto(Law):
    """Generalised Pareto over u = -ln P(X > x): x = (e^(shape u) - 1)/shape; shape 0 is the exponential. Mass on 0."""
    lower = ulo = centre = mpf(0)

    def __init__(self, shape, mass):
        self.shape, self.atom_low = shape, mass
        self.tail_power = 2 if shape >= 1 else 1
        if shape < 0:
            self.upper = -1 / shape

    def x(self, u): return mpmath.expm1(self.shape * u) / self.shape if self.shape else u
    def dx(self, u): return mpmath.exp(self.shape * u)
    def u(self, x): return mpmath.log1p(self.shape * x) / self.shape if self.shape else x
    def F(self, u): return self.atom_low - (1 - self.atom_low) * mpmath.expm1(-u)
    def S(self, u): return (1 - self.atom_low) * mpmath.exp(-u)
    def log_f(self, u): return mpmath.log1p(-self.atom_low) - u


class ExtremeValue(Pareto):
    """x = (e^(shape u) - 1)/shape with u Gumbel: F = exp(-e^-u)."""
    ulo, centre = -INF, mpf(0)

    def __init__(self, shape):
        super().__init__(shape, mpf(0))
        self.lower = -1 / shape if shape > 0 else -INF

    def F(self, u): return mpmath.exp(-mpmath.exp(-u))
    def S(self, u): return -mpmath.expm1(-mpmath.exp(-u))
    def log_f(self, u): return -u - mpmath.exp(-u)


class Tabulated(Law):
    """F by integrating the density, on panels where it is a polynomial to 40 digits."""
    how = "F by integrating the density"
    table = None

    def size(self, u):
        f = mpmath.exp(self.log_f(u))
        return f + f * f * self.dx(u)

    def tabulate(self):
        places = self.span(self.size, self.size)
        todo = list(zip(places, places[1:]))
        table = []
        while todo:
            a, b = todo.pop()
            middle, half = (a + b) / 2, (b - a) / 2
            values = [mpmath.exp(self.log_f(middle + half * t)) for t in NODE]
            coefficients = [mp.fdot(row, values) for row in TO_COEFFICIENTS]
            largest = max(map(abs, coefficients))
            if max(map(abs, coefficients[-3:])) > CLOSE * largest:
                todo += [(a, middle), (middle, b)]
            else:
                table.append((a, b, coefficients))
        table.sort(key=lambda part: part[0])
        below, above = mpf(0), mpf(0)
        self.table = []
        for a, b, c in table:
            # the antiderivative that is 0 on the left: the integral of P_k is (P_k+1 - P_k-1)/(2k+1)
            half = (b - a) / 2
            c = c + [mpf(0), mpf(0)]
            primitive = [mpf(0)] + [half * (c[k - 1] / (2 * k - 1) - c[k + 1] / (2 * k + 3)) for k in range(1, NODES + 1)]
            primitive[0] = -sum(((-1) ** k * primitive[k] for k in range(1, NODES + 1)), mpf(0))
            mass = sum(primitive, mpf(0))
            self.table.append([a, b, primitive, below, mpf(0), mass])
            below += mass
        for part in reversed(self.table):
            part[4] = above
            above += part[5]
        if abs(below - 1) > mpf(10) ** -36:
            raise ArithmeticError(f"the density adds to {below}")

    def within(self, u):
        """Probability below and above u."""
        if self.table is None:
            self.tabulate()
        if u <= self.table[0][0]:
            return mpf(0), mpf(1)
        if u >= self.table[-1][1]:
            return mpf(1), mpf(0)
        low, high = 0, len(self.table) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if u <= self.table[middle][1] else (middle + 1, high)
        a, b, primitive, below, above, mass = self.table[low]
        t = (2 * u - a - b) / (b - a)
        next_one, next_two = mpf(0), mpf(0)
        for k in range(NODES, -1, -1):  # Clenshaw
            next_one, next_two = primitive[k] + (2 * k + 1) * t * next_one / (k + 1) - (k + 1) * next_two / (k + 2), next_one
        return below + next_one, above + mass - next_one

    def F(self, u): return self.within(u)[0]
    def S(self, u): return self.within(u)[1]

    def pit(self, y):
        """From the tail itself, where it is small."""
        if y <= self.lower or y >= self.upper:
            return mpf(0) if y <= self.lower else mpf(1)
        u = self.u(y)
        if u > self.centre:
            return self.F(u)
        places = outward(u, -self.step_left, lambda v: mpmath.exp(self.log_f(v)), self.ulo)
        return integrate(lambda v: mpmath.exp(self.log_f(v)), sorted(places))


class Student(Tabulated):
    """x = sqrt(df) sinh u, where the density of u is cosh(u)^-df / B(1/2, df/2)."""

    def __init__(self, df):
        self.df, self.root = df, mp.sqrt(df)
        self.step_left = self.step_right = 1 / self.root
        self.tail_power = 2 if df <= 1.5 else 1
        self.log_beta = mpmath.loggamma(HALF) + mpmath.loggamma(df / 2) - mpmath.loggamma((df + 1) / 2)

    def x(self, u): return self.root * mpmath.sinh(u)
    def dx(self, u): return self.root * mpmath.cosh(u)
    def u(self, x): return mpmath.asinh(x / self.root)
    def log_f(self, u): return -self.df * (abs(u) + mpmath.log1p(mpmath.exp(-2 * abs(u))) - mpmath.log(2)) - self.log_beta
    def mean(self): return mpf(0)  # by symmetry
    def median(self): return mpf(0)


class Gamma(Tabulated):
    """x = e^u."""
    lower = mpf(0)

    def __init__(self, shape):
        self.shape, self.log_gamma = shape, mpmath.loggamma(shape)
        self.centre = mpmath.log(shape) if shape > 1 else mpf(0)
        self.step_left = self.step_right = 1 / mp.sqrt(shape) if shape > 1 else mpf(1)

    def x(self, u): return mpmath.exp(u)
    def dx(self, u): return mpmath.exp(u)
    def u(self, x): return mpmath.log(x)
    def log_f(self, u): return self.shape * u - mpmath.exp(u) - self.log_gamma


class Beta(Tabulated):
    """x = 1/(1 + e^-u)."""
    lower, upper = mpf(0), mpf(1)

    def __init__(self, a, b):
        self.a, self.b = a, b
        self.log_beta = mpmath.loggamma(a) + mpmath.loggamma(b) - mpmath.loggamma(a + b)
        self.centre = mpmath.log(a / b)
        self.step_left = self.step_right = min(mpf(1), mp.sqrt((a + b) / (a * b)))

    def x(self, u): return 1 / (1 + mpmath.exp(-u))
    def dx(self, u): return 1 / (2 + mpmath.exp(u) + mpmath.exp(-u))
    def u(self, x): return mpmath.log(x / (1 - x))
    def log_f(self, u): return -self.a * mpmath.log1p(mpmath.exp(-u)) - self.b * mpmath.log1p(mpmath.exp(u)) - self.log_beta


class Cut(Law):
    """Truncated: the part outside is left out and the rest scaled up."""

    def __init__(self, law, low, high):
        self.law, self.how = law, "truncated by definition; " + law.how
        self.lower, self.upper = low, high
        self.ulo, self.uhi = (law.u(low) if low > -INF else -INF), (law.u(high) if high < INF else INF)
        self.centre = min(max(law.centre, self.ulo), self.uhi)
        self.step_left = self.step_right = 1 / max(1, abs(self.centre)) * law.step_left
        self.tail_power = law.tail_power
        if self.uhi - self.ulo < 1:
            self.centre = (self.ulo + self.uhi) / 2
        self.mass = self.between(self.ulo, self.uhi)

    def between(self, a, b):
        """P(a < U <= b), from the smaller tail."""
        if a > self.law.centre:
            return self.law.S(a) - (self.law.S(b) if b < INF else 0)
        return (self.law.F(b) if b < INF else 1) - (self.law.F(a) if a > -INF else 0)

    def x(self, u): return self.law.x(u)
    def dx(self, u): return self.law.dx(u)
    def u(self, x): return self.law.u(x)
    def F(self, u): return self.between(self.ulo, u) / self.mass
    def S(self, u): return self.between(u, self.uhi) / self.mass
    def log_f(self, u): return self.law.log_f(u) - mpmath.log(self.mass)

    def log(self, y):
        if y < self.lower or y > self.upper:
            return INF
        u = self.u(y)
        return mpmath.log(self.dx(u)) - self.log_f(u)


class Censored(Cut):
    """The part outside is put on the ends."""

    def __init__(self, law, low, high):
        super().__init__(law, low, high)
        self.how = "censored by definition; " + law.how
        self.atom_low = law.F(self.ulo) if low > -INF else mpf(0)
        self.atom_high = law.S(self.uhi) if high < INF else mpf(0)

    def F(self, u): return self.law.F(u)
    def S(self, u): return self.law.S(u)
    def log_f(self, u): return self.law.log_f(u)
    log = Law.log


class Scaled:
    """location + scale X."""

    def __init__(self, law, location, scale):
        self.law, self.location, self.scale, self.how = law, location, scale, law.how

    def to(self, y): return (y - self.location) / self.scale
    def back(self, x): return self.location + self.scale * x
    def crps(self, y): return self.scale * self.law.crps(self.to(y))
    def log(self, y):
        for end, mass in self.law.atoms():
            if self.to(y) == end:
                return -mpmath.log(mass)
        return self.law.log(self.to(y)) + mpmath.log(self.scale)
    def pit(self, y): return self.law.pit(self.to(y))
    def cdf(self, y): return self.law.cdf(self.to(y))
    def ccdf(self, y): return self.law.ccdf(self.to(y))
    def mean(self): return self.back(self.law.mean())
    def variance(self): return self.scale ** 2 * self.law.variance()
    def median(self): return self.back(self.law.median())
    def atoms(self): return [(self.back(end), mass) for end, mass in self.law.atoms()]
    def landmarks(self):
        ends = [self.law.lower, self.law.upper]
        return [self.back(self.law.x(u)) for u in self.law.crps_span() if abs(u) < INF] + [self.back(e) for e in ends if abs(e) < INF]


class Point:
    """All of the mass on one place."""
    how = "a point mass"

    def __init__(self, at): self.at = at
    def crps(self, y): return abs(y - self.at)
    def log(self, y): return -INF if y == self.at else INF
    def pit(self, y): return mpf(0) if y < self.at else HALF if y == self.at else mpf(1)
    def cdf(self, y): return mpf(1 if y >= self.at else 0)
    def ccdf(self, y): return mpf(0 if y >= self.at else 1)
    def mean(self): return self.at
    def median(self): return self.at
    def variance(self): return mpf(0)
    def atoms(self): return [(self.at, mpf(1))]
    def landmarks(self): return [self.at]


def fixed(x, bits=300):
    return int(mpmath.floor(mpmath.ldexp(x, bits) + HALF))


class Counts:
    """A law on whole numbers, by summation: probabilities to 90 digits from the mode outwards by exact ratios."""
    BITS = 300
    how = "sums over all whole numbers"
    table = None

    def __init__(self, low, high, mode, log_p, ratio):
        self.low, self.high, self.mode, self.log_p, self.ratio = low, high, mode, log_p, ratio

    def build(self):
        if self.table is not None:
            return
        with mp.workdps(120):
            start = fixed(mpmath.exp(self.log_p(self.mode)), self.BITS)
        up, down = [], []
        p, k = start, self.mode
        while p > 0 and k < self.high:
            n, d = self.ratio(k)
            p = p * n // d
            k += 1
            up.append(p)
        p, k = start, self.mode
        while p > 0 and k > self.low:
            n, d = self.ratio(k - 1)
            p = p * d // n
            k -= 1
            down.append(p)
        self.first = self.mode - len(down)
        self.table = down[::-1] + [start] + up
        self.below, total = [], 0
        for p in self.table:
            total += p
            self.below.append(total)
        if abs(total - (1 << self.BITS)) > 1 << (self.BITS - 150):
            raise ArithmeticError("probabilities do not add to 1")
        self.above = [total - b for b in self.below]  # absolute digits suffice for a sum of squares
        self.total = total

    def value(self, integer, power=1): return mpmath.ldexp(mpf(integer), -self.BITS * power)

    def crps(self, y):
        self.build()
        last = self.first + len(self.table) - 1
        cell = int(mpmath.floor(y))
        total = max(mpf(0), self.first - y) + max(mpf(0), y - (last + 1))
        cut = min(max(cell - self.first, 0), len(self.table))
        total += self.value(sum(f * f for f in self.below[:cut]), 2)
        rest = cut
        if cut < len(self.table) and cell >= self.first:
            part = y - cell
            total += part * self.value(self.below[cut]) ** 2 + (1 - part) * self.value(self.above[cut]) ** 2
            rest += 1
        return total + self.value(sum(s * s for s in self.above[rest:]), 2)

    def log(self, y):
        if y != mpmath.floor(y) or y < self.low or y > self.high:
            return INF
        return -self.log_p(int(y))

    def tail(self, k, direction):
        """P(X <= k) or P(X >= k), to relative digits."""
        if k < self.low:
            return mpf(0 if direction < 0 else 1)
        if k > self.high:
            return mpf(1 if direction < 0 else 0)
        term = total = mpmath.exp(self.log_p(k))
        while self.low < k if direction < 0 else k < self.high:
            n, d = self.ratio(k - 1 if direction < 0 else k)
            term = term * d / n if direction < 0 else term * n / d
            k += direction
            total += term
            if term < TINY * total:
                break
        return total

    def cdf(self, x):
        k = int(mpmath.floor(x))
        return self.tail(k, -1) if k < self.mode else 1 - self.tail(k + 1, 1)

    def ccdf(self, x):
        k = int(mpmath.floor(x))
        return 1 - self.tail(k, -1) if k < self.mode else self.tail(k + 1, 1)

    def pit(self, y):
        if y != mpmath.floor(y):
            return self.cdf(y)
        return (self.cdf(y - 1) + self.cdf(y)) / 2

    def mean(self):
        self.build()
        return self.value(sum((self.first + i) * p for i, p in enumerate(self.table)))

    def variance(self):
        self.build()
        m = self.mean()
        second = self.value(sum((self.first + i - self.mode) ** 2 * p for i, p in enumerate(self.table)))
        return second - (m - self.mode) ** 2

    def median(self):
        self.build()
        half = 1 << (self.BITS - 1)
        slack = 1 << (self.BITS - 200)  # what rounding may have left out, where half is met exactly
        return mpf(self.first + next(i for i, b in enumerate(self.below) if b + slack >= half))

    def atoms(self):
        self.build()
        return [(mpf(self.first + i), self.value(p)) for i, p in enumerate(self.table)]

    def landmarks(self):
        return [at for at, mass in self.atoms() if mass > mpf(10) ** -60]


class Mixture:
    """Weights add to 1; F = sum w F."""

    def __init__(self, weights, laws):
        total = sum(weights, mpf(0))
        self.parts = [(w / total, law) for w, law in zip(weights, laws) if w > 0]
        self.how = "F = sum w F"

    def cdf(self, x): return sum((w * law.cdf(x) for w, law in self.parts), mpf(0))
    def ccdf(self, x): return sum((w * law.ccdf(x) for w, law in self.parts), mpf(0))
    def atoms(self):
        at = {}
        for w, law in self.parts:
            for place, mass in law.atoms():
                at[place] = at.get(place, mpf(0)) + w * mass
        return sorted(at.items())

    def landmarks(self):
        return [place for _, law in self.parts for place in law.landmarks()]

    def crps(self, y):
        places = sorted(set(self.landmarks() + [y]))
        if all(isinstance(law, (Counts, Point)) for _, law in self.parts):
            total = mpf(0)
            for a, b in zip(places, places[1:]):
                total += (b - a) * ((self.cdf(a) if b <= y else self.ccdf(a)) ** 2)
            return total
        left = integrate(lambda x: self.cdf(x) ** 2, [x for x in places if x <= y])
        return left + integrate(lambda x: self.ccdf(x) ** 2, [x for x in places if x >= y])

    def log(self, y):
        """Where a place carries a probability of its own, this alone counts; the law is continuous elsewhere."""
        mass = dict(self.atoms()).get(y, mpf(0))
        if any(isinstance(law, Point) and law.at == y for _, law in self.parts):
            return -INF
        if mass > 0:
            return -mpmath.log(mass)
        density = mpf(0)
        for w, law in self.parts:
            if not isinstance(law, (Counts, Point)):
                density += w * mpmath.exp(-law.log(y))
        return -mpmath.log(density) if density > 0 else INF

    def pit(self, y): return self.cdf(y) - dict(self.atoms()).get(y, mpf(0)) / 2
    def mean(self): return sum((w * law.mean() for w, law in self.parts), mpf(0))
    def variance(self):
        m = self.mean()
        return sum((w * (law.variance() + (law.mean() - m) ** 2) for w, law in self.parts), mpf(0))

    def median(self):
        places = sorted(self.landmarks())
        a, b = places[0] - 1, places[-1]
        for place, _ in self.atoms():
            if self.cdf(place) + mpf(10) ** -50 >= HALF:
                b = min(b, place)
            else:
                a = max(a, place)
        for _ in range(220):
            middle = (a + b) / 2
            a, b = (a, middle) if self.cdf(middle) >= HALF else (middle, b)
        return b


def exact(x):
    return Fraction(x)


def poisson(rate):
    r = Fraction(rate)
    lam = mpf(rate)
    return Counts(0, INF, int(rate), lambda k: k * mpmath.log(lam) - lam - mpmath.loggamma(k + 1),
                  lambda k: (r.numerator, r.denominator * (k + 1)))


def negative_binomial(size, probability):
    s, p = Fraction(size), Fraction(probability)
    n, q = mpf(size), mpf(probability)
    mode = max(0, int((s - 1) * (1 - p) / p))
    step = (1 - p) / s.denominator

    def ratio(k): return (k * s.denominator + s.numerator) * step.numerator, step.denominator * (k + 1)
    def log_p(k):
        return (mpmath.loggamma(k + n) - mpmath.loggamma(n) - mpmath.loggamma(k + 1)
                + n * mpmath.log(q) + (k * mpmath.log1p(-q) if k else 0))
    return Counts(0, INF, mode, log_p, ratio)


def log_choose(n, k):
    return mpmath.loggamma(n + 1) - mpmath.loggamma(k + 1) - mpmath.loggamma(n - k + 1)


def binomial(size, probability):
    n, p = int(size), Fraction(probability)
    q = mpf(probability)
    odds = p / (1 - p)
    return Counts(0, n, min(n, int((n + 1) * p)), lambda k: log_choose(mpf(n), mpf(k)) + k * mpmath.log(q) + (n - k) * mpmath.log1p(-q),
                  lambda k: ((n - k) * odds.numerator, (k + 1) * odds.denominator))


def hypergeometric(white, black, draws):
    w, b, d = mpf(white), mpf(black), mpf(draws)
    low, high = max(0, draws - black), min(draws, white)
    mode = min(high, max(low, (draws + 1) * (white + 1) // (white + black + 2)))
    return Counts(low, high, mode, lambda k: log_choose(w, mpf(k)) + log_choose(b, d - k) - log_choose(w + b, d),
                  lambda k: ((white - k) * (draws - k), (k + 1) * (black - draws + k + 1)))


def number(value):
    return {"Infinity": INF, "-Infinity": -INF}.get(value) if isinstance(value, str) else mpf(value)


STANDARD = {"normal": ("mean", "sd"), "student_t": ("location", "scale"), "logistic": ("location", "scale"),
            "laplace": ("location", "scale"), "gev": ("location", "scale"), "gpd": ("location", "scale")}
CACHE = {}


def standard(family, p):
    """The law at location 0 and scale 1."""
    if family == "student_t":
        return Normal() if number(p["df"]) == INF else Student(number(p["df"]))
    if family == "gev":
        return ExtremeValue(mpf(p["shape"]))
    if family == "gpd":
        return Pareto(mpf(p["shape"]), mpf(p.get("mass", 0)))
    return {"normal": Normal, "logistic": Logistic, "laplace": Laplace}[family]()


def make(p):
    family = p["family"]
    if family == "mixture":
        return Mixture([mpf(c["weight"]) for c in p["components"]], [law_of({k: v for k, v in c.items() if k != "weight"}) for c in p["components"]])
    if family in STANDARD:
        location, scale = (mpf(p[name]) for name in STANDARD[family])
        if scale == 0 or p.get("mass") == 1:
            return Point(location)
        law = standard(family, p)
        for name, kind in (("truncated", Cut), ("censored", Censored)):
            if name in p:
                low, high = p[name]
                law = kind(law, -INF if low is None else (mpf(low) - location) / scale, INF if high is None else (mpf(high) - location) / scale)
        return Scaled(law, location, scale)
    v = {name: mpf(value) for name, value in p.items() if name != "family"}
    if family in ("two_piece_normal", "two_piece_exponential"):
        kind = TwoPieceNormal if family == "two_piece_normal" else TwoPieceExponential
        return Scaled(kind(v["scale_left"], v["scale_right"]), v["location"], mpf(1))
    if family == "lognormal":
        return Scaled(Exp(Normal(), v["meanlog"], v["sdlog"]), mpf(0), mpf(1)) if v["sdlog"] else Point(mpmath.exp(v["meanlog"]))
    if family in ("loglogistic", "loglaplace"):
        of = Logistic() if family == "loglogistic" else Laplace()
        return Scaled(Exp(of, v["locationlog"], v["scalelog"], 2 if v["scalelog"] >= mpf("0.9") else 1), mpf(0), mpf(1))
    if family == "exponential":
        return Scaled(Pareto(mpf(0), v.get("mass", mpf(0))), v.get("location", mpf(0)), 1 / v["rate"])
    if family == "uniform":
        return Scaled(Uniform(v.get("lower_mass", mpf(0)), v.get("upper_mass", mpf(0))), v["min"], v["max"] - v["min"])
    if family == "gamma":
        return Scaled(Gamma(v["shape"]), mpf(0), 1 / v["rate"])
    if family == "beta":
        low, high = v.get("lower", mpf(0)), v.get("upper", mpf(1))
        return Scaled(Beta(v["alpha"], v["beta"]), low, high - low)
    if family == "poisson":
        return poisson(p["rate"]) if p["rate"] else Point(mpf(0))
    if family == "negative_binomial":
        return negative_binomial(p["size"], p["probability"])
    if family == "binomial":
        return binomial(p["size"], p["probability"])
    return hypergeometric(p["white"], p["black"], p["draws"])


def law_of(p):
    key = repr(p)
    if key not in CACHE:
        CACHE[key] = make(p)
    return CACHE[key]


def score(rule, p, observed):
    law, y = law_of(p), mpf(observed)
    if rule == "crps":
        return law.crps(y)
    if rule == "log":
        return law.log(y)
    if rule == "pit":
        return law.pit(y)
    if rule == "ae_median":
        return abs(y - law.median())
    if rule == "se_mean":
        return (y - law.mean()) ** 2
    v = law.variance()
    if v == 0:
        return -INF if y == law.mean() else INF
    return (y - law.mean()) ** 2 / v + mpmath.log(v)


HOW = {"crps": "integral of (F - 1{x >= y})^2", "log": "-ln of the density", "pit": "F(y)", "ae_median": "|y - m|, F(m) = 1/2",
       "se_mean": "(y - mean)^2, mean by integrating", "dss": "(y - mean)^2/v + ln v, moments by integrating"}
HOW_COUNTS = {"crps": "sum of (F - 1{k >= y})^2", "log": "-ln of the probability", "pit": "(F(y-1) + F(y))/2", "ae_median": "|y - m|, first m with F(m) >= 1/2",
              "se_mean": "(y - mean)^2, mean by summing", "dss": "(y - mean)^2/v + ln v, moments by summing"}


def explain(rule, p):
    law = law_of(p)
    if rule == "log" or isinstance(law, Point):
        return HOW[rule] if not isinstance(law, Point) else "a point mass: " + HOW[rule]
    return (HOW_COUNTS if isinstance(law, Counts) else HOW)[rule] + "; " + law.how
