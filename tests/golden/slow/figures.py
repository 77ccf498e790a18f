# Figures of sets of rows: means, errors, baselines, calibration, discrimination; by their definitions, without haste.
import math
from fractions import Fraction

from scores import INF, event_score, named_event, unit_of

FEW, ROUGH = 5, 20


def mean(values):
    return sum(values) / len(values) if values else None


def key_of(rule, row):
    unit = unit_of(rule, row.statement.now.question)
    return rule + ":" + unit if unit else rule


def columns(rows):
    """key -> [(score, cluster)] of every rule that scored something."""
    out = {}
    for row in rows:
        own = {"brier": row.brier, "log": row.log} if row.has_event() else {}
        for rule, value in (own | row.types).items():
            out.setdefault(key_of(rule, row), []).append((value, row.cluster))
    return out


def score_figure(column):
    """Mean, and sqrt(G/(G-1) sum_g (sum_{i in g} (s_i - mean))^2) / n over clusters (design, section 6)."""
    values = [float(v) if isinstance(v, float) else v for v, _ in column]
    clusters = {c for _, c in column}
    infinite = sum(1 for v in values if abs(v) == INF)
    out = {"n": len(values), "se": None}
    if infinite:
        signs = {v for v in values if abs(v) == INF}
        return out | {"mean": signs.pop() if len(signs) == 1 else None, "infinite": infinite}, len(clusters), values
    exact = all(not isinstance(v, float) for v in values)
    out["mean"] = mean(values) if exact else math.fsum(values) / len(values)
    if len(clusters) > 1:
        # sums that cancel to nothing must do so here too: deviations of equal scores are exact fractions
        deviations = [sum(Fraction(v) - Fraction(out["mean"]) for v, own in column if own == c) for c in clusters]
        squares = sum(d * d for d in deviations)
        g = len(clusters)
        out["se"] = math.sqrt(Fraction(g, g - 1) * squares) / len(values)
    return out, len(clusters), values


def skill(pairs, questions):
    """pairs: (own Brier, the baseline's) of the rows that have the baseline."""
    out = {"n": len(pairs), "skill": None, "brier": None, "baseline_brier": None}
    if pairs:
        own, other = mean([a for a, _ in pairs]), mean([b for _, b in pairs])
        out |= {"brier": own, "baseline_brier": other}
        if questions >= FEW and other != 0:
            out["skill"] = 1 - own / other
    return out


def constant_brier(p, row):
    return sum(w * (p - f) ** 2 for _, f, w in row.pairs)


