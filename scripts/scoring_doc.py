#!/usr/bin/env python3
# Prints docs/scoring.md from the program's tables of rules and families. $HINDSIGHT names the program.
import json
import os
import subprocess

program = os.environ.get("HINDSIGHT", "build/release/hindsight")


ORIENTATION = {"lower": "lower is better", "uniform": "many should be spread evenly", "none": "describes the forecast"}


def table(option):
    return json.loads(subprocess.run([program, "score", option, "--json"], capture_output=True, text=True, check=True).stdout)


def cell(text):
    return str(text).replace("|", "\\|")


def end(value):
    return f"{value:g}" if isinstance(value, (int, float)) else value


print("""# Scoring

Made from the tables of the engine (`hindsight score --list-rules --json`, `--list-families --json`); do not edit it by hand.

Every score is lower-is-better unless its line says otherwise, logarithms are natural, and a score of a number is in the unit of
what was observed. p is a probability, f the outcome of an event (1 yes, 0 no, or a fraction), o the option that came true, y the number
that was observed, q a quantile, m a median. Nothing is clipped: a log score may be infinite, and so may a mean.
Where a rule cannot score a row it says why (`not_scored`), and never gives a number instead.

## Rules
""")
def show(rule):
    low, high = rule["range"]
    print(f"### `{rule['slug']}` - {rule['title']}\n")
    print(f"    {rule['formula']}\n")
    print(f"- of: {', '.join(rule['types'])}")
    if rule.get("site"):
        print(f"- scale: {end(low)} to {end(high)} on one question; {rule['scale']}")
        print(f"- of many questions: {rule['summary'].replace('_', ' ')}")
        if rule["as_published"]:
            print(f"- `--as-published`: {rule['as_published']}")
    else:
        print(f"- range: {end(low)} to {end(high)}; {ORIENTATION.get(rule['orientation'], rule['orientation'].replace('_', ' '))}; "
              f"unit: {rule['unit'].replace('_', ' ')}; proper: {rule['proper']}")
        print(f"- scale: {rule['scale']}")
    if rule["needs"]:
        print(f"- needs: `--{rule['needs'].replace('_', '-')}`")
    print(f"- reference: {rule['reference']}")
    print(f"- example: {rule['example']}\n")


rules = table("--list-rules")
for rule in rules:
    if not rule.get("site"):
        show(rule)
print("""## Scores of forecasting sites

They look at whole questions: of a record at every forecast on each resolved question, with its time and withdrawal. A question opens when it
says so or else when it was said, and ends at `closes` or when it was decided; its scheduled close is `scheduled_close`, else `closes`, and the moment
of spot scores `spot_at`, else when it ends. The probability given to what happened is that of the event or of the option, and of a `cdf` at equal steps
between `low` and `high` (towards `zero_point`, if there is one) the mass of the bin that holds the outcome; other forms have none.

A file is read to its end first: what a row gets under `--each` is what it adds to the score of its
forecaster on its question, and a group's mean is over forecasters on questions, with their sum beside it; `standing` is what the site
makes of them for a single forecaster. Beside `probability` and
`outcome` (or `predictive` and `observed`) they take columns `question`, `forecaster`, `made_at`, `withdrawn_at`, `opens`, `closes`,
`scheduled_close`, `spot_at` (instants, days, or seconds), `options` (how many there were), and for numeric questions a `cdf` at equal steps with
`low`, `high`, `zero_point`, `open_bounds`, or the mass given to what happened with its `base_mass`; for ForecastBench also `group` and `difficulty`.
`--map NAME=COLUMN` names them. The first row of a question says what it is like.
""")
for rule in rules:
    if rule.get("site"):
        show(rule)
print("## Families of distributions\n")
print("| family | parameters | on whole numbers | may be truncated or censored |")
print("|---|---|---|---|")
for family in table("--list-families"):
    parameters = ", ".join(f"`{p['name']}` ({p['domain']}{', default ' + end(p['default']) if 'default' in p else ''})" for p in family["parameters"])
    yes = lambda flag: "yes" if flag else ""
    print(f"| `{family['slug']}` | {cell(parameters or '`components`: [{weight, family, ...}]')} | {yes(family['discrete'])} | {yes(family['truncated_or_censored'])} |")
print("""
A scale, an sd, an sdlog of 0, a Poisson rate of 0, and a truncation to one point are a point mass: crps |y - m|, log -Infinity on it and
Infinity off it. An exponential or gamma rate of 0 gives an infinite crps and log score. A number off the support (outside a truncation, no
whole number for a discrete family) has a finite crps and an infinite log score.

## Reasons for no score
""")
print("What `not_scored` may say is in `include/hindsight/scoring/types.hpp`; of a file also why a row could not be read.")
