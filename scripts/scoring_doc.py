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
for rule in table("--list-rules"):
    low, high = rule["range"]
    print(f"### `{rule['slug']}` - {rule['title']}\n")
    print(f"    {rule['formula']}\n")
    print(f"- of: {', '.join(rule['types'])}")
    print(f"- range: {end(low)} to {end(high)}; {ORIENTATION.get(rule['orientation'], rule['orientation'].replace('_', ' '))}; unit: {rule['unit'].replace('_', ' ')}; "
          f"proper: {rule['proper']}")
    if rule["needs"]:
        print(f"- needs: `--{rule['needs'].replace('_', '-')}`")
    if rule["scale"] != "":
        print(f"- scale: {rule['scale']}")
    print(f"- reference: {rule['reference']}")
    print(f"- example: {rule['example']}\n")
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
