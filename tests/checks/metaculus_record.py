#!/usr/bin/env python3
# Puts the pros' forecasts of a quarter into a record, scores it, and compares with what Metaculus published for them.
import ast
import csv
import gzip
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
DATA = os.path.join(SHARED, "data/metaculus-aib")
KINDS = ("baseline", "peer", "spot_baseline", "spot_peer")
WRONG = ("annulled", "ambiguous")
BINS = 200
faults = []


def table(name):
    with gzip.open(os.path.join(DATA, name), "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The book: what an import of the same file has to amount to.


def text(value):
    return json.dumps(value, ensure_ascii=False)


def moment(stamp):
    """`2025-03-14 22:11:38.093513+00` as TOML writes it."""
    assert stamp.endswith("+00")
    return stamp[:-3].replace(" ", "T") + "Z"


def numbers(cell):
    return [float(number) for number in cell.strip("{}[]").split(",")]


def question_lines(row):
    kind = {"binary": "binary", "multiple_choice": "categorical", "numeric": "numeric"}[row["type"]]
    lines = [f"type = {text(kind)}", f"opens = {moment(row['published_at'])}", f"closes = {moment(row['actual_close_time'])}",
             f"scheduled_close = {moment(row['scheduled_close_time'])}", f"spot_at = {moment(row['spot_scoring_time'])}"]
    if kind == "categorical":
        lines.append(f"options = {text(ast.literal_eval(row['options']))}")
    if kind == "numeric":
        lines += [f"low = {float(row['range_min'])!r}", f"high = {float(row['range_max'])!r}", f"open_low = {row['open_lower_bound']}",
                  f"open_high = {row['open_upper_bound']}"]
        if row["zero_point"]:
            lines.append(f"zero_point = {float(row['zero_point'])!r}")
    return lines


def predictive(row):
    if row["type"] == "binary":
        return f"{{ p = {float(row['probability_yes'])!r} }}"
    if row["type"] == "multiple_choice":
        shares = zip(ast.literal_eval(row["options"]), numbers(row["probability_yes_per_category"]))
        return "{ probs = { " + ", ".join(f"{text(option)} = {share!r}" for option, share in shares) + " } }"
    assert not row["zero_point"]  # there the steps would not be equal
    low, high = float(row["range_min"]), float(row["range_max"])
    below = numbers(row["continuous_cdf"])
    assert len(below) == BINS + 1
    return "{ cdf = [" + ", ".join(f"[{low + (high - low) * i / BINS!r}, {share!r}]" for i, share in enumerate(below)) + "] }"


def verdict(row):
    outcome = row["resolution"]
    if outcome in WRONG:
        return f"annulled = {text(outcome)}"
    if row["type"] == "numeric":
        beyond = {"below_lower_bound": f"below {row['range_min']}", "above_upper_bound": f"above {row['range_max']}"}.get(outcome)
        return f"outcome = {text(beyond) if beyond else repr(float(outcome))}"
    return f"outcome = {text(outcome)}"


def statement_lines(rows):
    first = rows[0]
    yield from ["", "[[statement]]", f"id = {text('q' + first['question_id'])}", f"foreign_id = {text(first['question_id'])}",
                f"address = {text('https://www.metaculus.com/questions/' + first['post_id'])}", 'said_by = "metaculus"',
                f"said_on = {first['published_at'][:10]}", f"text = {text(first['question_title'])}", "", "[statement.question]", *question_lines(first)]
    for row in rows:
        yield from ["", "[[statement.forecast]]", f"by = {text(row['forecaster'].lower())}", f"made_at = {moment(row['forecast_timestamp'])}",
                    f"predictive = {predictive(row)}"]
    yield from ["", "[[statement.resolution]]", 'by = "metaculus"', f"decided_on = {moment(first['actual_resolve_time'])}", verdict(first)]


def book(forecasts):
    questions = {}
    for row in forecasts:
        questions.setdefault(row["question_id"], []).append(row)
    lines = ['format = "hindsight/1"']
    for person in sorted({row["forecaster"].lower() for row in forecasts} | {"metaculus"}):
        lines += ["", "[[person]]", f"id = {text(person)}"]
    for rows in questions.values():
        lines += statement_lines(rows)
    return "\n".join(lines) + "\n"


# The comparison.


def expect(what, seen, wanted, tolerance=1e-9):
    if seen is None or not abs(seen - wanted) < tolerance:
        faults.append(f"{what}: {seen} instead of {wanted}")


def groups_of(folder, *arguments):
    done = folder.run("score", *arguments, "--json")
    if done.returncode != 0:
        finish([f"score {' '.join(arguments)} ends {done.returncode}: {done.stderr}"])
    return json.loads(done.stdout)["groups"]


def compare_sites(folder, forecasts):
    """All four published scores of every forecaster on every question."""
    rules = [argument for kind in KINDS for argument in ("--rule", "metaculus_" + kind)]
    groups = groups_of(folder, "--by", "question,forecaster", *rules)
    seen = {(group["by"]["question"], group["by"]["forecaster"]): group["scores"] for group in groups}
    scored = {("q" + row["question_id"], row["forecaster"].lower()) for row in forecasts if row["resolution"] not in WRONG}
    found = 0
    for row in table("pro_scores_q1_2025.csv.gz"):
        key = ("q" + row["question_id"], row["forecaster"].lower())
        if row["score_type"] not in KINDS or key not in scored:
            continue
        found += 1
        mean = seen.get(key, {}).get("metaculus_" + row["score_type"], {}).get("mean")
        expect(f"{row['score_type']} of {key}", mean, float(row["score"]), 1e-6)
    expect("published scores that were found", found, 481 * len(KINDS))  # EXPECTED.md: 228 binary, 164 of options, 89 numeric


def compare_events(folder, what, *policy):
    """Means and bins of the binary forecasts against an entry of expected.json."""
    with open(os.path.join(DATA, "../expected.json"), encoding="utf-8") as file:
        wanted = json.load(file)[what]
    for clip, name in (("1e-3", "logloss_clip_1e_3"), ("1e-6", "logloss_clip_1e_6")):
        group, = groups_of(folder, "type:binary", *policy, "--rule", "brier,log", "--clip", clip, "--diagnostics", "--bins", "10", "--bins-closed", "left")
        expect(f"{what}, log loss clipped at {clip}", group["scores"]["log"]["mean"], wanted[name])
    expect(what + ", n", group["n"], wanted["n"])
    expect(what + ", Brier", group["scores"]["brier"]["mean"], wanted["brier"])
    expect(what + ", ECE", group["reliability_bins"]["ece"], wanted["ece"])
    bins = {round(entry["low"] * 10): entry for entry in group["reliability_bins"]["bins"]}
    for place, n, predicted, observed in wanted["bins"]:
        for key, value in (("n", n), ("mean_predicted", predicted), ("observed_rate", observed)):
            expect(f"{what}, bin {place}, {key}", bins.get(place, {}).get(key), value)


with Folder() as folder:
    forecasts = table("pro_forecasts_q1_2025.csv.gz")
    folder.file("pros.toml", book(forecasts))
    done = folder.run("import", "pros.toml")
    if done.returncode != 0:
        finish([f"import ends {done.returncode}: {done.stderr[:4000]}"])
    compare_sites(folder, forecasts)
    compare_events(folder, "Metaculus pros Q1 2025, every binary forecast", "--policy", "every", "--include-late")
    compare_events(folder, "Metaculus pros Q1 2025, last binary forecast before close", "--policy", "last")
finish(faults)
