#!/usr/bin/env python3
# Hostile texts in every field: the page keeps its tree, Markdown its structure, cells begin no formula, and nothing that
# is printed holds a character that a terminal obeys or that turns or hides text.
import csv
import functools
import io
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import Folder, finish, need_shared
from hostile_book import corpus_lines, harmless, harmless_address, hostile_book

need_shared()
faults = []
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# Joiners and the like are kept in books as they are; what turns text or a terminal obeys is escaped.
IN_BOOKS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NOT_LISTED = 20  # faults of one kind beyond these say nothing new


def must(folder, *arguments):
    done = folder.run(*arguments)
    if done.returncode != 0:
        finish([f"{' '.join(arguments)} ended {done.returncode}: {done.stderr[:500]}"])
    return done.stdout


def report(folder, name, language="en"):
    must(folder, "--lang", language, "report", "2025", "--format", name, "--out", "out")
    extension = {"text": "txt"}.get(name, name)
    with open(os.path.join(folder.path, f"out/2025.{extension}"), encoding="utf-8", newline="") as file:
        return file.read()


def fault(text):
    if len(faults) < NOT_LISTED:
        faults.append(text)


def compare(what, hostile, harmless_one):
    for i, (a, b) in enumerate(zip(hostile, harmless_one)):
        if a != b:
            return fault(f"{what}: node {i} is {a!r} and not {b!r}, after {hostile[max(0, i - 3):i]!r}")
    if len(hostile) != len(harmless_one):
        fault(f"{what}: {len(hostile)} nodes, not {len(harmless_one)}")
    return None


TEXTUAL = {"aria-label", "title", "alt"}


def tree_of_page(source):
    """Elements with their attributes but for those that are text; drawings without where their labels stand.
    Whether a value may break depends on how long it is."""
    nodes = []
    def walk(node, drawn):
        name = node.tag.split("}")[-1]
        drawn = drawn or name == "svg"
        known = {k: v for k, v in node.attrib.items() if k not in TEXTUAL and v not in ("value", "whole", "value whole") and not (name == "meta" and k == "content" and "name" in node.attrib)}
        nodes.append((name, sorted((k, re.sub(r"[-\d.]+", "#", v) if drawn else v) for k, v in known.items())))
        for child in node:
            walk(child, drawn)
        nodes.append(f"/{name}")
    walk(ElementTree.fromstring(source.removeprefix("<!DOCTYPE html>\n")), False)
    return nodes


@functools.cache
def tags(text):
    """The elements of a piece of HTML inside Markdown."""
    nodes = []
    Tags(nodes).feed(text)
    return nodes


class Tags(HTMLParser):
    def __init__(self, nodes):
        super().__init__()
        self.handle_starttag = lambda tag, attributes: nodes.append((tag, attributes))
        self.handle_endtag = lambda tag: nodes.append(f"/{tag}")
        self.handle_decl = self.handle_pi = lambda data: nodes.append("?" + data)
        self.handle_comment = lambda data: nodes.append("?" + data) if data != " " else None  # the empty one parts addresses


def tree_of_markdown(source):
    """What an independent parser makes of it: kinds of nodes, targets of links, elements of HTML; None without the parser."""
    if not shutil.which("cmark-gfm"):
        return None
    command = ["cmark-gfm", "--unsafe", "-t", "xml"]
    for extension in ("table", "strikethrough", "autolink", "tasklist"):
        command += ["-e", extension]
    made = subprocess.run(command, input=source, capture_output=True, text=True, encoding="utf-8", check=True)
    nodes = []
    for node in ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", made.stdout)).iter():
        name = node.tag.split("}")[-1]
        if name in ("html_inline", "html_block"):
            nodes.extend(tags(node.text or ""))
        elif name not in ("text", "code"):
            nodes.append((name, node.get("destination")))
    return nodes


def structure():
    """Each renderer writes the same structure around hostile texts as around harmless ones."""
    lines = corpus_lines("xss") + [line for line in MARKDOWN if line.strip()]
    numbered = {"sorts": lambda i, line: f"{i:04} {line}"}  # the same order whatever the line
    found = []
    for book in (hostile_book(lines, **numbered), hostile_book(lines, harmless, harmless_address, **numbered)):
        with Folder() as folder:
            must(folder, "import", folder.file("book.toml", book))
            found.append((report(folder, "html"), report(folder, "md")))
    compare("HTML", *(tree_of_page(page) for page, _ in found))
    trees = [tree_of_markdown(markdown) for _, markdown in found]
    if trees[0] is None:
        print("cmark-gfm is not installed: Markdown is not compared")
    else:
        compare("Markdown", *trees)
    return len(lines)


MARKDOWN = ["# a", "- a", "+ a", "* a", "1. a", "1) a", "> a", "``` a", "~~~ a", "    a", "\ta", "---", "***", "===", "| a | b |", "|-|-|", "[a](b)", "![a](b)",
            "[a]: http://a.example", "[a][b]", "[^1]", "[^1]: a", "<http://a.example>", "http://a.example/(a)", "www.a.example", "a@a.example", "@someone", "#1",
            "**a**", "__a__", "*a*", "_a_", "~~a~~", "~a~", "`a`", "``a``", "$a$", "$$a$$", ":smile:", "&lt;b&gt;", "&#60;b&#62;", "&copy;", "\\", "\\\\", "a\\", "a  \nb",
            "a\n\nb", "a\n===", "a\n---", "a\n> b", "a\n- b", "a\n```\nb", "a\r\rb", "- [ ] a", "- [x] a", "</details>", "</summary>", "<!--", "-->", "<![CDATA[", "]]>", "<?a",
            "[a](<b>)", "](http://a.example)", "a](<javascript:b>)", "|", "a|b", "\\|", "`|`", "<bdi>", "</bdi>", "mailto:a@a.example", "xmpp:a@a.example", "ftp://a.example", "a.",
            "https://a.example/|b", "https://a.example/)b", "https://a.example/*b*_c_", "https://a.example/[b](c)", "https://a.example/`b`", "https://a.example/&copy;&lt;", "https://a.example/@b#1"]

