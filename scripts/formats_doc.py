#!/usr/bin/env python3
# Writes the table of formats in docs/formats.md from `hindsight import --formats`; what stands around it is written by hand.
import json
import os
import subprocess
import sys

HINDSIGHT = os.environ["HINDSIGHT"]
DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../docs/formats.md")
BEGIN, END = "<!-- formats -->\n", "<!-- end of formats -->\n"


def row(cells):
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def table():
    done = subprocess.run([HINDSIGHT, "import", "--formats", "--json"], capture_output=True, text=True, check=True)
    text = row(["format", "what", "read", "written", "kept", "lost"]) + "|---|---|---|---|---|---|\n"
    for entry in json.loads(done.stdout):
        yes = {True: "yes", False: "-"}
        text += row([f"`{entry['slug']}`", entry["title"], yes[entry["read"]], yes[entry["written"]], entry["kept"], entry["lost"]])
    return text


def document():
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    before, rest = text.split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END)[1]


sys.stdout.write(document())
