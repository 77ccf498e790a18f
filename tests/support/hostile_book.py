# Books in which every text is hostile, or a harmless text of the same shape.
import json
import os
import re
import unicodedata

from harness import SHARED

CORPORA = os.path.join(SHARED, "corpora")


def corpus_lines(*names):
    """The entries of corpora that may stand in a book: valid Unicode, no NUL, not blank, each once."""
    lines = []
    for name in names:
        path = os.path.join(CORPORA, name)
        files = [path] if os.path.isfile(path) else [os.path.join(path, file) for file in sorted(os.listdir(path)) if file.endswith(".txt")]
        for file in files:
            text = open(file, encoding="utf-8", errors="replace").read()
            lines += json.loads(text) if file.endswith(".json") else text.split("\n")
    def may_stand(line):
        return line.strip() and "\0" not in line and not any(0xD800 <= ord(c) <= 0xDFFF for c in line)
    return [line for line in dict.fromkeys(lines) if may_stand(line)]


def harmless_character(c):
    """As wide as what is shown in its place: an invisible one as its number, those of East Asia two columns."""
    if c in "\n\t":
        return " "
    if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp"):
        return "!" * len(f"<U+{ord(c):04X}>")
    return "\uff01" if unicodedata.east_asian_width(c) in "WF" else "!"


def harmless(line):
    """As long, with its words, digits and what parts them, but nothing that any language of markup knows."""
    return re.sub(r"[^A-Za-z0-9 .,–-]", lambda found: harmless_character(found.group()), line.replace("\r\n", "\n"))


def harmless_address(line):
    """Addresses of the web stay, since they may be linked."""
    return line if re.match(r"https?://", line, re.IGNORECASE) else harmless(line)


def string(text):
    """A basic string of TOML."""
    return '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\u{ord(c):04X}" if ord(c) < 0x10000 else f"\\U{ord(c):08X}" for c in text) + '"'


QUESTIONS = {
    "binary": ('type = "binary"', "phrase = {phrase}", 'outcome = "yes"', 'outcome = "no"'),
    "numeric": ('type = "numeric"\nunit = {tag}', "predictive = {{ range = [10, 20], level = 0.8 }}", "outcome = 15", "outcome = 25"),
    "categorical": ('type = "categorical"\noptions = [{option}, "other, or none of what was named here"]', "predictive = {{ probs = [0.7, 0.3] }}", "outcome = {option}", 'outcome = "other, or none of what was named here"'),
    "annulled": ('type = "binary"', "predictive = {{ p = 0.6 }}", "annulled = {tag}", 'outcome = "no"'),
    "retracted": ('type = "binary"', "predictive = {{ p = 0.6 }}", "", ""),
    "overdue": ('type = "categorical"\noptions = [{option}, "other, or none of what was named here"]', "predictive = {{ probs = [0.7, 0.3] }}", "", ""),
}

STATEMENT = """
[[statement]]
id = "{kind}-{i}"
kind = "prediction"
said_by = "p{i}"
said_on = 2025-01-01
source = "s{i}"
locator = {text}
text = {{ en = {text}, zh = {text}, fr = {text} }}
quote = {text}
strength = {phrase}
foreign_id = {text}
address = {address}
tags = [{tag}]
text_was = [{{ until = 2025-01-02, text = {{ en = {was}, zh = {was} }}, reason = {text} }}]
"""

FORECAST = """
[statement.question]
{question}
title = {text}
criteria = {text}
notes = {text}
due = 2025-06-01

[[statement.forecast]]
by = "p{i}"
made_at = 2025-01-01
{predictive}
reason = {text}
"""

RESOLUTION = """
[[statement.resolution]]
{outcome}
decided_on = 2025-06-01
by = "{by}"
note = {text}
evidence = [{{ url = {address}, title = {text}, date = "2025-06", note = {text}, sureness = "B" }}, {{ url = {address} }}, {{ title = {text} }}, {{ note = {text} }}]
"""


def statements(i, values):
    for kind, (question, predictive, outcome, other) in QUESTIONS.items():
        yield STATEMENT.format(kind=kind, i=i, **values)
        if kind == "retracted":
            yield "retracted = {{ on = 2025-02-01, reason = {text} }}\n".format(**values)
        yield FORECAST.format(i=i, question=question.format(**values), predictive=predictive.format(**values), **values)
        for by, verdict in ((f"p{i}", outcome), (f"q{i}", other)):
            if verdict:
                yield RESOLUTION.format(by=by, outcome=verdict.format(**values), **values)
    yield STATEMENT.format(kind="never", i=i, **values)  # without a question


def hostile_book(lines, text=lambda line: line, address=lambda line: line, sorts=lambda i, line: line):
    """A book with each line in each of its texts; `sorts` is for those that a report puts in order."""
    out, phrases = ['format = "hindsight/1"\n'], []
    for i, line in enumerate(lines):
        shown = string(text(line))
        values = {"text": shown, "address": string(address(line)), "phrase": string(sorts(i, text(line))), "tag": string(sorts(i, text(line))),
                  "option": string(text(line.strip(" \t\r\n\v\f"))), "was": string(text(line) + " (before)")}
        phrases.append(f"{values['phrase']} = 0.8\n")
        for person in ("p", "q"):
            out.append(f'\n[[person]]\nid = "{person}{i}"\nname = {{ en = {shown}, zh = {shown} }}\n')
        out.append(f'\n[[source]]\nid = "s{i}"\ntitle = {{ en = {shown}, zh = {shown} }}\nurl = {values["address"]}\npublished = 2025-01-01\n')
        out.extend(statements(i, values))
    out.insert(1, "\n[credence]\n" + "".join(dict.fromkeys(phrases)))
    return "".join(out)
