#!/usr/bin/env python3
# The page of a year stays small: under 300 KB for 100 statements with short texts, and no more than in proportion for many.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import Folder, finish

PEOPLE, TOPICS = 5, ("models", "chips", "robots", "search")
STATEMENT = """
[[statement]]
id = "s{i}"
kind = "prediction"
said_by = "p{person}"
said_on = 2025-01-01
text = {{ en = "Statement {i}: the share of {topic} grows in the first half of the year" }}
tags = ["{topic}"]
[statement.question]
type = "binary"
due = 2025-06-30
[[statement.forecast]]
by = "p{person}"
made_at = 2025-01-01
predictive = {{ p = {p} }}
[[statement.resolution]]
outcome = "{outcome}"
decided_on = 2025-07-01
by = "p0"
evidence = [{{ url = "https://example.org/{i}", title = "Figures of {topic}" }}]
"""


def book(count):
    people = "".join(f'\n[[person]]\nid = "p{i}"\nname = {{ en = "Person {i}" }}\n' for i in range(PEOPLE))
    statements = (STATEMENT.format(i=i, person=i % PEOPLE, topic=TOPICS[i % len(TOPICS)], p=round(0.05 + 0.1 * (i * 7 % 10), 2),
                                   outcome="yes" if i * 13 % 10 < i * 7 % 10 else "no") for i in range(count))
    return 'format = "hindsight/1"\n' + people + "".join(statements)


def size_of_page(count):
    with Folder() as folder:
        for arguments in (["import", folder.file("book.toml", book(count))], ["report", "2025", "--format", "html", "--out", "out"]):
            done = folder.run("--quiet", *arguments)
            if done.returncode != 0:
                finish([f"{count} statements: {arguments[0]} ended {done.returncode}: {done.stderr[:500]}"])
        return os.path.getsize(os.path.join(folder.path, "out/2025.html"))


small, large, twice = size_of_page(100), size_of_page(1000), size_of_page(2000)
print(f"100 statements: {small} bytes, 1,000: {large}, 2,000: {twice}")
faults = []
if small >= 300_000:
    faults.append(f"the page of 100 statements has {small} bytes, 300,000 are too many")
if twice >= 2.2 * large:
    faults.append(f"the page of 2,000 statements has {twice} bytes, more than 2.2 times the {large} of 1,000")
finish(faults)
