#!/usr/bin/env python3
# The feed and the calendar keep to RFC 4287 and RFC 5545 whatever texts are in them, other people's programs read from them what
# was put in, and no cell of the tables begins a formula.
import csv
import datetime
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import PROGRAM, SHARED, Folder, finish, need_shared

try:
    import feedparser
    import icalendar
except ImportError as missing:
    finish([f"{sys.executable} has no module {missing.name}, which this check needs: install python3-{missing.name}"])

need_shared()
ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
faults = []


def expect(what, seen, wanted):
    if seen != wanted:
        faults.append(f"{what}: {seen!r} instead of {wanted!r}")


def naughty():
    texts = []
    for folder, endings in (("xss", ".txt"), ("csv-formula", ".txt"), ("svg-xss", ".txt")):
        for name in sorted(os.listdir(os.path.join(SHARED, "corpora", folder))):
            if name.endswith(endings):
                texts += open(os.path.join(SHARED, "corpora", folder, name), encoding="utf-8", errors="replace").read().splitlines()
    for name in ("blns/blns-part.json", "trojan-source/lines.json"):
        texts += json.load(open(os.path.join(SHARED, "corpora", name), encoding="utf-8"))
    texts += ["a\x01b\x1f", "\ufffe\uffff", "x]]>y", "a\r\nBEGIN:VEVENT\r\nb", "\\n\\,;:\"", "字" * 60, "é" * 75, "a" * 74 + "字", "-5"]
    return [text for text in dict.fromkeys(texts) if text.strip() and "\0" not in text and not any(0xD800 <= ord(c) < 0xE000 for c in text)]


def output(folder, *arguments):
    """The bytes: text would have other ends of lines."""
    done = subprocess.run([PROGRAM, *arguments], cwd=folder.path, env=folder.env, capture_output=True, check=False)
    if done.returncode != 0:
        faults.append(f"{' '.join(arguments)} ended {done.returncode}: {done.stderr.decode()[:300]}")
    return done.stdout


def toml(text):
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def book_of(texts):
    out = ['format = "hindsight/1"\n[[person]]\nid = "ann"\nname = { en = "Ann <b>&amp;" }\n']
    for i, text in enumerate(texts):
        resolved = i % 2 == 0
        out.append(f'[[statement]]\nid = "s{i}"\nkind = "prediction"\nsaid_by = "ann"\nsaid_on = 2025-01-01\ntext = {{ en = {toml(text)} }}\ntags = [{toml(text)}]\n'
                   f'[statement.question]\ntype = "binary"\ndue = {"2025-12-31" if resolved else "2026-12-01"}\ncriteria = {toml(text)}\n'
                   f'[[statement.forecast]]\nby = "ann"\nmade_at = 2025-01-01\npredictive = {{ p = 0.7 }}\nreason = {toml(text)}\n')
        if resolved:
            out.append(f'[[statement.resolution]]\noutcome = "yes"\ndecided_on = 2025-06-{i % 30 + 1:02}\nby = "ann"\nnote = {toml(text)}\n'
                       f'evidence = [{{ url = {toml(text)}, title = {toml(text)}, note = {toml(text)} }}, {{ url = "https://example.org/?a={i}&b=1" }}]\n')
    return "".join(out)


def known_texts(folder, texts):
    """Those that a record takes: the others are refused one by one, as they should be."""
    folder.file("book.toml", book_of(texts))
    done = folder.run("import", "book.toml", "--partial")
    if done.returncode not in (0, 1):
        faults.append(f"import ended {done.returncode}: {done.stderr[:500]}")
        finish(faults)
    taken = {entry["id"]: entry for entry in json.loads(folder.run("list", "--json").stdout)}
    if len(taken) < 0.9 * len(texts):
        faults.append(f"only {len(taken)} of {len(texts)} texts were taken: {done.stderr[:500]}")
    return {id: texts[int(id[1:])] for id in taken}


def check_entry(entry):
    for name in ("id", "title", "updated"):
        expect(f"elements {name} of an entry", len(entry.findall(ATOM + name)), 1)
    for name in ("updated", "published"):
        datetime.datetime.strptime(entry.find(ATOM + name).text, "%Y-%m-%dT%H:%M:%SZ")
    if not entry.find(f"{ATOM}author/{ATOM}name").text:
        faults.append("an entry without an author")
    content = entry.find(ATOM + "content")
    expect("type of the content", content.get("type"), "xhtml")
    expect("children of the content", [child.tag for child in content], [XHTML + "div"])
    for node in content.iter():
        if node.tag not in (ATOM + "content", *(XHTML + tag for tag in "div p dl dt dd a bdi strong code del ins".split())):
            faults.append(f"an element {node.tag} in the content")
        for key, value in node.items():
            if (key, node.tag) not in (("type", ATOM + "content"), ("href", XHTML + "a")) and not key.endswith("}lang"):
                faults.append(f"an attribute {key}={value!r} in the content")
    for link in [*entry.findall(ATOM + "link"), *content.iter(XHTML + "a")]:
        if not link.get("href").lower().startswith(("http://", "https://")):
            faults.append(f"a link to {link.get('href')!r}")


