#!/usr/bin/env python3
# Runs every command with --json and validates what it prints against docs/schemas; every schema must describe each member
# and refuse a spoilt output.
import json
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, Folder, finish

try:
    from jsonschema import Draft202012Validator
except ImportError:
    finish([f"{sys.executable} has no module jsonschema, which this check needs: install python3-jsonschema"])

SCHEMAS = os.path.join(SOURCE, "docs/schemas")
COMMON = "common.schema.json#/$defs/"
STATUSES = {"not_resolvable", "open", "closed", "overdue", "resolved", "annulled", "retracted"}
TYPES = {"binary", "numeric", "date", "categorical", "ordinal"}
FORMS = {"p", "probs", "range", "quantiles", "samples", "family", "cdf", "point"}
OUTCOMES = {"below", "above", "before", "not_by"}
FIGURES = {"ci90", "infinite", "clipped", "sum", "standing", "orientation", "bands", "sharpness", "bias_corrected", "auc",
           "auc_ci95", "spiegelhalter", "hosmer_lemeshow", "coverage", "quantile_levels", "pit_histogram"}
COMPARED = {"baseline", "relative_skill", "scaled_relative_skill", "imputed", "adjusted", "difficulty", "ci90", "ratio", "p_adjusted",
            "not_tested"}

# What only a book can say: links, earlier wordings, bounds, closing before the due date, sureness of evidence.
BOOK = """format = "hindsight/1"

[[person]]
id = "bo"

[[source]]
id = "lake-times"
title = { en = "The Lake Times", zh-Hant = "湖報" }

[[statement]]
id = "pier"
kind = "prediction"
said_by = "me"
said_on = 2026-01-01
source = "lake-times"
locator = "page 3"
quote = "the pier, I think"
strength = "likely"
text = { en = "The pier is rebuilt" }
text_was = [{ until = 2026-02-01, text = { en = "The pier is built" }, reason = "misheard" }]
tags = ["lake"]

  [statement.question]
  type = "binary"
  title = "Is the pier rebuilt?"
  criteria = "Boats may moor at it."
  notes = "assumed: any boat"
  opens = 2026-01-01
  closes = 2026-06-01
  due = 2027-06-01

  [[statement.forecast]]
  by = "me"
  made_at = 2026-01-01
  phrase = "likely"

  [[statement.forecast]]
  by = "bo"
  made_at = 2026-01-02
  predictive = { p = 0.4 }
  reason = "the piles are rotten"
  withdrawn = 2026-03-01
  withdrawal_reason = "they were replaced"

[[statement]]
id = "fish"
kind = "prediction"
said_by = "bo"
said_on = 2026-01-01
text = { en = "The lake has 2,000 to 3,000 fish" }
foreign_id = "31415"
address = "https://example.org/questions/31415"
variant_of = "pier"

  [statement.question]
  type = "numeric"
  unit = "fish"
  low = 100
  zero_point = -50
  open_low = true
  open_high = true
  opens = 2026-01-01
  closes = 2026-06-01
  scheduled_close = 2026-06-15
  spot_at = 2026-05-01
  high = 100_000
  due = 2026-07-01

  [[statement.forecast]]
  by = "bo"
  made_at = 2026-01-01
  predictive = { range = [2000, 3000], level = 0.8 }

  [[statement.resolution]]
  outcome = 2500
  decided_on = 2026-07-01
  by = "me"
  confidence = "medium"
  note = "counted twice"
  evidence = [{ url = "https://example.org/fish", title = "Count", date = "2026-07", note = "2,500", sureness = "A" }]

[[statement]]
id = "fish-again"
kind = "prediction"
said_by = "bo"
said_on = 2026-01-03
text = { en = "There are 2,000 to 3,000 fish in it" }
repeats = "fish"

  [statement.question]
  type = "numeric"
  unit = "fish"
  due = 2026-07-01

  [[statement.forecast]]
  by = "bo"
  made_at = 2026-01-03
  predictive = { range = [2000, 3000], level = 0.8 }

  [[statement.resolution]]
  outcome = 2500
  decided_on = 2026-07-01
  by = "me"

[[statement]]
id = "boats"
kind = "prediction"
said_by = "bo"
said_on = 2026-01-01
text = { de = "Wenn der Steg steht, kommen Boote" }
conditional_on = { statement = "pier", outcome = "yes" }

  [statement.question]
  type = "ordinal"
  options = ["none", "few", "many"]
  due = 2026-12-01

  [[statement.forecast]]
  by = "bo"
  made_at = 2026-01-01
  predictive = { probs = { none = 0.1, few = 0.3, many = 0.6 } }
"""

