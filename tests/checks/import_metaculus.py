#!/usr/bin/env python3
# Imports Metaculus' own data downloads (../shared/data/metaculus-export), and compares with what EXPECTED.md says of them.
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
# EXPECTED.md, metaculus-export: forecast rows, first and last start (to the second), last probability or median.
WANTED = {
    "ai-companies-s-p-500-weight-on-feb-27-2026": (351, "2026-01-19T16:16:28", "2026-02-13T22:11:51", 26.10103773738996),
    "full-year-fy-2026-appropriations-by-march-15": (48, "2026-01-25T02:02:06", "2026-02-05T09:30:04", 0.95),
    "german-10y-yield-20bps-in-feb-2026": (388, "2026-01-19T16:23:33", "2026-02-13T22:23:43", 0.15),
    "openai-api-prices-fall-before-mar-14-2026": (364, "2026-01-12T16:04:24", "2026-02-13T22:25:45", 0.25),
    "us-job-gain-from-dec-2025-to-feb-2026-less-than-100k": (179, "2026-01-12T16:26:17", "2026-02-13T13:36:07", 0.81),
    "what-will-be-the-closing-value-of-the-s-p-500-on-march-13-2026": (225, "2026-01-12T16:59:59", "2026-02-13T16:49:39", 7026.306624509657),
}
faults = []


def expect(what, seen, wanted):
    same = abs(seen - wanted) <= 1e-9 * max(1, abs(wanted)) if isinstance(wanted, float) else seen == wanted
    if not same:
        faults.append(f"{what}: {seen} instead of {wanted}")


def middle(predictive):
    """The probability; of a distribution function the place where it is one half."""
    if "p" in predictive:
        return predictive["p"]
    points = predictive["cdf"]
    for (x, p), (y, q) in zip(points, points[1:]):
        if p <= 0.5 <= q:
            return x + (y - x) * (0.5 - p) / (q - p)
    return None


def import_all(folder, files):
    done = folder.run("import", *files, "--json")
    if done.returncode != 0:
        faults.append(f"import ends {done.returncode}: {done.stderr}")
    return json.loads(done.stdout or "{}")


with Folder() as folder:
    folder.run("init", "--quiet")
    files = [os.path.join(SHARED, "data/metaculus-export", name + ".zip") for name in WANTED]
    first = import_all(folder, files)
    expect("read", first["read"], 1555 + 6)
    expect("stored", first["stored"], 1555 + 6)
    again = import_all(folder, files)
    expect("stored again", again["stored"], 0)

    by_title = {}
    for statement in json.loads(folder.run("list", "--json").stdout):
        shown = json.loads(folder.run("show", statement["id"], "--json").stdout)
        by_title[len(shown["forecasts"])] = shown
    for name, (rows, begin, end, last) in WANTED.items():
        if rows not in by_title:
            faults.append(f"{name}: no question has {rows} forecasts")
            continue
        shown = by_title[rows]
        forecasts = sorted(shown["forecasts"], key=lambda forecast: forecast["made_at"])
        expect(name + ": first", forecasts[0]["made_at"][:19], begin)
        expect(name + ": last", forecasts[-1]["made_at"][:19], end)
        expect(name + ": last belief", middle(forecasts[-1]["predictive"]), last)
        expect(name + ": forecasters", {forecast["by"] for forecast in forecasts}, {"metaculus-recency-weighted"})
        expect(name + ": withdrawn", [forecast for forecast in forecasts if forecast.get("withdrawn")], [])
        expect(name + ": resolutions", shown["resolutions"], [])
        expect(name + ": its number", shown["id"], "metaculus-" + shown["foreign_id"])
finish(faults)
