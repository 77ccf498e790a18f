# Scores of one forecast against one outcome, from their definitions: exact fractions wherever no logarithm is needed.
import math
from fractions import Fraction

INF = float("inf")


def surprise(share, p):
    """share times -ln p; nothing for a share of nothing."""
    if share == 0:
        return 0.0
    return INF if p == 0 else -float(share) * math.log(p)


def event_score(p, f):
    """Brier and log score of probability p for an event with outcome f (1 yes, 0 no, between: partly)."""
    return (p - f) ** 2, surprise(f, p) + surprise(1 - f, 1 - p)


def named_event(said):
    """(low, high, probability) of the event that a forecast names, or None."""
    form, numbers = said
    if form == "p":
        return None, None, numbers
    return numbers if form == "range" else None


def settle(event, outcome, question, speakers_event):
    """(what became of the event, or None; why not)."""
    low, high, _ = event
    kind, told = outcome
    plain = low is None and high is None
    if kind == "option" or (plain and kind != "fraction"):
        return None, "wrong_form"
    if kind == "fraction":
        same = plain or (speakers_event is not None and speakers_event[:2] == event[:2])
        return (told, "") if same else (None, "other_event")
    if kind == "value":
        return Fraction((low is None or told >= low) and (high is None or told <= high)), ""
    step = 1 if question.type == "date" else 0  # days are whole: after D is D+1 at the least
    inside, outside = (low, high) if kind == "above" else (high, low)
    nearest = told + step if kind == "above" else told - step
    beyond = (lambda bound, x: x >= bound) if kind == "above" else (lambda bound, x: x <= bound)
    if outside is not None and beyond(outside, told):
        return Fraction(0), ""
    if outside is None and inside is not None and beyond(inside, nearest):
        return Fraction(1), ""
    return None, "censored"


def hit(p, f):
    return Fraction(1, 2) if p == Fraction(1, 2) else f if p > Fraction(1, 2) else 1 - f


class Scored:
    """What one forecast earned; pairs are (probability, outcome, weight) for calibration."""

    def __init__(self):
        self.probability = self.observed = self.hit = self.confidence = None
        self.brier = self.log = None
        self.event_gap, self.type_gap = "no_event", "no_rule"
        self.types = {}
        self.pairs = []


def score_options(probs, outcome, question, out):
    if outcome[0] != "option" or outcome[1] not in question.options:
        out.event_gap = out.type_gap = "wrong_form"
        return
    p = [probs.get(option, Fraction(0)) for option in question.options]
    place = question.options.index(outcome[1])
    happened = [Fraction(k == place) for k in range(len(p))]
    full = sum((a - b) ** 2 for a, b in zip(p, happened))
    out.probability, out.observed = p[place], Fraction(1)
    out.brier, out.log = full / 2, surprise(1, p[place])
    out.hit, out.confidence = Fraction(p[place] == max(p), p.count(max(p))), max(p)
    out.pairs = [(a, b, Fraction(1, 2)) for a, b in zip(p, happened)]
    out.event_gap = out.type_gap = ""
    if question.type == "ordinal":
        out.types["rps"] = sum((sum(p[:k + 1]) - sum(happened[:k + 1])) ** 2 for k in range(len(p)))
    else:
        out.types["brier_categorical"] = full


def pinball(y, level, q):
    return (1 - level) * (q - y) if y < q else level * (y - q)


def crps_of_samples(y, samples):
    """E|X-y| - E|X-X'|/2 over all pairs."""
    total = sum(w for _, w in samples)
    apart = sum(w * abs(x - y) for x, w in samples) / total
    spread = sum(v * w * abs(a - b) for a, v in samples for b, w in samples) / total ** 2
    return apart - spread / 2


def crps_of_line(y, points):
    """The integral of (F - 1{x >= y})^2 for straight lines between points, with jumps at both ends."""
    total = max(points[0][0] - y, 0) + max(y - points[-1][0], 0)
    for (x0, f0), (x1, f1) in zip(points, points[1:]):
        cuts = [x0] + ([y] if x0 < y < x1 else []) + [x1]
        for a, b in zip(cuts, cuts[1:]):
            at = [f0 + (f1 - f0) * (x - x0) / (x1 - x0) - (1 if a >= y else 0) for x in (a, b)]
            total += (b - a) * (at[0] ** 2 + at[0] * at[1] + at[1] ** 2) / 3
    return total