INVISIBLE = [f"a{chr(c)}b" for c in [*range(1, 0x20), *range(0x7F, 0xA0), 0x61C, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x206A), 0xFEFF]]
INVISIBLE += ["\x1b[31mred", "\x1b]0;title\x07", "\x9b2J", "\x1b[2J\x1b[H", "a\rb", "a\bb", "\u202eabc", "\u2066\u2067\u2068", "https://a.example/\u202eb", "https://a.example/\x1b[31m"]
FORMULAS = [f"{sign}{rest}" for sign in "=+-@\t\r" for rest in ("1+1", "SUM(A1)", "cmd|' /C calc'!A0", '"a",b', "a\nb")]
# Numbers, days, flags and what the program names; every other column holds texts.
NOT_TEXT = {"year", "list", "kind", "status", "type", "said_on", "due", "decided_on", "made_at", "probability", "observed", "brier", "log", "type_score", "recorded_late"}


def cells(folder):
    rows = list(csv.DictReader(io.StringIO(report(folder, "csv"), newline="")))
    seen = set()
    for row in rows:
        for name, text in row.items():
            if name not in NOT_TEXT and text.startswith(tuple("=+-@\t\r")):
                fault(f"CSV: {name} begins a formula: {text!r}")
        seen.add(row["text"])
    for text in FORMULAS:
        if f"'{text}" not in seen:
            fault(f"CSV: no cell has {text!r} behind an apostrophe")
    return len(rows) + cells_beside(os.path.join(folder.path, "out/2025-tables"))


NUMBER = re.compile(r"-?(\d+(\.\d+)?(e[+-]\d+)?|inf)")
# Texts of people in the tables beside the main one; in each of them every formula must stand behind an apostrophe.
TEXTS_BESIDE = {"credence": ["phrase"], "evidence": ["title", "note", "url"], "groups": ["value"], "history": ["reason"], "persons": ["name"], "reasons": ["reason"],
                "scores": ["unit", "value"], "skill": ["value"], "sources": ["title", "url"], "type-scores": ["unit"], "wordings": ["text", "reason"]}


def cells_beside(tables):
    """No cell of the tables beside the main one begins a formula, but for numbers of our own."""
    count, seen = 0, {(table, column): set() for table, columns in TEXTS_BESIDE.items() for column in columns}
    for name in sorted(os.listdir(tables)):
        table = name.removesuffix(".csv")
        with open(os.path.join(tables, name), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                count += 1
                for column, text in row.items():
                    if text.startswith(tuple("=+-@\t\r")) and not NUMBER.fullmatch(text):
                        fault(f"CSV: {column} of {name} begins a formula: {text!r}")
                    if (table, column) in seen:
                        seen[table, column].add(text)
    for (table, column), texts in seen.items():
        missing = [text for text in FORMULAS if f"'{text}" not in texts]
        if missing:
            fault(f"CSV: {column} of {table}.csv has not {missing!r} behind an apostrophe")
    return count


def look(folder, ways, controls=CONTROLS):
    for way in ways:
        text = must(folder, *way)
        for match in list(controls.finditer(text))[:3]:
            fault(f"{' '.join(way)!r} prints U+{ord(match.group()):04X}: {text[max(0, match.start() - 40):match.end() + 20]!r}")


def with_updates(book):
    """Each forecast is made again a month later, so that it has a history."""
    return re.sub(r"\n\[\[statement\.forecast\]\]\n(?:[^\n]+\n)+", lambda found: found.group() + found.group().replace("made_at = 2025-01-01", "made_at = 2025-02-01"), book)


def printed():
    """What people see of hostile texts, in all commands that show them."""
    lines = list(dict.fromkeys(INVISIBLE + FORMULAS + corpus_lines("csv-formula", "trojan-source/lines.json", "unicode/mixed-own.json", "blns/blns-part.json")))
    ways = [("show", f"{kind}-{i}") for kind in ("binary", "numeric", "categorical", "annulled", "retracted", "overdue", "never") for i in range(len(INVISIBLE))]
    ways += [("log", f"retracted-{i}") for i in range(len(INVISIBLE))]
    with Folder() as folder:
        must(folder, "import", folder.file("book.toml", hostile_book(INVISIBLE)))
        look(folder, ways)
    with Folder() as folder:
        must(folder, "import", folder.file("book.toml", with_updates(hostile_book(lines))))
        look(folder, [("report", "2025"), ("--lang", "zh", "report", "2025"), ("list", "--columns", "id,status,due,said,by,kind,type,forecast,outcome,text"), ("log",), ("person", "list"),
                ("source", "list"), ("due", "--within", "90d"), ("score", "--by", "tag"), ("score", "--by", "question"), ("report", "2025", "--format", "md")])
        look(folder, [("export",)], IN_BOOKS)
        return len(ways), cells(folder)


print(f"{structure()} texts compared")
ways, rows = printed()
print(f"{ways} commands, {rows} rows")
finish(faults)