def check_feed(folder, texts):
    resolved = {id: text for id, text in texts.items() if int(id[1:]) % 2 == 0}
    text = output(folder, "report", "2025", "--format", "atom").decode()
    folder.env["HINDSIGHT_NOW"] = "2026-11-24T12:00:00Z"
    expect("the feed a day later", output(folder, "report", "2025", "--format", "atom").decode() == text, True)
    root = ElementTree.fromstring(text)
    entries = root.findall(ATOM + "entry")
    expect("entries", len(entries), len(resolved))
    for entry in entries:
        check_entry(entry)
    times = [entry.find(ATOM + "updated").text for entry in entries]
    expect("order of entries", times, sorted(times, reverse=True))
    expect("updated", root.find(ATOM + "updated").text, times[0])
    ids = [entry.find(ATOM + "id").text for entry in entries] + [root.find(ATOM + "id").text]
    expect("distinct names", len(set(ids)), len(resolved) + 1)
    for id in ids:
        if not re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", id):
            faults.append(f"{id} is no UUID")
    seen = feedparser.parse(text.encode())
    expect("feedparser's verdict", (seen.bozo, seen.version, len(seen.entries)), (False, "atom10", len(resolved)))
    plain = {text for text in resolved.values() if re.fullmatch(r"[A-Za-z0-9 .]+", text)}
    titles = {entry.title for entry in seen.entries}
    expect("plain titles that are missing", [text for text in plain if f"yes – {text.strip()}" not in titles and f"yes – {text}" not in titles], [])
    empty = feedparser.parse(output(folder, "report", "1999", "--format", "atom"))
    expect("a feed without entries", (empty.bozo, len(empty.entries), empty.feed.updated), (False, 0, "1999-01-01T00:00:00Z"))


def unfolded(data):
    """The content lines; RFC 5545, section 3.1."""
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        faults.append("lines do not all end with CRLF")
    lines = data.split(b"\r\n")[:-1]
    for line in lines:
        line.decode("utf-8")  # folded between characters
        if len(line) > 75:
            faults.append(f"a line of {len(line)} octets")
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def check_calendar(folder, texts):
    due = {id: text for id, text in texts.items() if int(id[1:]) % 2 == 1}
    data = output(folder, "due", "--format", "ics")
    depth, summaries, uid = [], {}, None
    for line in unfolded(data):
        if not re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^;:,\"]+)*:.*", line, re.DOTALL):
            faults.append(f"{line!r} is no content line")
        name, _, value = line.partition(":")
        if name == "BEGIN":
            depth.append(value)
        elif name == "END":
            expect("END", value, depth.pop() if depth else None)
        elif name == "UID":
            uid = value
        elif name == "SUMMARY":
            summaries[uid] = re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
        if name in ("SUMMARY", "DESCRIPTION") and re.search(r"(?<!\\)(\\\\)*(\\[^\\;,nN]|[;,])", value):
            faults.append(f"{line!r} is not escaped")
        if any(ord(c) < 0x20 for c in line):
            faults.append(f"a control character in {line!r}")
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    expect("events", len(events), len(due))
    expect("distinct UIDs", len({event["uid"] for event in events}), len(due))
    for event in events:
        text = due[event["uid"].split("@")[0]]
        expect("day", (event.decoded("dtstart"), event.decoded("dtend")), (datetime.date(2026, 12, 1), datetime.date(2026, 12, 2)))
        expect("stamp", event.decoded("dtstamp").isoformat(), "2026-11-23T12:00:00+00:00")
        expect("reminders", [alarm.decoded("trigger") for alarm in event.walk("VALARM")], [datetime.timedelta(hours=9, days=-7), datetime.timedelta(hours=9, days=-1)])
        if re.fullmatch(r"[ -~]+", text):
            expect("summary", summaries[event["uid"]], f"Due: {text}")
        # icalendar 4 reads percent signs and pairs of backslashes as something else.
        if re.fullmatch(r"[ -$&-[\]-~]+", text):
            expect("summary in icalendar", str(event["summary"]), f"Due: {text}")
    expect("the calendar at another time", output(folder, "due", "--format", "ics") == data, True)
    nothing = output(folder, "due", "--within", "1d", "--format", "ics")
    unfolded(nothing)
    expect("a calendar of nothing", [part.name for part in icalendar.Calendar.from_ical(nothing).subcomponents], ["VTIMEZONE"])


def check_tables(folder):
    folder.run("report", "2025", "--format", "csv", "--out", "tables")
    root = os.path.join(folder.path, "tables")
    names = sorted(os.path.relpath(os.path.join(place, name), root) for place, _, files in os.walk(root) for name in files)
    for name in ("2025.csv", "2025-tables/scores.csv", "2025-tables/counts.csv", "2025-tables/evidence.csv", "2025-tables/wordings.csv", "2025-tables/calibration.csv"):
        expect(f"{name} is written", name in names, True)
    for name in names:
        data = open(os.path.join(root, name), encoding="utf-8", newline="").read()
        rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))
        expect(f"widths of the rows of {name}", {len(row) for row in rows}, {len(rows[0])})
        expect(f"columns of {name}", len(set(rows[0])), len(rows[0]))
        if not data.endswith("\r\n"):
            faults.append(f"{name} does not end with CRLF")
        for row in rows[1:]:
            faults.extend(f"{name}: {column} {value!r} begins a formula" for column, value in zip(rows[0], row)
                          if value[:1] in tuple("=+-@\t\r") and not re.fullmatch(r"-?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity)", value))
    wordings = {row[0]: row[4] for row in csv.reader(open(os.path.join(root, "2025-tables/wordings.csv"), encoding="utf-8", newline=""))}
    return wordings


with Folder() as folder:
    known = known_texts(folder, naughty())
    check_calendar(folder, known)
    check_feed(folder, known)
    for id, text in check_tables(folder).items():
        if id in known and text not in (known[id], "'" + known[id]):
            faults.append(f"the wording of {id} became {text!r}")
print(f"{len(known)} texts")
finish(faults[:20])
