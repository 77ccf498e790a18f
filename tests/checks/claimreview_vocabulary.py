#!/usr/bin/env python3
# What is exported as ClaimReview uses only types, properties and values that schema.org defines for each other.
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, Folder, finish

# schema.org's definitions (data/schema.ttl of schemaorg/schemaorg): type -> the type above it; property -> where it belongs, and what its values may be
PARENT = {"ClaimReview": "Review", "Review": "CreativeWork", "Claim": "CreativeWork", "Clip": "CreativeWork", "CreativeWork": "Thing", "Rating": "Intangible",
          "PropertyValue": "StructuredValue", "StructuredValue": "Intangible", "Intangible": "Thing", "Person": "Thing", "Organization": "Thing", "Thing": None}
PROPERTIES = {
    "claimReviewed": ("ClaimReview", ["Text"]), "itemReviewed": ("Review", ["Thing"]), "reviewRating": ("Review", ["Rating"]),
    "appearance": ("Claim", ["CreativeWork"]), "firstAppearance": ("Claim", ["CreativeWork"]),
    "author": ("CreativeWork", ["Organization", "Person"]), "datePublished": ("CreativeWork", ["Date", "DateTime"]), "inLanguage": ("CreativeWork", ["Text", "Language"]),
    "text": ("CreativeWork", ["Text"]), "keywords": ("CreativeWork", ["DefinedTerm", "Text", "URL"]), "citation": ("CreativeWork", ["CreativeWork", "Text"]),
    "startOffset": ("Clip", ["Number", "HyperTocEntry"]), "endOffset": ("Clip", ["Number", "HyperTocEntry"]),
    "ratingValue": ("Rating", ["Number", "Text"]), "bestRating": ("Rating", ["Number", "Text"]), "worstRating": ("Rating", ["Number", "Text"]),
    "ratingExplanation": ("Rating", ["Text"]), "propertyID": ("PropertyValue", ["Text", "URL"]), "value": ("PropertyValue", ["Text", "Number", "Boolean", "StructuredValue"]),
    "name": ("Thing", ["Text"]), "alternateName": ("Thing", ["Text"]), "description": ("Thing", ["Text"]), "url": ("Thing", ["URL"]),
    "identifier": ("Thing", ["PropertyValue", "Text", "URL"]),
}
SCALARS = {"Text": lambda v: isinstance(v, str) and v.strip(), "Number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
           "URL": lambda v: isinstance(v, str) and re.match(r"https?://\S+$", v), "Date": lambda v: isinstance(v, str) and re.match(r"\d{4}-\d\d-\d\d$", v),
           "DateTime": lambda v: isinstance(v, str) and re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", v), "Boolean": lambda v: isinstance(v, bool)}
faults = []


def is_a(kind, wanted):
    while kind and kind != wanted:
        kind = PARENT[kind]
    return kind == wanted


def check_value(where, value, ranges):
    if isinstance(value, dict):
        check(where, value)
        if not any(is_a(value.get("@type"), wanted) for wanted in ranges if wanted in PARENT):
            faults.append(f"{where}: a {value.get('@type')} where {ranges} belongs")
    elif not any(SCALARS[wanted](value) for wanted in ranges if wanted in SCALARS):
        faults.append(f"{where}: {value!r} is none of {ranges}")


def check(where, thing):
    kind = thing.get("@type")
    if kind not in PARENT:
        faults.append(f"{where}: type {kind}")
        return
    for name, value in thing.items():
        if name == "@type":
            continue
        if name not in PROPERTIES:
            faults.append(f"{where}: there is no property {name}")
            continue
        belongs, ranges = PROPERTIES[name]
        if not is_a(kind, belongs):
            faults.append(f"{where}: {name} belongs to {belongs}, not to {kind}")
        for each in value if isinstance(value, list) else [value]:
            check_value(f"{where} {name}", each, ranges)


def exported(folder, *files):
    done = folder.run("import", *files)
    if done.returncode != 0:
        faults.append(f"import ends {done.returncode}: {done.stderr}")
    done = folder.run("export", "--format", "claimreview")
    document = json.loads(done.stdout)
    if document["@context"] != "https://schema.org" or not document["@graph"]:
        faults.append(f"{files}: nothing was exported")
    for number, review in enumerate(document["@graph"]):
        check(f"review {number}", review)
        rating = review["reviewRating"]
        if "ratingValue" in rating and not 0 == rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"] == 1:
            faults.append(f"review {number}: rating {rating}")
        if not rating.get("alternateName"):
            faults.append(f"review {number}: no words")
        missing = {"claimReviewed", "author", "datePublished", "itemReviewed"} - set(review)
        if missing:
            faults.append(f"review {number}: {missing} missing")


samples = os.path.join(SOURCE, "tests/data/claimreview")
with Folder() as folder:
    exported(folder, *[os.path.join(samples, name) for name in sorted(os.listdir(samples))])
with Folder() as folder:
    exported(folder, os.path.join(SOURCE, "predictions.toml"))
finish(faults)