BROKEN = """format = "hindsight/1"

[[statement]]
id = "Broken"
kind = "prediction"
said_by = "nobody"
said_on = 2026-02-30
text = { en = "It breaks" }
"""

# Flat files: weights, fractions, sure and wrong, missing; 24 plain rows; questions of a site; every form of a forecast; faults.
EVENTS = """forecaster,question,region,probability,outcome,weight
ann,q1,north,0.8,1,1
ann,q2,south,0.3,0,1
ann,q3,north,0.9,0.5,2
bob,q1,north,0,1,1
bob,q2,south,,0,1
bob,q3,north,70%,yes,1
"carl, jr.",q4,,0.5,0.0,1
"""
PLAIN = "forecaster,question,day,probability,outcome\n" + "".join(
    f"{name},q{i},2026-01-{i + 1:02},{(i * step % 11 + 0.5) / 11:.3f},{i % 3 % 2}\n"
    for name, step in (("ann", 4), ("bob", 3)) for i in range(12))
FEW = "probability,outcome\n" + "".join(f"0.{i % 4 + 2},{i % 2}\n" for i in range(1200))
MANY = "probability,outcome\n" + "".join(f"{(i + 0.5) / 6000:.6f},{i % 7 % 2}\n" for i in range(6000))
SITE = """question,forecaster,probability,outcome,made_at,withdrawn_at,opens,closes,scheduled_close,spot_at
q1,ann,0.8,1,2026-01-01,,2026-01-01,2026-01-09,2026-01-11,2026-01-05
q1,bob,0.6,1,2026-01-03,2026-01-06,2026-01-01,2026-01-09,2026-01-11,2026-01-05
q1,cy,,1,2026-01-04,,2026-01-01,2026-01-09,2026-01-11,2026-01-05
q2,ann,0.3,0,2026-01-01,,2026-01-01,2026-01-09,2026-01-11,2026-01-05
q2,bob,1,0,2026-01-02,,2026-01-01,2026-01-09,2026-01-11,2026-01-05
"""
MISSING = "probability,outcome\n,1\n"
KINDS = """{"question": "a", "predictive": {"p": 0.25}, "observed": 0.5}
{"question": "b", "predictive": {"probs": {"a": 0.2, "b": 0.8}}, "observed": "b"}
{"question": "b", "predictive": {"probs": [0.2, 0.5, 0.3]}, "observed": 2}
{"question": "c", "predictive": {"range": ["100B", "500B"], "level": 0.8}, "observed": "398.5B"}
{"question": "c", "predictive": {"range": [1, 2], "level": 1}, "observed": 1}
{"question": "c", "predictive": {"range": [1, 2], "level": 0.5}, "observed": {"above": 3}}
{"question": "d", "predictive": {"range": [null, 3], "level": 0.9}, "observed": 2}
{"question": "e", "predictive": {"range": ["2025-08-10", "2026-08-10"], "level": 0.8}, "observed": "2026-08-20"}
{"question": "f", "predictive": {"quantiles": {"0.9": 3, "0.1": 1, "0.5": 2}}, "observed": 2.5}
{"question": "g", "predictive": {"samples": [1, 2, 4]}, "observed": 2}
{"question": "g", "predictive": {"samples": [1.5, 2.5], "weights": [1, 3]}, "observed": 2}
{"question": "h", "predictive": {"cdf": [[0, 0], [1, 1]]}, "observed": 0.5}
{"question": "h", "predictive": {"cdf": [[0, 0], [1, 1]]}, "observed": 5}
{"question": "i", "predictive": {"point": 3}, "observed": 1}
{"question": "j", "predictive": {"family": "normal", "mean": 0, "sd": 1, "truncated": [-2, null]}, "observed": 1}
{"question": "k", "predictive": {"family": "poisson", "rate": 3}, "observed": 2}
{"question": "l", "predictive": %s, "observed": 1}
"""
FAULTY = """{"predictive": {"p": 1.4}, "observed": true}
{"predictive": {"family": "cauchy"}, "observed": 1}
{"predictive": {"family": "normal", "mean": 0, "sd": 0}, "observed": 0}
[1]
"""
HUB = """location,horizon,target_end_date,output_type,output_type_id,value
US,1,2024-01-13,quantile,0.1,1
US,1,2024-01-13,quantile,0.5,2
US,1,2024-01-13,quantile,0.9,4
US,2,2024-01-20,quantile,0.5,2
US,3,2024-01-13,pmf,up,0.6
US,3,2024-01-13,pmf,down,0.4
"""
TRUTH = """location,date,value
US,2024-01-13,3
"""

