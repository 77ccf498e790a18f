#!/usr/bin/env python3
# Reports headers, sources, functions and folders over the targets for size; never fails.
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE

FUNCTION = re.compile(r"^\S.*\)[^;{]*\{\s*$|^    \S.*\)[^;{]*\{\s*$")


def long_functions(lines):
    start = None
    for number, line in enumerate(lines, 1):
        if start is None and FUNCTION.match(line):
            start, indent = number, len(line) - len(line.lstrip())
        elif start is not None and line.rstrip() in (" " * indent + "}", " " * indent + "};"):
            if number - start + 1 > 60:
                yield start, number - start + 1
            start = None


total = 0
for top in ("include", "src"):
    for folder, _, names in os.walk(os.path.join(SOURCE, top)):
        files = [name for name in names if name.endswith((".cpp", ".hpp"))]
        if len(files) > 15:
            print(f"{os.path.relpath(folder, SOURCE)}: {len(files)} files (target 15)")
        for name in sorted(files):
            path = os.path.relpath(os.path.join(folder, name), SOURCE)
            lines = open(os.path.join(SOURCE, path), encoding="utf-8").read().split("\n")
            total += len(lines)
            target = 200 if name.endswith(".hpp") else 350
            if len(lines) > target:
                print(f"{path}: {len(lines)} lines (target {target})")
            for start, length in long_functions(lines):
                print(f"{path}:{start}: function of {length} lines (target 60)")
print(f"{total} lines in all")
