#!/usr/bin/env python3
# Every message of the report's languages is used: its key stands in the code, whole or in the parts that it is put together of.
import glob
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, finish


def literals(*patterns):
    """The texts of string literals outside of comments."""
    found = set()
    for pattern in patterns:
        for path in glob.glob(os.path.join(SOURCE, pattern), recursive=True):
            with open(path, encoding="utf-8") as file:
                found |= {text for line in file for text in re.findall(r'"((?:[^"\\]|\\.)*)"', line.split("//")[0])}
    return found


def keys():
    with open(os.path.join(SOURCE, "src/report/words/languages/en.txt"), encoding="utf-8") as file:
        return [line.split(' = "')[0] for line in file if ' = "' in line and not line.startswith("#")]


own = literals("src/report/**/*.[ch]pp")
# Slugs of kinds, types, rules, reasons and the like come from the rows below.
slugs = own | literals("include/hindsight/**/*.hpp", "src/domain/*.cpp", "src/interchange/*.cpp", "src/evaluation/*.cpp", "src/scoring/**/*.[ch]pp")


def is_slug(part):
    """A slug, one of many things (predictions), or one of a sort (year:due, seems_over)."""
    sorts = [text for text in own if text.endswith((":", "_")) and part.startswith(text)]
    return any(text in slugs for text in (part, part.removesuffix("s"), *(part[len(sort):] for sort in sorts)))


def is_used(key):
    """As it is; or behind a literal that ends in a dot, or a group of terms, with the rest made of literals, too."""
    group = key.partition(".")[0]
    begins = [text for text in own if text.endswith(".") and len(text) > 1 and key.startswith(text)] + [group + "."] * (group in own)
    rests = [key[len(begin):] for begin in begins]
    return key in own or any(is_slug(rest) or all(is_slug(part) or "." + part in own for part in rest.split(".")) for rest in rests if rest)


finish([f"src/report/words/languages: nothing uses {key}" for key in keys() if not is_used(key)])
