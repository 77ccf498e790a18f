# What lies behind the means: discrimination, sureness, ranges, changes of mind, surprises, agreement of resolvers.
import math
from fractions import Fraction

from figures import FEW, auc, mean, pairs_of
from scores import named_event

EXAMPLES = 5


def discrimination(rows):
    """Probabilities by what became of them; a fraction f is f of the one and 1-f of the other."""
    pairs = pairs_of(rows)
    if not pairs:
        return None
    sides = {"happened": [(p, w * f) for p, f, w in pairs], "not_happened": [(p, w * (1 - f)) for p, f, w in pairs]}
    bins = []
    for i in range(10):
        low, high = Fraction(i, 10), Fraction(i + 1, 10)
        bins.append({"low": low, "high": high} | {name: sum(w for p, w in side if low <= p and (p < high or i == 9)) for name, side in sides.items()})
    out = {"bins": bins}
    for name, side in sides.items():
        weight = sum(w for _, w in side)
        out[name] = weight
        out["mean_" + name] = sum(p * w for p, w in side) / weight if weight > 0 else None
    means = out["mean_happened"], out["mean_not_happened"]
    out["difference"] = None if None in means else means[0] - means[1]
    return out


def roc(rows):
    """The area, and the corners of the curve: shares called above each threshold."""
    pairs = pairs_of(rows)
    area = auc(pairs) if pairs else None
    if area is None:
        return None
    yes = sum(w * f for _, f, w in pairs)
    no = sum(w * (1 - f) for _, f, w in pairs)
    points = [(Fraction(0), Fraction(0), math.inf)]
    for threshold in sorted({p for p, _, w in pairs if w > 0}, reverse=True):
        called = [(f, w) for p, f, w in pairs if p >= threshold]
        points.append((sum(w * (1 - f) for f, w in called) / no, sum(w * f for f, w in called) / yes, threshold))
    turns = lambda a, b, c: (b[0] - a[0]) * (c[1] - b[1]) != (b[1] - a[1]) * (c[0] - b[0])
    corners = [b for a, b, c in zip(points, points[1:], points[2:]) if turns(a, b, c)]
    return {"auc": area, "_points": points, "_corners": [points[0], *corners, points[-1]]}


def t_quantile(df, level):
    """By bisection on the integral of Student's density."""
    scale = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    density = lambda x: scale * (1 + x * x / df) ** (-(df + 1) / 2)

    def below(x, steps=2000):
        h = x / steps
        inner = sum((4 if i % 2 else 2) * density(i * h) for i in range(1, steps))
        return 0.5 + h / 3 * (density(0) + inner + density(x))

    low, high = 0.0, 20.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < level else (low, middle)
    return low


QUANTILES = {}


def t95(df):
    if df not in QUANTILES:
        QUANTILES[df] = t_quantile(df, 0.95)
    return QUANTILES[df]


def confidence(rows):
    """How probable the side called likelier was, beside how often it came true; 90 % interval by t over clusters."""
    rows = [row for row in rows if row.has_event()]
    if not rows:
        return None
    sure, hits = mean([row.confidence for row in rows]), mean([row.hit for row in rows])
    clusters = {row.cluster for row in rows}
    out = {"n": len(rows), "clusters": len(clusters), "mean_confidence": sure, "hit_rate": hits, "difference": sure - hits, "_ci90": None}
    g = len(clusters)
    if g >= FEW:
        apart = [sum(row.confidence - row.hit - (sure - hits) for row in rows if row.cluster == c) for c in clusters]
        se = math.sqrt(Fraction(g, g - 1) * sum(d * d for d in apart)) / len(rows)
        width = t95(g - 1) * se
        out["_ci90"] = [float(sure - hits) - width, float(sure - hits) + width]
    return out


# Ranges and distributions

def place_of_value(said, y, log):
    """(below, at): where the value lies in a distribution; of quantiles the levels that it lies between."""
    form, numbers = said
    if form == "samples":
        total = sum(w for _, w in numbers)
        below, at = sum(w for x, w in numbers if x < y) / total, sum(w for x, w in numbers if x == y) / total
        whole = y.denominator == 1 and all(x.denominator == 1 for x, _ in numbers)
        return (below + (at / 2 if whole else at),) * 2
    if form == "family":
        name, parameters = numbers
        z = ((math.log(y) - parameters["meanlog"]) / parameters["sdlog"] if name == "lognormal" else
             (float(y) - parameters["mean"]) / parameters["sd"])
        return (0.5 * math.erfc(-z / math.sqrt(2)),) * 2
    if form == "cdf":
        on = math.log if log else lambda x: x
        points = [(on(x), p) for x, p in numbers]
        return (line_at(on(y), points),) * 2
    equal = [level for level, x in numbers if x == y]
    if equal:
        return min(equal), max(equal)
    return max([level for level, x in numbers if x < y], default=0), min([level for level, x in numbers if x > y], default=1)


def line_at(y, points):
    """F(y) of a distribution function of straight lines, with jumps to 0 and 1 beyond its ends."""
    if y < points[0][0]:
        return Fraction(0)
    if y > points[-1][0]:
        return Fraction(1)
    for (x0, f0), (x1, f1) in zip(points, points[1:]):
        if x0 <= y <= x1:
            return f0 + (f1 - f0) * (y - x0) / (x1 - x0)
    raise ValueError("not between the points")


def level_key(level):
    return round(float(level) * 1e9) / 1e9