SAID = ["--said-on", "2026-01-01", "--criteria", "As counted"]
MIXTURE = json.dumps({"family": "mixture", "components": [{"weight": 0.3, "family": "normal", "mean": 1, "sd": 1},
                                                          {"weight": 0.7, "family": "exponential", "rate": 2}]})
# (command, arguments[, exit status]) in order; what each prints is validated.
RUNS = [
    ("init", []),
    ("init", []),
    ("import", [os.path.join(SOURCE, "predictions.toml"), "--dry-run"]),
    ("import", [os.path.join(SOURCE, "predictions.toml")]),
    ("import", ["own.toml"]),
    ("import", ["broken.toml"], 3),
    ("person add", ["ada", "--name", "Ada Lovelace", "--name", "zh=艾达"]),
    ("source add", ["minutes", "--title", "Minutes of the town hall", "--url", "https://example.org/m", "--published", "2026-01-01"]),
    ("person list", []),
    ("source list", []),
    # every question type, and of values every form of a forecast
    ("add", ["The cup goes to us", "--id", "cup", *SAID, "--due", "2026-10-01", "--type", "categorical", "--option", "us", "--option", "them",
             "--forecast", "us=70%,them=30%", "--tag", "sport", "--source", "minutes", "--locator", "2"]),
    ("add", ["It snows by March", "--id", "snow", *SAID, "--due", "2026-03-01", "--type", "date", "--forecast", "by 2026-03-01@60%"]),
    ("add", ["No ice before February", "--id", "ice", *SAID, "--due", "2026-02-01", "--forecast", "not before 2026-02-01@90%"]),
    ("add", ["It is certain", "--id", "certain", *SAID, "--due", "2026-05-01", "--forecast", "100%"]),
    ("add", ["It is half done", "--id", "half", *SAID, "--due", "2026-05-01", "--phrase", "likely"]),
    ("add", ["The lake is 20 to 30 m deep", "--id", "deep", *SAID, "--due", "2026-05-01", "--unit", "m", "--scale", "log", "--forecast", "20..30@80%"]),
    ("add", ["The well is at most 9 m deep", "--id", "well", *SAID, "--due", "2026-05-01", "--unit", "m", "--forecast", "<=9@70%"]),
    ("add", ["The tea was good then", "--id", "tea", "--kind", "claim", *SAID, "--forecast", "80%"]),
    ("add", ["Nobody will know", "--id", "annulled", *SAID, "--due", "2026-05-01", "--forecast", "50%"]),
    ("add", ["In jest", "--id", "jest", *SAID, "--due", "2027-05-01"]),
    ("add", ["Just so", "--id", "just-so", "--lang-of-text", "de"]),
    ("add", ["Just so", "--id", "just-so-2"]),
    ("add", ["It is late", "--id", "late", *SAID, "--due", "2026-05-01", "--forecast", "30%"]),
    ("forecast", ["deep", ">=25@60%", "--by", "ada", "--at", "2026-02-01", "--reason", "an old map"]),
    ("forecast", ["deep", "5%=10,50%=20,95%=40", "--by", "bo", "--at", "2026-02-01"]),
    ("forecast", ["deep", "0.0000001%=1,50%=20", "--by", "bo", "--at", "2026-02-02"]),
    ("forecast", ["well", '{"samples":[1,2,3],"weights":[1,2,1]}', "--by", "ada", "--at", "2026-02-01"]),
    ("forecast", ["well", '{"cdf":[[1,0],[5,0.5],[9,1]]}', "--by", "bo", "--at", "2026-02-01"]),
    ("forecast", ["well", '{"family":"normal","mean":5,"sd":2,"truncated":[0,null]}', "--by", "li-mu", "--at", "2026-02-01"]),
    ("forecast", ["well", MIXTURE, "--by", "andrew-ng", "--at", "2026-02-01"]),
    ("forecast", ["well", "7", "--at", "2026-02-01"]),
    ("forecast", ["snow", '{"family":"uniform","min":"2026-01-01","max":"2026-06-01"}', "--by", "ada", "--at", "2026-02-01"]),
    ("forecast", ["ice", "2026-03-01", "--by", "ada", "--at", "2026-01-02"]),
    ("forecast", ["half", "likely", "--by", "ada", "--at", "2026-01-02"]),
    ("forecast", ["certain", "50%", "--by", "ada"]),
    ("withdraw", ["deep", "--by", "ada", "--reason", "a new map"]),
    # every form of an outcome
    ("resolve", ["cup", "us", "--on", "2026-09-01", "--evidence", "https://example.org/cup", "--note", "in overtime"]),
    ("resolve", ["cup", "them", "--on", "2026-09-01", "--by", "ada"]),
    ("resolve", ["certain", "no", "--on", "2026-05-01"]),
    ("resolve", ["half", "0.5", "--on", "2026-05-01"]),
    ("resolve", ["deep", "above 20", "--on", "2026-05-01"]),
    ("resolve", ["deep", "24.5", "--on", "2026-05-01", "--correct", "--reason", "measured again"]),
    ("resolve", ["well", "below 3", "--on", "2026-05-01"]),
    ("resolve", ["snow", "2026-02-11"]),
    ("resolve", ["ice", "not by 2026-02-01"]),
    ("resolve", ["ice", "before 2026-03-01", "--by", "ada"]),
    ("resolve", ["tea", "yes"]),
    ("resolve", ["annulled", "annulled: nobody knows"]),
    ("amend", ["cup", "--text", "The cup goes to our town", "--tag", "sport", "--reason", "plainer"]),
    ("retract", ["jest", "--reason", "said in jest"]),
    ("retract", ["late", "--reason", "wrong"]),
    ("undo", []),
    ("list", []),
    ("due", ["--within", "2y"]),
    ("log", []),
    ("log", ["deep"]),
    *[("show", [name]) for name in ("pier", "fish", "fish-again", "boats", "cup", "snow", "ice", "certain", "half", "deep", "well", "tea",
                                    "annulled", "jest", "just-so", "late", "li-params-100b-500b")],
    ("score", ["by:bo"]),
    ("score", ["--by", "forecaster,kind"]),
    ("score", ["--by", "tag", "--policy", "time-weighted"]),
    ("score", ["--by", "type,horizon", "--policy", "every", "--include-late"]),
    ("score", ["by:bo", "--rule", "interval", "--policy", "first"]),
    ("score", ["--diagnostics", "--clip", "0.01", "--bins", "3", "--bins-by", "quantile", "--bins-closed", "right"]),
    ("score", ["--by", "forecaster", "--diagnostics", "--rule", "metaculus_baseline,metaculus_spot_peer,predictionbook"]),
    ("score", ["--by", "question,forecaster", "--as-published", "--rule", "metaculus_peer"]),
    ("report", ["1999", "--format", "json"]),
    ("report", ["2026", "--format", "json"]),
    ("report", ["2026", "--year-by", "due", "--policy", "time-weighted", "--by", "me"]),
    ("report", ["2026", "--year-by", "said", "--as-of", "2026-11-23"]),
    ("head", []),
    ("head", ["--out", "head.txt"]),
    ("verify", ["--head", "head.txt"]),
    ("backup", ["copy.db"]),
    ("doctor", []),
    ("export", ["--out", "book.toml"]),
    ("import", ["book.toml"]),
    ("export", ["--format", "jsonl", "--out", "journal.jsonl"]),
]

