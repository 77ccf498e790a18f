#!/usr/bin/env python3
# Compares the scores of the program with those of tests/golden/scores.jsonl, which were computed from definitions in 60 digits.
import json
import math
import os
import sys
from decimal import Decimal

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, Folder, finish

ABSOLUTE = Decimal("1e-13")
# Their distribution functions have no closed form in elementary functions.
LOOSER = {"gamma": Decimal("1e-11"), "beta": Decimal("1e-11"), "student_t": Decimal("1e-11"), "negative_binomial": Decimal("1e-11")}
RELATIVE = Decimal("1e-11")  # of cases with "tail": no digit may go where the score is small or large
faults = []


def families_of(predictive):
    """The family of a case, and those of its components."""
    if "family" not in predictive:
        return set()
    return {predictive["family"]}.union(*(families_of(component) for component in predictive.get("components", [])))


def options_of(case):
    """The options of the command line that a case needs."""
    arguments = ["--rule", case["rule"]]
    if "threshold" in case:
        arguments.append(f"--threshold={case['threshold']!r}")
    if "weight_range" in case:
        low, high = case["weight_range"]
        arguments.append(f"--weight-range={'-inf' if low is None else repr(low)},{'inf' if high is None else repr(high)}")
    if "level" in case:
        arguments.append(f"--level={case['level']!r}")
    return tuple(arguments)


def fault(case, seen):
    """What is wrong with a score, or None."""
    if isinstance(seen, str) or seen is None or "Infinity" in case["score"]:
        return None if seen == case["score"] else "not the same"
    wanted = Decimal(case["score"])
    error = abs(Decimal(seen) - wanted)
    tolerance = max((LOOSER.get(family, ABSOLUTE) for family in families_of(case["predictive"])), default=ABSOLUTE)
    if not math.isfinite(seen) or error > tolerance * max(1, abs(wanted)):
        return f"error {error:.1e}"
    if case.get("tail") and error > RELATIVE * abs(wanted):
        return f"relative error {error / abs(wanted):.1e}" if wanted else f"error {error:.1e} of 0"
    return None


def compare(folder, arguments, cases):
    members = ("predictive", "observed", "type")
    lines = [json.dumps({key: case[key] for key in members if key in case}) for _, case in cases]
    folder.file("cases.jsonl", "\n".join(lines) + "\n")
    done = folder.run("score", "cases.jsonl", "--format", "jsonl", "--each", *arguments)
    answers = done.stdout.splitlines()
    if len(answers) != len(cases):
        faults.append(f"{' '.join(arguments)} gives {len(answers)} lines for {len(cases)} cases: {done.stderr}")
        return
    for (number, case), line, answer in zip(cases, lines, answers):
        row = json.loads(answer)
        seen = row.get(case["rule"])
        wrong = fault(case, seen)
        if wrong:
            shown = row.get("not_scored", "nothing") if seen is None else repr(seen)
            faults.append(f"scores.jsonl:{number}: {case['rule']} of {line} is {shown} instead of {case['score']}: {wrong}")


def slugs(folder, list_option):
    """Without the rules of sites, which score whole tables of questions and not a forecast by itself."""
    listed = json.loads(folder.run("score", list_option, "--json").stdout)
    return [entry["slug"] for entry in listed if not entry.get("site")]


with open(os.path.join(SOURCE, "tests/golden/scores.jsonl"), encoding="utf-8") as file:
    golden = [(number, json.loads(line)) for number, line in enumerate(file, 1)]
with Folder() as folder:
    rules = {case["rule"] for _, case in golden}
    families = set().union(*(families_of(case["predictive"]) for _, case in golden))
    faults += [f"the rule {slug} has no golden score" for slug in slugs(folder, "--list-rules") if slug not in rules]
    faults += [f"the family {slug} has no golden score" for slug in slugs(folder, "--list-families") if slug not in families]
    groups = {}
    for number, case in golden:
        groups.setdefault(options_of(case), []).append((number, case))
    for arguments, cases in groups.items():
        compare(folder, arguments, cases)
finish(faults)
