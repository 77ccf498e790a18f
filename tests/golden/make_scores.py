#!/usr/bin/env python3
# Writes scores.jsonl: scores of every rule and family by definition, in 60 digits, for tests/checks/golden_scores.py.
import json
import os
import random
import sys
import time
from fractions import Fraction

import mpmath
from mpmath import mp, mpf

sys.path.insert(0, os.path.dirname(__file__))
import laws
import plain

BY = f"mpmath {mpmath.__version__}, {mp.dps} digits: "
EXACT = "exact fractions: "
FAMILY_RULES = ("crps", "log", "dss", "pit", "ae_median", "se_mean")
cases = []
seen = set()


def written(score):
    """25 digits; a difference of equal numbers that only rounding keeps from 0 is 0."""
    score = plain.real(score)
    score = mpf(score)
    if abs(score) == mpf("inf"):
        return "Infinity" if score > 0 else "-Infinity"
    return mpmath.nstr(score, 25, min_fixed=-6, max_fixed=26) if score else "0"


def add(rule, predictive, observed, score, how, tail=False, **options):
    """`tail`: relative digits count too, unless no double is so small."""
    case = {"rule": rule, "predictive": predictive, "observed": observed, **options}
    key = json.dumps(case)
    if key in seen:
        return
    seen.add(key)
    case["score"] = written(score)
    if tail and (score == 0 or abs(plain.real(score)) > mpf(10) ** -300):
        case["tail"] = True
    case["from"] = how
    cases.append(case)


# -- events, options, ranges, quantiles, samples, distribution functions

def events():
    how = EXACT + "(p - f)^2, and its two-sided form"
    for p in (0.0, 5e-324, 1e-300, 1e-20, 1e-9, 0.1, 0.3, 0.5, 0.8, 0.999999, 1 - 2.0 ** -53, 1.0):
        for f in (0, 1):
            for rule in ("brier", "log", "spherical"):
                if rule == "brier" and p == 0.5 or p in (0.3, 0.999999) and f == 0:
                    continue
                of = {"brier": how, "log": BY + "-f ln p - (1-f) ln(1-p)", "spherical": BY + "f (1 - p/s) + (1-f)(1 - (1-p)/s)"}[rule]
                add(rule, {"p": p}, f, plain.event(rule, p, f), of, tail=True)
            if p in (1e-20, 0.1, 0.8, 1.0):
                add("brier_full", {"p": p}, f, plain.event("brier_full", p, f), how, tail=True)
    for p, f in ((0.3, 0.25), (1e-20, 0.5), (0.7, 0.7), (1 - 2.0 ** -53, 1e-3), (0.0, 0.5), (1.0, 0.5)):
        for rule in ("brier", "brier_full", "log", "spherical"):
            of = how if rule.startswith("brier") else BY + "the mean over f"
            add(rule, {"p": p}, f, plain.event(rule, p, f), of)


OPTION_RULES = ("brier_categorical", "brier_categorical_half", "quadratic", "log", "spherical")
ORDINAL_RULES = ("rps", "rps_normalised", "brier_ordered", "ranked_log")


def options():
    lists = [([0.25, 0.75], 1), ([0.25, 0.75], 2), ([0.2, 0.5, 0.3], 3), ([0.2, 0.5, 0.3], 2), ([0.1, 0.2, 0.3, 0.4], 1),
             ([0.05, 0.15, 0.4, 0.25, 0.15], 4), ([0.0, 0.0, 1.0], 1), ([0.0, 0.0, 1.0], 3)]
    for p, o in lists:
        for rule in OPTION_RULES + ORDINAL_RULES:
            of = BY if rule in ("log", "spherical", "ranked_log") else EXACT
            add(rule, {"probs": p}, o, plain.options(rule, p, o - 1), of + "over all options")
    sharp = [([1e-20, 1.0], 1), ([1e-20, 1.0], 2), ([1 - 2.0 ** -53, 2.0 ** -53], 1), ([1 - 2.0 ** -53, 2.0 ** -53], 2), ([1e-12, 1e-9, 1 - 1e-9 - 1e-12], 3)]
    for p, o in sharp:
        total = sum(Fraction(x) for x in p)
        for rule in OPTION_RULES + ORDINAL_RULES:
            of = BY if rule in ("log", "spherical", "ranked_log") else EXACT
            # a sum that is off by e, which a double may be, makes a cumulative 1 - (sum before) uncertain by e
            add(rule, {"probs": p}, o, plain.options(rule, p, o - 1), of + "over all options", tail=rule in OPTION_RULES or total == 1)
    named = {"b": 0.5, "c": 0.3, "a": 0.2}
    place = {name: i for i, name in enumerate(named)}
    for name in named:
        for rule in OPTION_RULES:
            add(rule, {"probs": named}, name, plain.options(rule, named.values(), place[name]), BY + "options by name, not in the order of names")
        for rule in ORDINAL_RULES:
            add(rule, {"probs": named}, name, plain.options(rule, named.values(), place[name]), BY + "options by name, in the order given", type="ordinal")