HUB_FILE = "2024-01-06-team-model.csv"
OPTIONS = ["--weight-range", "0,2", "--threshold", "1", "--level", "0.8"]
WITH_OPTIONS = ["--rule", "crps_tw,crps_ow,brier_threshold,coverage", *OPTIONS]
SITE_RULES = ["--rule", "metaculus_baseline,metaculus_peer,metaculus_spot_baseline,metaculus_spot_peer,good_judgment_accuracy,"
              "forecastbench_adjusted,fatebook_relative,predictionbook"]
WHO = ["--by", "forecaster", "--rule"]
# (schema, arguments[, exit status]) of journals, of flat files, and of further shapes; the command is what stands before "_".
FLAT_RUNS = [
    ("export_journal", ["--format", "jsonl"]),
    ("import", ["journal.jsonl"]),
    ("score_rules", ["--list-rules"]),
    ("score_families", ["--list-families"]),
    ("score_file", ["events.csv"]),
    ("score_file", ["events.csv", "--by", "forecaster,region", "--diagnostics"]),
    ("score_file", ["events.csv", "--diagnostics", "--clip", "0.01", "--bins", "3", "--bins-by", "quantile", "--bins-closed", "right"]),
    ("score_file", ["plain.csv", "--diagnostics"]),
    ("score_file", ["plain.csv", "--diagnostics", "--by", "forecaster", "--cluster", "day", "--rule", "log"]),
    ("score_file", ["few.csv", "--diagnostics"]),
    ("score_file", ["many.csv", "--diagnostics"]),
    ("score_file", ["missing.csv", "--diagnostics"]),
    ("score_file", ["kinds.jsonl"]),
    ("score_file", ["kinds.jsonl", "--by", "question", "--diagnostics"]),
    ("score_file", ["kinds.jsonl", "--diagnostics", *WITH_OPTIONS]),
    ("score_file", [HUB_FILE, "--observed", "truth.csv", "--by", "model,horizon", "--where", "output_type=quantile", "--diagnostics"]),
    ("score_file", ["site.csv", *SITE_RULES, "--by", "forecaster", "--diagnostics"]),
    ("score_file", ["site.csv", *SITE_RULES, "--as-published"]),
    ("score_each", ["events.csv", "--each"], 1),
    ("score_each", ["kinds.jsonl", "--each"], 1),
    ("score_each", ["kinds.jsonl", "--each", *WITH_OPTIONS], 1),
    ("score_each", ["faulty.jsonl", "--each"], 1),
    ("score_each", ["site.csv", "--each", *SITE_RULES], 1),
    ("score_each", [HUB_FILE, "--each", "--observed", "truth.csv"], 1),
    ("compare", ["events.csv", *WHO, "log"]),
    ("compare", ["events.csv", *WHO, "log", "--clip", "0.01", "--cluster", "region"]),
    ("compare", ["events.csv", *WHO, "brier", "--adjust", "difficulty", "--baseline", "ann"]),
    ("compare", ["events.csv", *WHO, "brier", "--missing", "impute_worst"]),
    ("compare", ["events.csv", *WHO, "brier", "--missing", "impute_mean", "--adjust", "difficulty"]),
    ("compare", ["events.csv", *WHO, "brier", "--missing", "all_shared"]),
    ("compare", ["events.csv", "--by", "forecaster,region", "--rule", "spherical"]),
    ("compare", ["plain.csv", *WHO, "brier", "--order", "day", "--horizon", "2", "--baseline", "bob"]),
    ("compare", ["plain.csv", *WHO, "brier", "--task", "question", "--where", "forecaster=ann"]),
    ("compare", [HUB_FILE, "--by", "model", "--rule", "wis", "--observed", "truth.csv", "--where", "output_type=quantile"]),
]
LINES = {"export_journal", "score_each"}  # schemas of a line, not of all that is printed