def ranges(rows, question_at):
    """Coverage by level and where the values fell (PIT); rows are those with some score."""
    levels, places, used = {}, [], []
    add = lambda level, held: levels.setdefault(level_key(level), []).append(held)
    for row in rows:
        if row.gap:
            continue
        if row.two_sided:
            if row.brier is None:
                continue
            add(row.probability, row.observed)
        else:
            kind, y = row.resolution.outcome
            if kind != "value" or row.forecast.said[0] not in ("quantiles", "samples", "family", "cdf"):
                continue
            place = place_of_value(row.forecast.said, y, question_at(row).log)
            places.append(place)
            if row.forecast.said[0] == "quantiles":
                at = dict(row.forecast.said[1])
                for level in sorted(at):
                    if level < Fraction(1, 2) and 1 - level in at:
                        add(1 - 2 * level, Fraction(at[level] <= y <= at[1 - level]))
            else:
                for level in (Fraction(1, 2), Fraction(4, 5), Fraction(9, 10)):
                    add(level, Fraction(2 * abs(place[0] - Fraction(1, 2)) <= level))
        used.append(row)
    if not used:
        return None
    n = sum(len(held) for held in levels.values())
    out = {"n": n, "forecasts": len(used), "questions": len({row.id for row in used}),
           "nominal": math.fsum(level * len(held) for level, held in levels.items()) / n if n else None,
           "observed": Fraction(sum(sum(held) for held in levels.values())) / n if n else None,
           "levels": [{"level": level, "n": len(held), "observed": mean(held)} for level, held in sorted(levels.items())], "pit": None}
    if places:
        out["pit"] = {"n": len(places), "shares": pit_shares(places)}
    return out


def pit_shares(places):
    """Ten bins (lo, hi], the first one closed; a value between two levels counts in each bin by its part."""
    shares = []
    for i in range(10):
        low, high = Fraction(i, 10), Fraction(i + 1, 10)
        total = 0
        for below, at in places:
            if below == at:
                total += 1 if (low < at <= high or (i == 0 and at == 0)) else 0
            else:
                total += max(0, min(at, high) - max(below, low)) / (at - below)
        shares.append(total / Fraction(len(places)) if isinstance(total, (int, Fraction)) else total / len(places))
    return shares


# Changes of mind, surprises, agreement

def revisions(first, last):
    """Rows of the same statements and forecasters under two policies: what the last forecast earned against the first."""
    found = []
    for before, after in zip(first, last):
        assert before.id == after.id and before.by == after.by
        if after.made < 2 or not before.has_event() or not after.has_event() or before.forecast.said == after.forecast.said:
            continue
        both = before.is_options() and after.is_options()
        events = named_event(before.forecast.said), named_event(after.forecast.said)
        if both or (None not in events and events[0][:2] == events[1][:2]):
            found.append((after.brier - before.brier, after.id, after.by, before, after))
    line = lambda x: {"statement": x[1], "forecaster": x[2], "first_probability": x[3].probability, "last_probability": x[4].probability,
                      "first_brier": x[3].brier, "last_brier": x[4].brier}
    best = sorted((x for x in found if x[0] < 0), key=lambda x: x[:3])
    worst = sorted((x for x in found if x[0] > 0), key=lambda x: (-x[0], x[1], x[2]))
    return {"n": len(found), "helped": len(best), "hurt": len(worst), "mean_change": mean([x[0] for x in found]),
            "most_helpful": [line(x) for x in best[:EXAMPLES]], "most_harmful": [line(x) for x in worst[:EXAMPLES]]}


def surprises(rows):
    """Answers that were given less than an even chance, averaged over the forecasts of each person, then over persons."""
    given, even = {}, {}
    for row in rows:
        if row.has_event():
            p, f = row.probability, row.observed
            given.setdefault(row.id, {}).setdefault(row.by, []).append(f * p + (1 - f) * (1 - p))
            even.setdefault(row.id, {}).setdefault(row.by, []).append(Fraction(1, len(row.statement.now.question.options) if row.is_options() else 2))
    over_people = lambda table, key: mean([mean(own) for own in table[key].values()])
    means = [(over_people(given, key), key, len(given[key])) for key in given if over_people(given, key) < over_people(even, key)]
    return [{"statement": key, "forecasters": n, "probability": p} for p, key, n in sorted(means)][:EXAMPLES]


def same_verdict(resolution):
    return "annulled" if resolution.annulled is not None else resolution.outcome


def agreement(statements):
    """Krippendorff's alpha for nominal data: 1 - D_observed / D_expected over all pairs of ratings."""
    units = [[same_verdict(r) for r in s.ratings()] for s in statements]
    units = [unit for unit in units if len(unit) >= 2]
    if not units:
        return None
    pairs = [(a, b) for unit in units for i, a in enumerate(unit) for b in unit[i + 1:]]
    ratings = [verdict for unit in units for verdict in unit]
    n = len(ratings)
    observed = sum(Fraction(sum(1 for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j and a != b), len(unit) - 1) for unit in units) / n
    expected = Fraction(sum(1 for i, a in enumerate(ratings) for j, b in enumerate(ratings) if i != j and a != b), n * (n - 1))
    return {"statements": len(units), "unanimous": sum(1 for unit in units if all(v == unit[0] for v in unit)), "pairs": len(pairs),
            "agreeing": sum(1 for a, b in pairs if a == b), "alpha": None if expected == 0 else 1 - observed / expected}
