#!/usr/bin/env python3
# The Markdown of the book's reports is read by a code host's parser as it was meant: tables are tables, emphasis is emphasis,
# every part that opens closes, links lead somewhere and pictures are there.
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SKIPPED, SOURCE, Folder, finish

if not shutil.which("cmark-gfm"):
    print("skipped: cmark-gfm is not installed")
    sys.exit(SKIPPED)

VOID = {"br", "hr", "img", "input"}
faults = []


class Page(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.open, self.count, self.ids, self.targets, self.pictures, self.text = [], {}, set(), set(), [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.count[tag] = self.count.get(tag, 0) + 1
        if tag not in VOID:
            self.open.append(tag)
        self.ids.update({values["id"]} if "id" in values else set())
        if values.get("href", "").startswith("#"):
            self.targets.add(values["href"][1:])
        if tag == "img":
            self.pictures.append((values["src"], values.get("alt", "")))

    def handle_endtag(self, tag):
        if tag in VOID:  # <img /> counts as both
            return
        if not self.open or self.open.pop() != tag:
            faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.text.append(data)


def html_of(markdown):
    command = ["cmark-gfm", "--unsafe", "-t", "html"]
    for extension in ("table", "strikethrough", "autolink", "tagfilter"):
        command += ["-e", extension]
    return subprocess.run(command, input=markdown, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def check(name, folder, markdown):
    before = len(faults)
    page = Page(html_of(markdown))
    text = "".join(page.text)
    tables = len(re.findall(r"^\|(?: :?-+:? \|)+$", markdown, re.MULTILINE))
    if page.count.get("table", 0) != tables or tables == 0:
        faults.append(f"{page.count.get('table', 0)} tables of {tables}")
    if page.open:
        faults.append(f"not closed: {page.open}")
    for mark in ("**", "<bdi", "](", "&#", "| -"):
        if mark in text:
            at = text.index(mark)
            faults.append(f"{mark!r} is read as text: {text[max(0, at - 40):at + 40]!r}")
    if page.count.get("details", 0) != page.count.get("summary", 0):
        faults.append(f"{page.count.get('details', 0)} parts with {page.count.get('summary', 0)} summaries")
    faults.extend(f"a link to #{target}, which is nowhere" for target in sorted(page.targets - page.ids))
    for source, alternative in page.pictures:
        if not os.path.exists(os.path.join(folder, source)) or not alternative:
            faults.append(f"the picture {source} ({alternative!r}) is missing")
    faults[before:] = [f"{name}: {fault}" for fault in faults[before:]]


with Folder() as folder:
    folder.run("import", os.path.join(SOURCE, "predictions.toml"))
    for language in ("en", "zh"):
        for arguments in (["2024"], ["2025"], ["2026"], ["--compare", "2024,2025,2026"], ["--person", "andrew-ng"]):
            done = folder.run("--lang", language, "report", *arguments, "--format", "md", "--out", "out")
            if done.returncode != 0:
                faults.append(f"report {arguments} ended {done.returncode}: {done.stderr[:300]}")
            alone = folder.run("--lang", language, "report", *arguments, "--format", "md").stdout
            check(f"report {' '.join(arguments)} in {language}, alone", folder.path, alone)
            if "![" in alone:
                faults.append("a report alone points at pictures")
    names = [name for name in sorted(os.listdir(os.path.join(folder.path, "out"))) if name.endswith(".md")]
    if len(names) != 10:
        faults.append(f"10 files are expected: {names}")
    for name in names:
        check(name, os.path.join(folder.path, "out"), open(os.path.join(folder.path, "out", name), encoding="utf-8").read())
finish(faults[:20])