def rewritten(node, old, new):
    """`node` with the references that begin with `old` beginning with `new`."""
    if isinstance(node, list):
        return [rewritten(item, old, new) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: new + value[len(old):] if key == "$ref" and value.startswith(old) else rewritten(value, old, new)
            for key, value in node.items()}


def load(name):
    with open(os.path.join(SCHEMAS, name + ".schema.json"), encoding="utf-8") as file:
        return json.load(file)


def whole(name):
    """A schema with the shared definitions inside, so that no version of the library has to fetch them."""
    schema = rewritten(load(name), COMMON, "#/$defs/common/$defs/")
    common = rewritten(load("common"), "#/", "#/$defs/common/")
    schema["$defs"] = {**schema.get("$defs", {}), "common": {"$defs": common["$defs"]}}
    return schema


class Schema:
    def __init__(self, name):
        self.schema = whole(name)
        Draft202012Validator.check_schema(self.schema)
        self.validator = Draft202012Validator(self.schema)

    def fault(self, output):
        """The deepest of the first faults in words, or None."""
        fault = next(self.validator.iter_errors(output), None)
        while fault is not None and fault.context:
            fault = max(fault.context, key=lambda inner: len(inner.absolute_path))
        return fault and f"/{'/'.join(map(str, fault.absolute_path))}: {fault.message[:300]}"

    def meets(self, schema, output):
        return self.validator.evolve(schema=schema).is_valid(output)

    def parts(self, schema, output):
        """The schemas that all hold for `output`: references followed, of alternatives those that it meets."""
        yield schema
        if "$ref" in schema:
            target = self.schema
            for step in schema["$ref"].split("/")[1:]:
                target = target[step]
            yield from self.parts(target, output)
        for part in schema.get("allOf", []):
            yield from self.parts(part, output)
        for part in schema.get("oneOf", []) + schema.get("anyOf", []):
            if self.meets(part, output):
                yield from self.parts(part, output)

    def gaps(self, schemas, output, place, seen):
        """What is wrong with `schemas`, which `output` meets, in words. `seen` says of each place whether it is required."""
        parts = [part for schema in schemas for part in self.parts(schema, output)]
        if any("$comment" in part for part in parts):
            return  # it says why what stands inside is not described
        if isinstance(output, list):
            for i, item in enumerate(output):
                of_item = [part["prefixItems"][i] if i < len(part.get("prefixItems", [])) else part.get("items") for part in parts]
                yield from self.gaps([part for part in of_item if part], item, place + "/*", seen)
        if not isinstance(output, dict):
            return
        required = {name for part in parts for name in part.get("required", [])}
        for name, value in output.items():
            of_member = [part.get("properties", {}).get(name) or part.get("additionalProperties") for part in parts]
            of_member = [part for part in of_member if part]
            if f"{place}/{name}" not in seen:
                seen[f"{place}/{name}"] = name in required
                yield from self.gaps_of_member(schemas, output, name, f"{place}/{name}", (of_member, name in required))
            yield from self.gaps(of_member, value, f"{place}/{name}", seen)

    def gaps_of_member(self, schemas, output, name, place, told):
        described, required = told
        if not described:
            yield f"does not describe {place}"
        elif all(self.meets(schema, {**output, name: [None]}) for schema in schemas):
            yield f"takes a list of nothing as {place}"
        less = {key: value for key, value in output.items() if key != name}
        if required and all(self.meets(schema, less) for schema in schemas):
            yield f"takes an output without {place}"