def ranges():
    for low, high, level, ys in ((1.0, 5.0, 0.8, (7, 0, 3, 1, 5)), (2.0, 2.0, 0.5, (2, 3.5)), (-1.5, 0.25, 0.95, (-2, 1)), (0.0, 10.0, 0.9999, (12, -0.5)),
                                 (1e9 + 0.1, 1e9 + 0.3, 0.9, (1e9, 1e9 + 0.2)), (-1.0, 1.0, 1e-6, (3,))):
        for y in ys:
            for rule in ("interval", "interval_weighted", "coverage"):
                add(rule, {"range": [low, high], "level": level}, y, plain.interval(rule, low, high, level, y), EXACT + "a = 1 - level as written", tail=rule != "coverage")


LEVELS_23 = ["0.01", "0.025"] + [f"{k / 20:.2f}" for k in range(1, 20)] + ["0.975", "0.99"]
QUANTILE_RULES = ("pinball", "wis", "wis_dispersion", "wis_underprediction", "wis_overprediction", "crps_quantile", "bias", "ae_median", "se_mean")


def quantiles():
    normal = [3.2 + 1.7 * float(mpmath.erfinv(2 * mpf(a) - 1) * mpmath.sqrt(2)) for a in LEVELS_23]
    sets = [({"0.1": 1, "0.5": 2, "0.9": 5}, (3, 0), "0.8"), ({"0.1": 0.5, "0.25": 1, "0.75": 2.5, "0.9": 4}, (1.75, -1), "0.5"),
            ({"0.1": 1, "0.5": 2, "0.8": 3}, (2.5, 7), None), ({"0.5": 1.5}, (1, 4), None), ({"0.3": 1, "0.4": 2, "0.95": 6}, (1.5, 8), None),
            ({"0.9": 5, "0.25": 1, "0.5": 2, "0.1": 0.5, "0.75": 2.5}, (0.75,), "0.8"), (dict(zip(LEVELS_23, normal)), (2.9, 12.5), "0.95"),
            ({"0.25": 1e9 + 0.1, "0.5": 1e9 + 0.2, "0.75": 1e9 + 0.4}, (1e9 + 0.15,), "0.5"), ({"0.25": 2, "0.5": 2, "0.75": 2}, (2, 2.5), "0.5")]
    for given, ys, level in sets:
        for y in ys:
            for rule in QUANTILE_RULES:
                how = "by intervals and the median" if rule.startswith("wis") else "by the definition, level as written"
                add(rule, {"quantiles": given}, y, plain.quantiles(rule, given, y), EXACT + how)
            if level:
                add("coverage", {"quantiles": given}, y, plain.quantiles("coverage", given, y, float(level)), EXACT + "ends included", level=float(level))
    # levels shuffled with their values, and observations on and between all quantiles
    shuffled = sets[5][0]
    for y in (0.25, 0.5, 1, 1.5, 2, 2.25, 4.5, 5, 6):
        add("bias", {"quantiles": shuffled}, y, plain.quantiles("bias", shuffled, y), EXACT + "levels in no order")


SAMPLE_RULES = ("crps", "crps_fair", "crps_akr", "crps_kde", "crps_dispersion", "crps_underprediction", "crps_overprediction", "log_kde", "dss", "error_spread",
                "ae_median", "se_mean", "pit", "bias", "mad")