def median(values):
    values, n = sorted(values), len(values)
    return values[n // 2] if n % 2 else (values[n // 2 - 1] + values[n // 2]) / 2


def question_outcomes(rows):
    """Statement -> (cluster, mean outcome of its events); each question once, forecasts over options left out."""
    sums = {}
    for row in rows:
        if row.has_event() and not row.is_options():
            cluster, yes, weight = sums.get(row.id, (row.cluster, 0, 0))
            sums[row.id] = (cluster, yes + sum(w * f for _, f, w in row.pairs), weight + sum(w for _, _, w in row.pairs))
    return {key: (cluster, yes / weight) for key, (cluster, yes, weight) in sums.items() if weight > 0}


class Baselines:
    """Brier scores of baselines for every row of a section: even odds, base rate of the others, crowd of the others. The crowd
    are the rows of everybody, also where the section is of one person."""

    def __init__(self, evaluation, rows, crowd):
        self.of = {"even": {}, "base_rate": {}, "crowd": {}}
        outcomes = question_outcomes(rows)
        for row in rows:
            if not row.has_event():
                continue
            if row.is_options():
                k = len(row.statement.now.question.options)
                self.of["even"][id(row)] = row.coverage * (1 - Fraction(1, k)) / 2
                continue
            self.of["even"][id(row)] = constant_brier(Fraction(1, 2), row)
            others = [rate for cluster, rate in outcomes.values() if cluster != row.cluster]
            p = (sum(others) + Fraction(1, 2)) / (len(others) + 1)
            self.of["base_rate"][id(row)] = constant_brier(p, row)
        if evaluation.options.policy in ("last", "first"):
            plain = lambda some: [row for row in some if row.has_event() and not row.is_options()]
            self.add_crowd(plain(rows), plain(crowd))

    def add_crowd(self, rows, crowd):
        for row in rows:
            event = named_event(row.said)[:2]
            others = [other.probability for other in crowd
                      if other is not row and other.id == row.id and named_event(other.said)[:2] == event]
            if others:
                self.of["crowd"][id(row)] = event_score(median(others), row.observed)[0]

    def skills(self, rows):
        out = {}
        for slug, scores in self.of.items():
            own = [row for row in rows if row.has_event() and id(row) in scores]
            out[slug] = skill([(row.brier, scores[id(row)]) for row in own], len({row.id for row in own}))
        return out


def figures(rows, baselines, policy):
    rows = [row for row in rows if row.has_score()]
    events = [row for row in rows if row.has_event()]
    plain = [row for row in events if not row.is_options()]
    scores = {}
    for key, column in columns(rows).items():
        scores[key], clusters, values = score_figure(column)
        scores[key]["_interval"] = (clusters, min(values), max(values))
    out = {"n": len(rows), "questions": len({row.id for row in rows}), "scores": scores, "skill": baselines.skills(rows),
           "hit_rate": mean([row.hit for row in events]), "mean_probability": mean([row.probability for row in plain]),
           "mean_observed": mean([row.observed for row in plain]),
           "fractions": sum(1 for row in events if 0 < row.observed < 1),
           "recorded_late": sum(1 for row in rows if row.late), "imputed": sum(1 for row in rows if row.forecast.imputed)}
    if policy == "time-weighted" and events:
        out["coverage"] = mean([row.coverage for row in events])
    return out


def pairs_of(rows):
    return [pair for row in rows if row.has_event() for pair in row.pairs]


def isotonic(pairs):
    """Fitted value of each distinct probability, by the max-min formula of isotonic regression (Robertson, Wright and
    Dykstra 1988, section 1.4): no pooling, every interval is looked at."""
    places = sorted({p for p, _, w in pairs if w > 0})
    yes = [sum(w * f for p, f, w in pairs if p == place) for place in places]
    weight = [sum(w for p, _, w in pairs if p == place) for place in places]
    fit = []
    for i in range(len(places)):
        best = None
        for a in range(i + 1):
            y, w = sum(yes[a:i]), sum(weight[a:i])
            least = None
            for b in range(i, len(places)):
                y, w = y + yes[b], w + weight[b]
                least = y / w if least is None else min(least, y / w)
            best = least if best is None else max(best, least)
        fit.append(best)
    return places, fit


def bin_figure(pairs, low, high):
    weight = sum(w for _, _, w in pairs)
    return {"low": low, "high": high, "n": len(pairs), "mean_predicted": sum(w * p for p, _, w in pairs) / weight,
            "observed_rate": sum(w * f for _, f, w in pairs) / weight}


def corp(pairs):
    """Dimitriadis, Gneiting and Jordan (2021): S = miscalibration - discrimination + uncertainty."""
    total = sum(w for _, _, w in pairs)
    places, fit = isotonic(pairs)
    again = dict(zip(places, fit))
    rate = sum(w * f for _, f, w in pairs) / total
    of = lambda forecast: sum(w * (forecast(p) - f) ** 2 for p, f, w in pairs) / total
    score, best, constant = of(lambda p: p), of(lambda p: again[p]), of(lambda p: rate)
    bins = []
    for value in sorted(set(fit)):
        own = [pair for pair in pairs if again[pair[0]] == value]
        bins.append(bin_figure(own, min(p for p, _, _ in own), max(p for p, _, _ in own)))
    return {"rule": "brier", "mean_score": score, "miscalibration": score - best, "discrimination": constant - best,
            "uncertainty": constant, "bins": bins}


def ten_bins(pairs):
    bins, gaps = [], []
    for i in range(10):
        low, high = Fraction(i, 10), Fraction(i + 1, 10)
        own = [pair for pair in pairs if low <= pair[0] and (pair[0] < high or i == 9)]
        if own and sum(w for _, _, w in own) > 0:
            bins.append(bin_figure(own, low, high))
            gaps.append((sum(w for _, _, w in own), abs(bins[-1]["mean_predicted"] - bins[-1]["observed_rate"])))
    total = sum(w for w, _ in gaps)
    return {"closed": "left", "bins": bins, "ece": sum(w * g for w, g in gaps) / total, "mce": max(g for _, g in gaps),
            "rmsce": math.sqrt(sum(w * g * g for w, g in gaps) / total)}


def auc(pairs):
    """Every pair of what happened and what did not: 1 where the first was called likelier, 1/2 for a tie. A fraction f is
    f of the one and 1-f of the other."""
    yes = [(p, w * f) for p, f, w in pairs if w * f > 0]
    no = [(p, w * (1 - f)) for p, f, w in pairs if w * (1 - f) > 0]
    if not yes or not no:
        return None
    wins = sum(a * b * (1 if p > q else Fraction(1, 2) if p == q else 0) for p, a in yes for q, b in no)
    return wins / (sum(a for _, a in yes) * sum(b for _, b in no))


def calibration(rows):
    pairs = pairs_of(rows)
    if not pairs:
        return None
    out = corp(pairs)
    out["pairs"] = len(pairs)
    out["questions"] = len({row.id for row in rows if row.has_event()})
    out["auc"] = auc(pairs)
    out["reliability_bins"] = ten_bins(pairs)
    return out


def range_coverage(rows):
    own = [row for row in rows if row.has_event() and row.two_sided]
    return {"n": len(own), "nominal": mean([row.probability for row in own]), "observed": mean([row.observed for row in own])}


def second_line(scored, missing):
    """Retracted and overdue ones at b(1-p)^2 + (1-b)p^2, b being the base rate of the resolved ones."""
    outcomes = question_outcomes(scored)
    if not outcomes:
        return None
    b = mean([rate for _, rate in outcomes.values()])
    own = [row.brier for row in scored if row.has_event()]
    added = [row.probability for row in missing if not row.bar and row.probability is not None and not row.is_options()]
    n = len(own) + len(added)
    ends = [sorted(((1 - p) ** 2, p ** 2)) for p in added]
    return {"events": len(own), "added": len(added), "base_rate": b,
            "expected_brier": (sum(own) + sum(b * (1 - p) ** 2 + (1 - b) * p ** 2 for p in added)) / n,
            "best_brier": (sum(own) + sum(low for low, _ in ends)) / n, "worst_brier": (sum(own) + sum(high for _, high in ends)) / n}