def nodes(schema):
    """A schema and all that stand inside, but for conditions, which describe nothing."""
    if isinstance(schema, list):
        for item in schema:
            yield from nodes(item)
    elif isinstance(schema, dict):
        yield schema
        yield from nodes([inner for key, inner in schema.items() if key not in ("if", "then", "else")])


def faults_of_text(name, schema):
    """Every schema says what it is, and every member, itself or where it refers to."""
    if not schema.get("title") or not schema.get("description"):
        yield f"docs/schemas/{name}.schema.json has no title or no description"
    for node in nodes(schema):
        for member, described in node.get("properties", {}).items():
            if not {"description", "$ref"} & described.keys():
                yield f"docs/schemas/{name}.schema.json does not describe \"{member}\""


def keys_of(node):
    """Every key of every object that has a value."""
    if isinstance(node, dict):
        return {key for key, value in node.items() if value is not None}.union(*map(keys_of, node.values()))
    return set().union(*map(keys_of, node)) if isinstance(node, list) else set()


def run_all(folder, schemas, outputs, faults):
    """Runs the tables; a command that ends otherwise, or prints what its schema refuses, is a fault."""
    runs = [(run[0].split()[0], run[0].split(), *run[1:]) for run in RUNS + damaged()]
    runs += [(run[0], [run[0].split("_")[0]], *run[1:]) for run in FLAT_RUNS]
    for name, words, arguments, *status in runs:
        done = folder.run(*words, *arguments, "--json")
        line = " ".join(["hindsight", *words, *arguments])
        if done.returncode != (status or [0])[0]:
            faults.append(f"{line} ended {done.returncode}: {done.stderr}")
            continue
        for text in done.stdout.splitlines() if name in LINES else [done.stdout]:
            validate(name, line, text, schemas, outputs, faults)


def validate(name, line, text, schemas, outputs, faults):
    try:
        output = json.loads(text)
    except ValueError as fault:
        faults.append(f"{line} does not print JSON: {fault}")
        return
    outputs.setdefault(name, []).append(output)
    fault = schemas[name].fault(output) if name in schemas else None
    if fault:
        faults.append(f"{line}: {fault}")


