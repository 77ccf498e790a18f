#!/usr/bin/env python3
# Every error code has one case in tests/errors, named by its slug, that shows its message and ends with its status.
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, finish
from run_case import parse

# slug -> why no command line leads to it
EXCEPTIONS = {
    "bug": "nobody can ask for one",
    "bad-canonical": "only the journal's own bytes can have this fault; whoever reads them is told record-damaged",
}
ROW = re.compile(r'ErrorInfo\{ErrorCode::\w+, "([a-z0-9-]+)", (\d+)\}')
ERRORS = os.path.join(SOURCE, "tests/errors")


def table():
    """slug -> exit status, from the one table."""
    text = open(os.path.join(SOURCE, "src/base/error.cpp"), encoding="utf-8").read()
    return {slug: int(status) for slug, status in ROW.findall(text)}


def steps(path):
    """What each command of a case prints to standard error, and how it ends."""
    found = []
    for kind, rest, lines in parse(path)[1]:
        if kind == "run":
            found.append({"command": rest, "stderr": "", "status": 0})
        elif kind == "stderr":
            found[-1]["stderr"] = "".join(lines)
        elif kind == "status":
            found[-1]["status"] = int(rest)
    return found


def faults_of_case(slug, status, path):
    shown = [step for step in steps(path) if f"[{slug}]\n" in step["stderr"]]
    if not shown:
        yield f"tests/errors/{slug}.case shows no message with [{slug}]"
    for step in shown:
        if step["status"] != status:
            yield f"tests/errors/{slug}.case: `{step['command']}` should end {status}, which is the status of {slug}"
    if not parse(path)[0].strip().endswith("."):
        yield f"tests/errors/{slug}.case does not begin with a sentence that says the behaviour"


def main():
    codes = table()
    cases = {name[:-5] for name in os.listdir(ERRORS) if name.endswith(".case")}
    faults = [f"only {len(codes)} error codes were read: the check looks at the wrong place"] if len(codes) < 40 else []
    faults += [f"tests/errors/{slug}.case is missing" for slug in codes if slug not in cases and slug not in EXCEPTIONS]
    faults += [f"tests/errors/{name}.case: there is no error code \"{name}\"" for name in sorted(cases - set(codes))]
    faults += [f"{slug} is excepted here, but is no error code or has a case" for slug in EXCEPTIONS if slug not in codes or slug in cases]
    for slug in sorted(cases & set(codes)):
        faults += faults_of_case(slug, codes[slug], os.path.join(ERRORS, slug + ".case"))
    finish(faults)


main()