ONCE = ("mad", "crps_dispersion", "crps_akr", "ae_median", "se_mean", "crps_kde")  # y plays no or a plain part
HOW_SAMPLES = {"crps": "E|X-y| - E|X-X'|/2 over all pairs", "crps_fair": "over all pairs", "crps_kde": "integral of (F - 1{x >= y})^2, and by all pairs of kernels",
               "log_kde": "-ln of the sum of kernels"}


def samples():
    draw = random.Random(20240823)
    fifty_one = [round(draw.gauss(10, 3), 3) for _ in range(51)]
    heavy = [round(draw.random(), 4) for _ in range(51)]
    near = [1e9 + 0.25, 1e9 + 1.5, 1e9 - 0.75, 1e9 + 0.5, 1e9 + 0.3]
    sets = [([1, 2, 4], None, (3, 0, 2)), ([2.5], None, (2.5, 4)), ([1, 3.5], None, (2, 7)), ([4, 1, 1], None, (1, 2.5)), ([1, 2, 4], [1, 2, 1], (3, 2)),
            ([0.5, 3.25, -1.5, 0.5, 8], [0.1, 0.2, 0.3, 0.25, 0.4], (0.75, 12)), ([7, 7, 7], None, (7, 9)), (fifty_one, None, (9.5, 25)), (fifty_one, heavy, (9.5,)),
            (near, None, (1e9 + 1, 1e9)), ([1e9 + k for k in (3, 1, 4, 1, 5)], None, (1e9 + 2,)), ([1, 100, 3, 2], [5, 0, 3, 2], (2.5,)), ([-1e-9, 2e-9, 5e-9, 1e-8], None, (3e-9,)),
            ([0.1, 0.2, 0.3, 1e6], None, (0.25,))]
    for values, weights, ys in sets:
        predictive = {"samples": values, **({"weights": weights} if weights else {})}
        kept = sum(1 for w in weights or values if weights is None or w > 0)
        for i, y in enumerate(ys):
            for rule in SAMPLE_RULES:
                if kept < {"crps_fair": 2, "error_spread": 3}.get(rule, 1) or i > 0 and rule in ONCE:
                    continue
                how = HOW_SAMPLES.get(rule, "by the definition")
                of = BY if rule.endswith("kde") or rule == "dss" else EXACT
                add(rule, predictive, y, plain.samples(rule, values, weights, y), of + how)
    some = [sets[0], sets[3], sets[5], sets[7], sets[9]]
    for values, weights, ys in some:
        predictive = {"samples": values, **({"weights": weights} if weights else {})}
        middle = sorted(values)[len(values) // 2]
        wide = (middle, sorted(values)[-1])
        for y in ys[:2]:
            for t in (middle, y):
                add("brier_threshold", predictive, y, plain.samples("brier_threshold", values, weights, y, threshold=t), EXACT + "above, t itself not", threshold=t)
            for low, high in (wide, (float("-inf"), middle)):
                ends = [None if abs(e) == float("inf") else e for e in (low, high)]
                add("crps_tw", predictive, y, plain.samples("crps_tw", values, weights, y, weight_range=(low, high)), EXACT + "members and y held to the range", weight_range=ends)
                add("crps_ow", predictive, y, plain.samples("crps_ow", values, weights, y, weight_range=(low, high)), EXACT + "members in the range", weight_range=ends)


def distribution_functions():
    sets = [([[0, 0.1], [1, 0.4], [1, 0.6], [3, 1]], (1, 0.5, 2, -1, 5, 0, 3)), ([[0, 0], [2, 1]], (0.5, 2, 3)), ([[1, 0.25], [2, 0.25], [4, 0.75]], (1.5, 3, 4, 1)),
            ([[5, 1]], (5, 7)), ([[1e9, 0], [1e9 + 0.5, 0.3], [1e9 + 1, 1]], (1e9 + 0.7,)), ([[0, 0], [0, 0.5], [0, 0.7], [1, 0.7], [1, 1]], (0, 0.5))]
    for points, ys in sets:
        for y in ys:
            for rule in ("crps", "log", "ae_median", "pit"):
                if rule == "ae_median" and y not in ys[:2]:
                    continue
                of = BY if rule == "log" else EXACT
                add(rule, {"cdf": points}, y, plain.cdf(rule, points, y), of + "on every line by itself")


def points():
    for x, y in ((3, 1), (2.5, 2.5), (1e9 + 0.5, 1e9), (-1e-7, 2e-7)):
        add("ae_median", {"point": x}, y, abs(Fraction(x) - Fraction(y)), EXACT + "|y - x|")
        add("se_mean", {"point": x}, y, (Fraction(x) - Fraction(y)) ** 2, EXACT + "(y - x)^2")


# -- families

def family(rule, p, y, tail=False):
    score = laws.score(rule, p, y)
    if rule in ("ae_median", "se_mean", "dss") and abs(score) < mpf(10) ** -40 * (1 + mpf(y) ** 2):
        score = mpf(0)  # of equal numbers, or ln 1
    # a distance to a median or mean near y has no relative digits
    add(rule, p, y, score, BY + laws.explain(rule, p), tail=tail and rule in ("crps", "log", "pit", "dss"))


def every_rule(p, near, far):
    """crps and log everywhere; pit at most places, the rest at the first one and dss at the first far one."""
    for y in near:
        for rule in FAMILY_RULES:
            if rule in ("crps", "log") or y == near[0] or rule == "pit" and y in near[:2]:
                family(rule, p, y)
    for y in far:
        for rule in ("crps", "log", "pit") + ("dss",) * (y == far[0]):
            family(rule, p, y, tail=True)


def named(name, **parameters):
    return {"family": name, **parameters}


def families():
    every_rule(named("normal", mean=1.5, sd=2.5), (1.75, -1.0, 4.5), (-98.5, 101.5, -70.0))
    every_rule(named("normal", mean=0, sd=1), (0, 0.5), (40, -40, -37, 1e6))
    every_rule(named("student_t", df=5, location=-0.5, scale=2), (-0.25, -3.0, 2.5), (-1e3, 1e6))
    every_rule(named("logistic", location=0, scale=1), (0.25, -1.5, 2.0), (800, -800, -700))
    every_rule(named("logistic", location=2.5, scale=0.3), (2.25,), (100,))
    every_rule(named("laplace", location=0, scale=1), (0.25, -1.5, 2.0), (800, -800, -700))
    every_rule(named("laplace", location=-3, scale=0.4), (-3, -2.75), (60,))
    every_rule(named("two_piece_normal", location=1, scale_left=0.5, scale_right=2), (1.25, 0.5, 3.5), (-19, 81, -17))
    every_rule(named("two_piece_normal", location=0, scale_left=1e-3, scale_right=1e3), (-0.001, 500), (-0.04, 4e4))
    every_rule(named("two_piece_exponential", location=1, scale_left=0.5, scale_right=2), (1.25, 0.5, 3.5), (-399, 1601, -340))
    every_rule(named("lognormal", meanlog=0.5, sdlog=0.75), (1.75, 0.75, 4.5), (1e-9, 1e12))
    every_rule(named("loglogistic", locationlog=1, scalelog=0.3), (2, 1.5, 5.5), (1e-30, 1e30))
    every_rule(named("loglaplace", locationlog=0.25, scalelog=0.3), (1.25, 0.75, 2.5), (1e-30, 1e30))
    every_rule(named("exponential", rate=0.5), (1.5, 0.25, 6), (1600, 1e-12))
    every_rule(named("exponential", rate=2, location=-1, mass=0.3), (-1, -0.75, 1.5), (-50, 399))
    every_rule(named("uniform", min=-1, max=3), (0.75, -1, 3), (-1e6, 1e6))
    every_rule(named("uniform", min=-1, max=3, lower_mass=0.25, upper_mass=0.125), (0.5, -1, 3), (50,))
    every_rule(named("gamma", shape=2.5, rate=0.75), (3.0, 1.0, 7.5), (800, 1e-9))
    every_rule(named("beta", alpha=2.5, beta=4), (0.375, 0.125, 0.75), (1e-9, 0.999999))
    every_rule(named("beta", alpha=0.5, beta=0.5, lower=-2, upper=6), (1.5, -1.75, 5.5), (-1.999999, 9))
    every_rule(named("gev", location=1, scale=2, shape=0.2), (1.5, -1.5, 6), (-6.5, 1e6))
    every_rule(named("gev", location=0, scale=1, shape=0), (0.25, -0.75, 2.5), (-6, 800))
    every_rule(named("gpd", location=1, scale=2, shape=0.2), (2.5, 1.25, 8), (1e6, -40))
    every_rule(named("gpd", location=0, scale=1, shape=-0.25, mass=0.4), (0, 0.5, 2.5), (3.9375, 9))
    every_rule(named("poisson", rate=3.5), (3, 1, 7), (100, 0, -3, 2.5))
    every_rule(named("negative_binomial", size=2.5, probability=0.3), (5, 1, 12), (200, 0, 3.25))
    every_rule(named("binomial", size=20, probability=0.3), (6, 3, 10), (20, 0, 25, 4.5))
    every_rule(named("hypergeometric", white=10, black=15, draws=8), (3, 1, 6), (8, 0, 2.75))
    mixtures()
    cuts()
    extremes()


def mixtures():
    normals = named("mixture", components=[{"weight": 0.25, **named("normal", mean=-2, sd=0.5)}, {"weight": 0.75, **named("normal", mean=1, sd=1.5)}])
    every_rule(normals, (0.5, -2, 2.5), (-25, 45))
    every_rule(named("mixture", components=[{"weight": 3, **named("gamma", shape=2, rate=1)}, {"weight": 1, **named("logistic", location=5, scale=0.5)}]), (2.5, 5), (100,))
    every_rule(named("mixture", components=[{"weight": 1, **named("poisson", rate=2)}, {"weight": 1, **named("binomial", size=10, probability=0.75)}]), (4, 7, 2.5), (40,))
    every_rule(named("mixture", components=[{"weight": 0.5, **named("student_t", df=3, location=0, scale=1)}, {"weight": 0.5, **named("normal", mean=2, sd=0.1, truncated=[2, 3])}]), (1, 2.125), (300,))
    every_rule(named("mixture", components=[{"weight": 1, **named("poisson", rate=2)}, {"weight": 1, **named("normal", mean=2, sd=1)}]), (2, 2.5), ())
    # a probability on one place beside a density
    for y in (0, 0.5):
        for rule in FAMILY_RULES:
            family(rule, named("mixture", components=[{"weight": 1, **named("exponential", rate=1, mass=0.25)}, {"weight": 1, **named("normal", mean=0, sd=1)}]), y)
            family(rule, named("mixture", components=[{"weight": 1, **named("normal", mean=0, sd=1, censored=[0, None])}, {"weight": 3, **named("laplace", location=1, scale=1)}]), y)
            family(rule, named("mixture", components=[{"weight": 1, **named("normal", mean=0, sd=0)}, {"weight": 1, **named("uniform", min=0, max=1)}]), y)


def cuts():
    normal = {"mean": 0, "sd": 1}
    for rule in FAMILY_RULES:
        family(rule, named("normal", **normal, truncated=[8, None]), 9, tail=True)
        family(rule, named("normal", **normal, truncated=[40, None]), 40.03125, tail=True)
        family(rule, named("normal", **normal, truncated=[None, -40]), -40.0625, tail=True)
    every_rule(named("normal", mean=1, sd=2, truncated=[0, 3]), (1.25, 0.25, 3), (-4, 10))
    every_rule(named("normal", mean=1, sd=2, censored=[0, 3]), (1.25, 0, 3), (-4, 10))
    every_rule(named("normal", **normal, censored=[None, 8]), (0.5, 8), (-30,))
    every_rule(named("normal", **normal, truncated=[1, 1.0009765625]), (1.00048828125, 1), ())
    every_rule(named("student_t", df=5, location=0, scale=1, truncated=[8, None]), (9, 8), (1000,))
    every_rule(named("student_t", df=3, location=1, scale=2, truncated=[-1, 4]), (1.5, -0.5), ())
    every_rule(named("student_t", df=3, location=1, scale=2, censored=[-1, None]), (1.5, -1), (1e4,))
    # moments that hang on a tail of little probability
    for df, cut, y in ((2.125, {"censored": [None, 2]}, 1.5), (2.125, {"truncated": [None, 0]}, -0.5), (2.875, {"truncated": [None, -96]}, -100), (23.5, {"censored": [None, -16]}, -27)):
        family("dss", named("student_t", df=df, location=0, scale=1, **cut), y, tail=True)
    family("se_mean", named("student_t", df=1.625, location=0, scale=1, censored=[-2, None]), 1.5)
    family("dss", named("normal", mean=-2.5, sd=0.02, censored=[-1.9, None]), -1.9, tail=True)
    every_rule(named("logistic", location=0, scale=1, truncated=[8, None]), (9, 8), (800,))
    every_rule(named("logistic", location=0, scale=1, truncated=[None, -800]), (-801,), ())
    every_rule(named("logistic", location=0, scale=1, censored=[-1, 2]), (0.25, -1, 2), (500,))


def extreme(p, ys, rules):
    """pit only at the first and the last place."""
    for y in ys:
        for rule in rules:
            if rule != "pit" or y in (ys[0], ys[-1]):
                family(rule, p, y, tail=True)


def infinite(rules, p, y, why):
    for rule in rules:
        add(rule, p, y, mpf("inf"), why)


def extremes():
    most, moments = ("crps", "log", "pit"), ("dss", "se_mean", "ae_median")
    for a, b, ys in ((300, 300, (0.5, 0.45)), (500, 500, (0.5, 0.4375, 0.1)), (5000, 5000, (0.5, 0.49, 0.9)), (300, 5000, (0.056, 0.07)), (5000, 2, (0.9995, 0.99))):
        extreme(named("beta", alpha=a, beta=b), ys, most)
    extreme(named("beta", alpha=500, beta=500), (0.5, 0.4375), moments)
    extreme(named("beta", alpha=0.01, beta=0.01), (0.5, 1e-9, 0.25), most)
    extreme(named("beta", alpha=0.01, beta=3), (0.5, 1e-30), most)
    extreme(named("beta", alpha=0.01, beta=3), (0.5,), moments)
    extreme(named("beta", alpha=27, beta=0.05), (0.9999999,), most)
    extreme(named("gamma", shape=1e5, rate=1), (1e5, 99000, 101000, 80000, 130000), most)
    extreme(named("gamma", shape=1e5, rate=1), (1e5, 101000), moments)
    extreme(named("gamma", shape=1e-3, rate=1), (1e-3, 0.5, 1e-100, 40), most)
    extreme(named("gamma", shape=1e-3, rate=2.5), (0.5,), moments)
    for rate in (1e3, 1e5, 1e6):
        sd = int(rate ** 0.5)
        extreme(named("poisson", rate=rate), (rate, rate - 2 * sd, rate + 3 * sd, rate - 20 * sd), most)
        extreme(named("poisson", rate=rate), (rate + sd,), moments)
    extreme(named("poisson", rate=1e-3), (0, 1, 5), most + moments)
    for df, ys in ((1.0001, (0.5, -20, 1e8)), (1.5, (0.5, 1e4)), (2, (0.5, -50)), (1e6, (0.5, -3, 12)), ("Infinity", (0.5, -3, 40)), (0.75, (0.5, 30)), (1, (0, 1e3))):
        extreme(named("student_t", df=df, location=0, scale=1), ys, most)
    extreme(named("student_t", df=1.0001, location=0.5, scale=1), (2,), ("se_mean", "ae_median"))
    extreme(named("student_t", df=2.0625, location=0, scale=1), (2,), moments)
    extreme(named("student_t", df="Infinity", location=1, scale=2), (2,), moments)
    for shape in (1e-10, -1e-10, 1e-13, 0, -0.5, 0.9):
        extreme(named("gev", location=0, scale=1, shape=shape), (0.5, -1, 1.75), most)
        extreme(named("gpd", location=0, scale=1, shape=shape), (0.5, 1.75), most)
        rules = moments if shape < 0.5 else ("se_mean", "ae_median")
        extreme(named("gev", location=0, scale=1, shape=shape), (0.5,), rules)
        extreme(named("gpd", location=0, scale=1, shape=shape), (0.5,), rules)
    for shape in (0.01, 0.019, 0.021, -0.021, 1.25):
        extreme(named("gev", location=0, scale=1, shape=shape), (0.5, 6), ("crps",))
    extreme(named("gev", location=0, scale=1, shape=0.01), (0.5,), ("dss",))
    extreme(named("gpd", location=0, scale=1, shape=1), (0.5, 40), ("crps",))
    extreme(named("gpd", location=0, scale=1, shape=1.5), (0.5, 40), ("crps",))
    extreme(named("negative_binomial", size=1e5, probability=0.5), (1e5, 99000), most)
    extreme(named("negative_binomial", size=0.01, probability=0.01), (0, 3, 200), most)
    extreme(named("negative_binomial", size=0.01, probability=0.01), (3,), moments)
    extreme(named("negative_binomial", size=30, probability=1e-4), (3e5, 2e5), most)
    extreme(named("negative_binomial", size=1e5, probability=0.5), (100500,), moments)
    extreme(named("binomial", size=1000000, probability=0.3), (300000, 299000, 303000, 250000), most)
    extreme(named("binomial", size=1000000000, probability=1e-6), (1000, 1100), most)
    extreme(named("binomial", size=1000000, probability=0.3), (300300,), moments)
    extreme(named("hypergeometric", white=1000000, black=2000000, draws=500000), (166667, 166000, 170000), most)
    extreme(named("hypergeometric", white=1000000000, black=1000000000, draws=1000), (500, 560), most)
    extreme(named("hypergeometric", white=1000000, black=2000000, draws=500000), (167000,), moments)
    extreme(named("hypergeometric", white=5, black=3, draws=8), (5, 4), ("crps", "log"))
    extreme(named("lognormal", meanlog=0, sdlog=10), (1, 1e-6, 1e9), most)
    extreme(named("lognormal", meanlog=0, sdlog=30), (1, 1e-9, 1e30), most)
    extreme(named("lognormal", meanlog=0, sdlog=1e-6), (1, 1.0000009), most + moments)
    extreme(named("lognormal", meanlog=0, sdlog=3), (2,), moments)
    extreme(named("loglogistic", locationlog=0, scalelog=0.95), (1, 50), ("crps", "log"))
    extreme(named("loglogistic", locationlog=1, scalelog=0.01), (2.75,), most + moments)
    extreme(named("loglaplace", locationlog=0, scalelog=0.95), (0.5, 50), ("crps", "log"))
    extreme(named("loglaplace", locationlog=1, scalelog=0.01), (2.75,), most + moments)
    extreme(named("uniform", min=1e9, max=1000000000.5), (1000000000.25,), most + moments)
    extreme(named("normal", mean=1e9, sd=0.001), (1e9 + 0.0009765625,), most + moments)
    extreme(named("logistic", location=1e9, scale=0.001), (1e9 + 0.0009765625,), most + moments)
    # all of the mass on one place, and no place for it
    for y in (1, 3.5):
        extreme(named("normal", mean=1, sd=0), (y,), FAMILY_RULES)
        extreme(named("lognormal", meanlog=0, sdlog=0), (y,), ("crps", "log"))
    extreme(named("poisson", rate=0), (0, 2), ("crps",))
    infinite(("crps", "log"), named("exponential", rate=0), 1, "E|X-y| has no bound as the rate goes to 0")
    infinite(("crps",), named("student_t", df=0.5, location=0, scale=1), 1, "the integral of S^2 diverges for df <= 1/2")
    infinite(("crps",), named("gev", location=0, scale=1, shape=2), 1, "the integral of S^2 diverges for shape >= 2")
    infinite(("crps",), named("gpd", location=0, scale=1, shape=2), 1, "the integral of S^2 diverges for shape >= 2")
    infinite(("crps",), named("loglogistic", locationlog=0, scalelog=2), 1, "the integral of S^2 diverges for scalelog >= 2")
    # densities at the ends of a support
    add("log", named("gamma", shape=1, rate=2), 0, -mpmath.log(2), BY + "the density at 0 is the rate")
    add("log", named("gamma", shape=0.5, rate=2), 0, -mpf("inf"), "the density has no bound at 0")
    add("log", named("beta", alpha=1, beta=3), 0, -mpmath.log(3), BY + "the density at 0 is 1/B(1,3)")
    add("log", named("beta", alpha=2, beta=3), 1, mpf("inf"), "the density is 0 at the end")


def main():
    began = time.time()
    for make in (events, options, ranges, quantiles, samples, distribution_functions, points, families):
        make()
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scores.jsonl")
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for case in cases:
            out.write(json.dumps(case, allow_nan=False) + "\n")
    print(f"{len(cases)} cases, {time.time() - began:.0f} s")


main()