def damaged():
    """Verifying what was changed: one cell, and a head that is not of this record."""
    return [("verify", ["--db", "changed.db"], 7), ("verify", ["--db", "other.db", "--head", "head.txt"], 7)]


def prepare(folder):
    folder.file("own.toml", BOOK)
    folder.file("broken.toml", BROKEN)
    for name, text in (("events.csv", EVENTS), ("plain.csv", PLAIN), ("few.csv", FEW), ("many.csv", MANY), ("site.csv", SITE),
                       ("missing.csv", MISSING), ("kinds.jsonl", KINDS % MIXTURE), ("faulty.jsonl", FAULTY), (HUB_FILE, HUB),
                       ("truth.csv", TRUTH)):
        folder.file(name, text)
    for name in ("changed.db", "other.db"):
        folder.run("init", "--db", name)
    with sqlite3.connect(os.path.join(folder.path, "changed.db")) as record:
        record.execute("UPDATE person SET id = 'you'")
    record.close()


def faults_of_coverage(outputs):
    """The record and the files must show what the schemas speak of, or the check proves little."""
    shown = outputs.get("show", [])
    lists = outputs.get("list", [[]])[0]
    keys = keys_of(shown)
    missing = (STATUSES - {entry["status"] for entry in lists}) | (TYPES - {entry.get("type") for entry in lists})
    missing |= (FORMS | OUTCOMES | {"annulled", "retracted", "links", "not_scored", "components"}) - keys
    missing |= (FIGURES - keys_of(outputs.get("score_file", []))) | (COMPARED - keys_of(outputs.get("compare", [])))
    missing |= {rule["slug"] for rule in outputs.get("score_rules", [[]])[0]} - keys_of(outputs.get("score_each", []))
    for name in ("show", "score", "report", "score_file", "score_each", "compare"):
        if '"Infinity"' not in json.dumps(outputs.get(name, [])):
            missing.add(f"an infinite score in {name}")
    return [f"neither the record nor the files of this check show {name}" for name in sorted(missing)]


def faults_of_families(outputs):
    described = load("common")["$defs"]["family"]["properties"]["family"]["enum"]
    listed = [family["slug"] for family in outputs.get("score_families", [[]])[0]]
    return [f"docs/schemas/common.schema.json and score --list-families differ in {slug}" for slug in sorted(set(described) ^ set(listed))]


def faults_of_names(folder, names, commands):
    wanted = {command.split()[0] for command in commands}
    faults = [f"hindsight {name} takes --json, and docs/schemas/{name}.schema.json is missing" for name in sorted(wanted - names)]
    faults += [f"docs/schemas/{name}.schema.json belongs to no command" for name in sorted(names - {"common", "help"})
               if name.split("_")[0] not in wanted]
    tried = {command for command, *_ in RUNS} | {schema.split("_")[0] for schema, *_ in FLAT_RUNS}
    return faults + [f"hindsight {command} is not run here" for command in sorted(set(commands) - tried)]


def faults_of_spoiling(name, schema, outputs):
    usable = [output for output in outputs if output and not schema.fault(output)]
    if not usable:
        return [f"no output of {name} is there to spoil"]
    seen = {}
    gaps = {gap for output in usable for gap in schema.gaps([schema.schema], output, "", seen)}
    if not any(seen.values()):
        gaps.add("requires no member")
    return [f"docs/schemas/{name}.schema.json {gap}" for gap in sorted(gaps)]


def main():
    names = {file[:-len(".schema.json")] for file in os.listdir(SCHEMAS) if file.endswith(".schema.json")}
    faults, outputs = [], {}
    for name in sorted(names):
        faults += faults_of_text(name, load(name))
    schemas = {name: Schema(name) for name in names - {"common"}}
    with Folder() as folder:
        prepare(folder)
        help_text = folder.run("--help", "--json").stdout
        validate("help", "hindsight --help", help_text, schemas, outputs, faults)
        faults += faults_of_names(folder, names, [command["name"] for command in json.loads(help_text)])
        run_all(folder, schemas, outputs, faults)
    faults += faults_of_coverage(outputs) + faults_of_families(outputs)
    for name, schema in sorted(schemas.items()):
        faults += faults_of_spoiling(name, schema, outputs.get(name, []))
    finish(faults)


main()
