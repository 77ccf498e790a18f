#!/usr/bin/env python3
# Times what others offer for the same columns: scikit-learn, NumPy, SciPy, base R. For kernels.py; one process a round.
# Usage: bench/peers.py KERNEL…, prints {kernel: {peer: nanoseconds a row}} as JSON.
import json
import shutil
import subprocess
import sys
import time
import warnings

# kernel -> rows for its peers; as many as ours where that takes seconds only
ROWS = {"brier": 10_000_000, "log": 10_000_000, "all": 10_000_000, "crps_normal": 10_000_000, "crps_gamma": 1_000_000, "crps_sample": 100_000,
        "wis": 1_000_000, "corp": 1_000_000, "auc": 1_000_000, "bins": 1_000_000, "bootstrap": 1_000_000}
MEMBERS, CLUSTERS = 51, 10_000


def event_peers(random, rows):
    import numpy
    from sklearn import metrics
    from sklearn.calibration import calibration_curve
    from sklearn.isotonic import IsotonicRegression

    p = random.random(rows)
    y = (random.random(rows) < p).astype(numpy.uint8)

    def log():
        return -numpy.mean(numpy.log(numpy.where(y == 1, p, 1 - p)))

    def bins():
        index = numpy.minimum((p * 10).astype(numpy.int64), 9)
        return [numpy.bincount(index, weights, 10) for weights in (None, p, y)]

    def corp():
        fitted = IsotonicRegression().fit_transform(p, y)
        return numpy.mean((p - y) ** 2), numpy.mean((fitted - y) ** 2), metrics.roc_auc_score(y, p)

    return {
        "brier": {"NumPy": lambda: numpy.mean((p - y) ** 2), "scikit-learn": lambda: metrics.brier_score_loss(y, p)},
        "log": {"NumPy": log, "scikit-learn": lambda: metrics.log_loss(y, p)},
        "all": {"NumPy": lambda: (numpy.mean((p - y) ** 2), log(), bins()),
                "scikit-learn": lambda: (metrics.brier_score_loss(y, p), metrics.log_loss(y, p), calibration_curve(y, p, n_bins=10))},
        "bins": {"NumPy": bins, "scikit-learn": lambda: calibration_curve(y, p, n_bins=10)},
        "auc": {"scikit-learn": lambda: metrics.roc_auc_score(y, p)},
        "corp": {"scikit-learn": corp},
    }


def number_peers(random, rows):
    import numpy
    from scipy import special

    y, location = random.standard_normal(rows), random.standard_normal(rows)
    scale = 0.2 + 2 * random.random(rows)

    def normal():
        z = (y - location) / scale
        return numpy.mean(scale * (z * (2 * special.ndtr(z) - 1) + numpy.exp(-z * z / 2) * (2 / numpy.pi) ** 0.5 - numpy.pi**-0.5))

    def gamma(positive=numpy.exp(y), shape=0.3 + 10 * random.random(rows)):
        x = positive / scale
        ends = x * (2 * special.gammainc(shape, x) - 1) - shape * (2 * special.gammainc(shape + 1, x) - 1)
        return numpy.mean(scale * (ends - 1 / special.beta(0.5, shape)))

    return {"crps_normal": {"SciPy": normal}, "crps_gamma": {"SciPy": gamma}}


def table_peers(random, rows):
    import numpy

    y = random.standard_normal(rows)

    def samples(x=random.standard_normal((rows, MEMBERS))):
        weights = (2 * numpy.arange(1, MEMBERS + 1) - MEMBERS - 1) / MEMBERS**2
        return numpy.mean(numpy.abs(x - y[:, None]).mean(1) - numpy.sort(x, 1) @ weights)

    levels = numpy.array([0.01, 0.025, *numpy.arange(1, 20) / 20, 0.975, 0.99])

    def wis(q=numpy.sort(random.standard_normal((rows, len(levels))), 1)):
        error = y[:, None] - q
        return 2 * numpy.mean(numpy.maximum(levels * error, (levels - 1) * error))

    cluster = random.integers(0, CLUSTERS, rows)

    def bootstrap():
        sums, counts = numpy.bincount(cluster, y), numpy.bincount(cluster)
        drawn = random.integers(0, CLUSTERS, (1000, CLUSTERS))
        return numpy.quantile(sums[drawn].sum(1) / counts[drawn].sum(1), (0.05, 0.95))

    return {"crps_sample": {"NumPy": samples}, "wis": {"NumPy": wis}, "bootstrap": {"NumPy, percentiles": bootstrap}}


# The same in base R. A warm-up run first: R compiles and collects garbage on its own schedule.
R_PEERS = """
arguments <- commandArgs(TRUE)
set.seed(1)
for (argument in arguments) {
  name <- sub("=.*", "", argument)
  rows <- as.integer(sub(".*=", "", argument))
  p <- runif(rows)
  y <- if (name == "crps_normal") rnorm(rows) else as.integer(runif(rows) < p)
  peer <- switch(name,
    brier = function() mean((p - y)^2),
    log = function() -mean(log(ifelse(y == 1L, p, 1 - p))),
    crps_normal = function() mean(p * (y / p * (2 * pnorm(y / p) - 1) + 2 * dnorm(y / p) - 1 / sqrt(pi))),
    auc = function() { n <- sum(y); (sum(rank(p)[y == 1L]) - n * (n + 1) / 2) / n / (rows - n) })
  peer()
  cat(name, system.time(peer())[["elapsed"]], "\\n")
}
"""
R_KERNELS = ("brier", "log", "crps_normal", "auc")


def r_seconds(names):
    asked = [f"{name}={ROWS[name]}" for name in names]
    printed = subprocess.run(["Rscript", "-e", R_PEERS, *asked], check=True, capture_output=True, text=True).stdout
    return {name: float(seconds) for name, seconds in (line.split() for line in printed.splitlines())}


def seconds(call):
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def python_seconds(names):
    """(kernel, peer, seconds), for each number of rows at once."""
    import numpy

    makers = [(event_peers, ("brier", "log", "all")), (event_peers, ("corp", "auc", "bins")), (number_peers, ("crps_normal",)),
              (number_peers, ("crps_gamma",)), (table_peers, ("crps_sample",)), (table_peers, ("wis", "bootstrap"))]
    for make, of_same_size in makers:
        if not (wanted := [name for name in of_same_size if name in names]):
            continue
        made = make(numpy.random.default_rng(20240823), ROWS[wanted[0]])
        for name in wanted:
            for peer, call in made[name].items():
                yield name, peer, seconds(call)


def main():
    warnings.simplefilter("ignore")
    names = [name for name in sys.argv[1:] if name in ROWS]
    taken = {}
    for name, peer, time_taken in python_seconds(names):
        taken.setdefault(name, {})[peer] = time_taken * 1e9 / ROWS[name]
    of_r = [name for name in R_KERNELS if name in names]
    if of_r and shutil.which("Rscript"):
        for name, time_taken in r_seconds(of_r).items():
            taken[name]["base R"] = time_taken * 1e9 / ROWS[name]
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