def density_of_line(y, points):
    for (x0, f0), (x1, f1) in zip(points, points[1:]):
        if x0 <= y < x1 or (y == x1 == points[-1][0]):
            return (f1 - f0) / (x1 - x0)
    return 0


def normal_crps(y, mean, sd):
    """Gneiting and Raftery (2007), equation 21."""
    z = (y - mean) / sd
    density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return sd * (z * (2 * (0.5 * math.erfc(-z / math.sqrt(2))) - 1) + 2 * density - 1 / math.sqrt(math.pi))


def family_scores(name, parameters, y, log):
    """CRPS and -ln density on the question's scale; None where the family is not known here or has none."""
    if name == "normal" and not log:
        mean, sd = parameters["mean"], parameters["sd"]
        z = (y - mean) / sd
        return normal_crps(y, mean, sd), z * z / 2 + math.log(sd * math.sqrt(2 * math.pi))
    if name == "lognormal" and log:
        mean, sd = parameters["meanlog"], parameters["sdlog"]
        z = (math.log(y) - mean) / sd
        return normal_crps(math.log(y), mean, sd), z * z / 2 + math.log(sd * math.sqrt(2 * math.pi))
    raise ValueError("the slow calculation does not know the family " + name)


def score_value(said, y, question, out):
    """The type score of a form that predicts a number."""
    form, numbers = said
    on = (lambda x: math.log(x)) if question.log else (lambda x: x)
    off = (lambda *xs: question.log and any(x is not None and x <= 0 for x in xs))
    if off(y):
        out.type_gap = "outside_scale"
        return
    types = {}
    if form == "range":
        low, high, level = numbers
        if off(low, high):
            out.type_gap = "outside_scale"
            return
        if low is not None and high is not None:
            if level == 1:
                out.type_gap = "level_one"
                return
            lo, hi = on(low), on(high)
            types["interval"] = (hi - lo) + 2 * (max(lo - on(y), 0) + max(on(y) - hi, 0)) / (1 - level)
        else:
            types["pinball"] = pinball(on(y), level, on(high)) if high is not None else pinball(on(y), 1 - level, on(low))
    elif form == "quantiles":
        if off(*(x for _, x in numbers)):
            out.type_gap = "outside_scale"
            return
        mean = sum(pinball(on(y), level, on(x)) for level, x in numbers) / len(numbers)
        types["wis"] = types["crps_quantile"] = 2 * mean
    elif form == "samples":
        if off(*(x for x, _ in numbers)):
            out.type_gap = "outside_scale"
            return
        types["crps"] = crps_of_samples(on(y), [(on(x), w) for x, w in numbers])
    elif form == "family":
        types["crps"], types["log_density"] = family_scores(*numbers, float(y), question.log)
    elif form == "cdf":
        if off(*(x for x, _ in numbers)):
            out.type_gap = "outside_scale"
            return
        points = [(on(x), p) for x, p in numbers]
        types["crps"] = crps_of_line(on(y), points)
        density = density_of_line(on(y), points)
        types["log_density"] = -math.log(density) if density > 0 else INF
    elif form == "point":
        if off(numbers):
            out.type_gap = "outside_scale"
            return
        types["ae_median"] = abs(on(y) - on(numbers))
    else:
        out.type_gap = "wrong_form"
        return
    out.types, out.type_gap = types, ""


def score(said, outcome, question, speakers_event):
    out = Scored()
    if said[0] == "options":
        score_options(said[1], outcome, question, out)
        return out
    event = named_event(said)
    if event is not None:
        out.probability = event[2]
        out.observed, out.event_gap = settle(event, outcome, question, speakers_event)
        if out.observed is not None:
            out.brier, out.log = event_score(out.probability, out.observed)
            out.hit, out.confidence = hit(out.probability, out.observed), max(out.probability, 1 - out.probability)
            out.pairs = [(out.probability, out.observed, Fraction(1))]
    if said[0] == "p":
        return out
    kind, told = outcome
    if kind == "fraction":
        out.type_gap = "no_value"
    elif kind in ("above", "below"):
        out.type_gap = "censored"
    elif kind == "value":
        score_value(said, told, question, out)
    else:
        out.type_gap = "wrong_form"
    return out


def unit_of(rule, question):
    """What scores by a rule are kept apart by."""
    if rule in ("brier", "log", "brier_categorical", "rps"):
        return ""
    return "log" if question.log else "days" if question.type == "date" else question.unit
