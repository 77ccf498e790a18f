# The slow report: what `report YEAR --format json` must say, computed anew from the journal's events.
from fractions import Fraction

import figures as f
import shapes
from record import Record, day_number, end_of_year, instant, year_of
from rows import Evaluation, Options, counting_question, fails_by_condition

HORIZONS = (("at once", 1), ("under 30 days", 30), ("30-90 days", 90), ("90 days to 1 year", 365.25), ("1-2 years", 730.5),
            ("2-5 years", 1826.25), ("5 years and more", f.INF))
TYPES = ("binary", "numeric", "date", "categorical", "ordinal")
NEVER = instant("9999-12-31")


class Facts:
    """What counting asks of a statement."""

    def __init__(self, statement):
        question, resolution = statement.now.question, statement.resolution()
        self.said = day_number(statement.now.said_on)
        self.year_said = int(statement.now.said_on[:4])
        self.question = question is not None
        self.due = question.due if question else None
        self.decided = resolution.decided if resolution else None
        self.annulled = resolution is not None and resolution.annulled is not None
        self.why = resolution.annulled if self.annulled else None
        if fails_by_condition(statement):
            self.annulled, self.decided, self.why = True, statement.condition[1], "condition not met"
        self.resolved = self.decided is not None and not self.annulled
        self.retracted = statement.retracted
        self.closes = question.closes if question else None

    def status(self, now):
        if self.annulled or self.resolved:
            return "annulled" if self.annulled else "resolved"
        if self.retracted is not None:
            return "retracted"
        if not self.question:
            return "not_resolvable"
        if self.due is not None and self.due < now:
            return "overdue"
        return "closed" if self.closes is not None and self.closes < now else "open"


class Period:
    """Years (none: all time) as seen from an instant."""

    def __init__(self, years, rule, now):
        self.years, self.rule, self.now = years, rule, now
        self.until = min(now, end_of_year(max(years))) if years else now
        self.next = 1 + (max(years) if years else year_of(now))

    def holds(self, year):
        return not self.years or year in self.years

    def in_years(self, at):
        return at is not None and self.holds(year_of(at))

    def made(self, x):
        return self.holds(x.year_said)

    def due(self, x):
        return self.in_years(x.due)

    def settled(self, x):
        if not x.resolved and not x.annulled:
            return False
        return {"decided": self.in_years(x.decided), "due": self.due(x), "said": self.made(x)}[self.rule]

    def retracted(self, x):
        return self.in_years(x.retracted)

    def decided_by_then(self, x):
        return x.decided is not None and x.decided <= self.until

    def overdue(self, x):
        return x.due is not None and x.due <= self.until and not self.decided_by_then(x)

    def awaited(self, x):
        return self.overdue(x) and not self.gone(x)

    def gone(self, x):
        return x.retracted is not None and x.retracted <= self.until

    def open(self, x):
        said = not self.years or x.year_said <= max(self.years)
        return said and x.due is not None and x.due > self.until and not self.decided_by_then(x) and not self.gone(x)

    def not_resolvable(self, x):
        return not x.question and self.made(x)

    def due_next(self, x):
        return x.due is not None and year_of(x.due) == self.next and self.open(x)


def counts(period, facts, rows):
    of = lambda test: sum(1 for x in facts if test(x))
    return {"made": of(period.made), "due": of(period.due), "resolved": of(lambda x: period.settled(x) and not x.annulled),
            "scored": len({row.id for row in rows if row.has_score()}),
            "annulled": of(lambda x: period.settled(x) and x.annulled), "retracted": of(period.retracted),
            "overdue": of(period.overdue), "open": of(period.open), "not_resolvable": of(period.not_resolvable)}


def void_share(counted):
    settled = counted["annulled"] + counted["resolved"]
    return Fraction(counted["annulled"], settled) if settled else None


class Report:
    """Of `years` (none: all time); only what `by` said; only what `person` said or forecast. `other` is another credence table."""

    def __init__(self, lines, now, years=(), rule="decided", policy="last", by=(), person="", other=None, as_of=None):
        self.record = Record(lines, as_of)
        self.now, self.policy, self.by, self.person, self.other = now, policy, by, person, other
        self.period = Period(list(years), rule, now)
        self.evaluation = self.evaluated(policy)
        self.facts = {s.now.id: Facts(s) for s in self.record.by_id.values()}
        self.baselines = {}

    def evaluated(self, policy, credence=None, windows="as_said"):
        return Evaluation(self.record, Options(policy, self.now, credence, windows))

    def wanted(self, statement):
        if self.by and statement.now.speaker not in self.by:
            return False
        return not self.person or self.person == statement.now.speaker or any(x.by == self.person for x in statement.forecasts)

    def statements(self, kind=None):
        return [s for s in self.record.by_id.values() if self.wanted(s) and kind in (None, s.now.kind)]

    def rows(self, kind, test, evaluation=None, everybody=False):
        return [row for row in (evaluation or self.evaluation).rows
                if row.statement.now.kind == kind and self.wanted(row.statement) and test(self.facts[row.id])
                and (everybody or self.person in ("", row.by))]

    def question_at(self, row):
        return counting_question(row.statement, row.resolution.decided, row.forecast.made)

    def json(self):
        claims, predictions = self.section("claim"), self.section("prediction")
        total = counts(self.period, [self.facts[s.now.id] for s in self.statements()], self.scored())
        lifted = ("forecasters", "calibration", "by_tag", "by_type", "by_horizon", "by_source", "by_speaker", "by_basis")
        out = {"counts": total, "void_share": void_share(total), "claims": claims, "predictions": {k: v for k, v in predictions.items() if k not in lifted}}
        out |= {name: predictions[name] for name in lifted}
        out["statements"] = self.listed(self.period.settled, lambda s: self.facts[s.now.id].decided, full=True)
        out["overdue"] = self.listed(self.period.awaited, lambda s: self.facts[s.now.id].due)
        out["due_next_year"] = self.listed(self.period.due_next, lambda s: self.facts[s.now.id].due)
        out["retracted"] = self.listed(self.period.retracted, lambda s: self.facts[s.now.id].said)
        out["not_resolvable"] = self.listed(self.period.not_resolvable, lambda s: self.facts[s.now.id].said)
        out["best"], out["worst"] = self.calls(out["statements"], 1), self.calls(out["statements"], -1)
        out["scope"] = {"years": self.period.years, "by": list(self.by), "person": self.person or None}
        scored = {kind: any(row.has_score() for row in self.rows(kind, self.period.settled)) for kind in ("prediction", "claim")}
        self.compared = out["compared"] = "claim" if scored["claim"] and not scored["prediction"] else "prediction"
        out["development"] = self.development()
        out["sensitivity"] = self.sensitivity()
        return out

    def scored(self):
        return [row for kind in ("claim", "prediction") for row in self.rows(kind, self.period.settled) if row.has_score()]

    def gather(self, kind, period):
        """Rows of a period: settled, those of them with a score, and the retracted and overdue ones; figures of rows; counts."""
        settled = self.rows(kind, period.settled)
        scored = [row for row in settled if row.has_score()]
        missing = self.rows(kind, lambda x: not period.settled(x) and (period.overdue(x) or period.retracted(x)))
        crowd = [row for row in self.rows(kind, period.settled, everybody=True) if row.has_score()]
        base = f.Baselines(self.evaluation, scored, crowd)
        of = lambda rows: f.figures(rows, base, self.policy)
        return settled, scored, missing, base, of, counts(period, [self.facts[s.now.id] for s in self.statements(kind)], scored)

    def section(self, kind):
        settled, scored, missing, self.baselines[kind], of, counted = self.gather(kind, self.period)
        out = of(scored)
        out["counts"], out["void_share"] = counted, void_share(counted)
        out["recorded_before"] = of([row for row in scored if not row.late])
        out["recorded_early"] = out["n"] - out["recorded_late"]
        out["stated"] = out["n"] - out["imputed"]
        out["with_missing"] = f.second_line(scored, missing)
        out["not_scored"] = tally(row.why() for row in settled if not row.has_score())
        chosen = [s for s in self.statements(kind) if self.period.settled(self.facts[s.now.id])]
        out["annulled_reasons"] = tally(self.facts[s.now.id].why for s in chosen if self.facts[s.now.id].why is not None)
        out["discrimination"], out["roc"] = shapes.discrimination(scored), shapes.roc(scored)
        out["confidence"], out["range_calibration"] = shapes.confidence(scored), shapes.ranges(scored, self.question_at)
        out["surprises"], out["agreement"] = shapes.surprises(scored), shapes.agreement(chosen)
        out["revisions"] = shapes.revisions(*(self.rows(kind, self.period.settled, self.evaluated(policy)) for policy in ("first", "last")))
        coverage = f.range_coverage(scored)
        if coverage["n"]:
            out["range_coverage"] = coverage
        out["calibration"] = f.calibration(scored)
        out["forecasters"] = self.people(scored, missing, of, True)
        groups = lambda name, label, order: grouped(name, scored, label, order, of)
        out["by_tag"] = groups("tag", lambda row: [t for t in dict.fromkeys(row.statement.now.tags) if not t.startswith("cluster:")], None)
        out["by_type"] = groups("type", lambda row: [row.statement.now.question.type], TYPES)
        out["by_horizon"] = groups("horizon", lambda row: [horizon(self.evaluation.days(row))], [name for name, _ in HORIZONS])
        out["by_source"] = groups("source", lambda row: [row.statement.now.source] if row.statement.now.source else [], None)
        out["by_speaker"] = groups("speaker", lambda row: [row.statement.now.speaker], None)
        out["by_basis"] = groups("basis", lambda row: ["imputed" if row.forecast.imputed else "stated"], None)
        return out

    def development(self):
        """Of several years each, one kind of statements alone; of all time every year in which anything happened."""
        years = self.period.years
        if not years:
            facts = [self.facts[s.now.id] for s in self.statements(self.compared)]
            years = {x.year_said for x in facts} | {year_of(at) for x in facts for at in (x.due, x.decided) if at is not None}
            years = sorted(year for year in years if year <= year_of(self.now))
        return [self.year(year) for year in years] if len(years) > 1 else []

    def year(self, year):
        _, scored, missing, _, of, counted = self.gather(self.compared, Period([year], self.period.rule, self.now))
        return {"year": year, "counts": counted, "void_share": void_share(counted)} | of(scored) | {
            "with_missing": f.second_line(scored, missing), "confidence": shapes.confidence(scored),
            "forecasters": self.people(scored, missing, of, False)}

    def sensitivity(self):
        """The scoreboard under the other rules, policies and readings, one change at a time."""
        rule, own = self.period.rule, self.evaluation
        variants = [("own", rule, own)]
        if self.period.years:
            variants += [("year:" + other, other, own) for other in ("decided", "due", "said") if other != rule]
        variants += [("policy:" + other, rule, self.evaluated(other)) for other in ("first", "last", "time-weighted") if other != self.policy]
        if self.other is not None:
            variants.append(("credence", rule, self.evaluated(self.policy, credence=self.other)))
        scored = [row for row in self.rows(self.compared, self.period.settled) if row.has_score()]
        if any(row.two_sided and row.statement.now.question.type == "date" for row in scored):
            variants += [("window:" + reading, rule, self.evaluated(self.policy, windows=reading)) for reading in ("by_end", "by_middle")]
        return [self.variant(*variant) for variant in variants]

    def variant(self, slug, rule, evaluation):
        period = Period(self.period.years, rule, self.now)
        rows = [row for row in self.rows(self.compared, period.settled, evaluation) if row.has_event()]
        people = []
        for by in sorted({row.by for row in rows}):
            own = [row for row in rows if row.by == by]
            people.append({"id": by, "n": len(own), "questions": len({row.id for row in own}), "brier": f.mean([row.brier for row in own]),
                           "log": f.mean([row.log for row in own]), "rank": None, "_ranked": len({row.cluster for row in own}) >= f.FEW})
        means = [person["brier"] for person in people if person["_ranked"]]
        for person in people:
            if person["_ranked"]:
                person["rank"] = 1 + sum(1 for mean in means if mean < person["brier"])
        return {"variant": slug, "year_by": rule, "policy": evaluation.options.policy, "other_credence": slug == "credence",
                "windows": evaluation.options.windows, "comparable": evaluation.options.policy != "time-weighted", "n": len(rows),
                "questions": len({row.id for row in rows}), "brier": f.mean([row.brier for row in rows]), "forecasters": people}

    def people(self, scored, missing, of, full):
        people = []
        for by in sorted({row.by for row in scored}):
            own = [row for row in scored if row.by == by]
            person = {"id": by} | of(own)
            person["recorded_before"] = without_intervals(of([row for row in own if not row.late]))
            person["with_missing"] = f.second_line(own, [row for row in missing if row.by == by])
            person["calibration"] = f.calibration(own) if full else None
            person["confidence"] = shapes.confidence(own)
            person["range_calibration"] = shapes.ranges(own, self.question_at) if full else None
            brier = person["scores"].get("brier")
            person["rank"] = brier["mean"] if brier and brier["_interval"][0] >= f.FEW else None
            people.append(person)
        people.sort(key=lambda p: (p["rank"] is None, p["rank"] if p["rank"] is not None else -p["n"]))
        means = [p["rank"] for p in people if p["rank"] is not None]
        for person in people:
            if person["rank"] is not None:
                person["rank"] = 1 + sum(1 for mean in means if mean < person["rank"])
        return people

    def listed(self, test, place, full=False):
        chosen = [s for s in self.statements() if test(self.facts[s.now.id])]
        chosen.sort(key=lambda s: (s.now.kind == "claim", place(s) if place(s) is not None else NEVER, s.now.id))
        return [self.line(s, full) for s in chosen]

    def line(self, statement, full):
        x, links = self.facts[statement.now.id], self.evaluation.links
        out = {"id": statement.now.id, "kind": statement.now.kind, "status": x.status(self.now), "speaker": statement.now.speaker}
        resolution = statement.resolution()
        if x.resolved and resolution.outcome[0] == "value":
            out["observed_value"] = resolution.outcome[1]
        if not full:
            out["forecasts"] = self.standing(statement)
            out["probability"] = out["forecasts"][0]["probability"] if out["forecasts"] else None
            out["repetitions"] = links.repetitions.get(out["id"], 0)
            return out
        rows = [row for row in self.evaluation.rows if row.statement is statement and self.person in ("", row.by)]
        rows.sort(key=lambda row: (row.by != statement.now.speaker, row.by))
        out["forecasts"] = [self.forecast(row) for row in rows]
        for before, after in zip(out["forecasts"], out["forecasts"][1:]):
            if before["forecaster"] == after["forecaster"]:
                after.pop("history", None)  # told once
        first = out["forecasts"][0] if rows else {}
        for name in ("probability", "observed", "brier", "log", "not_scored", "recorded_late", "type_scores"):
            out[name] = first.get(name, {"type_scores": {}, "recorded_late": False}.get(name))
        out["repetitions"] = links.repetitions.get(out["id"], 0)
        if out["id"] in links.counted_by:
            out["counted_by"] = links.counted_by[out["id"]]
        if x.why is not None:
            out["annulled"] = x.why
        ratings = statement.ratings()
        out["raters"] = [{"by": r.by, "agrees": shapes.same_verdict(r) == shapes.same_verdict(ratings[0])} for r in ratings]
        return out

    def standing(self, statement):
        """What the speaker says of a question without an answer."""
        who = self.person or statement.now.speaker
        own = [x for x in statement.forecasts if x.by == who]
        stand = [x for x in own if x.made <= self.now and (x.withdrawn is None or x.withdrawn > self.now)]
        if not stand or statement.now.question is None:
            return []
        event = f.named_event(stand[-1].said)
        return [{"forecaster": who, "forecasts": len(own), "probability": event[2] if event else None}]

    def forecast(self, row):
        out = {"forecaster": row.by, "forecasts": row.made, "recorded_late": row.late, "probability": row.probability,
               "observed": row.observed, "brier": row.brier, "log": row.log, "not_scored": row.why() or None,
               "basis": "imputed" if row.forecast.imputed else "stated",
               "type_scores": {f.key_of(rule, row): value for rule, value in row.types.items()}}
        if not row.gap and row.brier is None and row.event_gap != "no_event":
            out["event_not_scored"] = row.event_gap
        if self.policy == "time-weighted" and not row.gap:
            out["coverage"] = row.coverage
        if row.made > 1 or row.forecast.withdrawn is not None:
            out["history"] = history([x for x in row.statement.forecasts if x.by == row.by])
        baselines = self.baselines[row.statement.now.kind].of
        out["_even"] = baselines["even"].get(id(row))
        if out["_even"] is not None:
            out["baseline_brier"] = {slug: scores[id(row)] for slug, scores in baselines.items() if id(row) in scores}
        return out

    def calls(self, statements, sign):
        """The five best against always saying 50 %, or the five worst, by Brier score or, time-weighted, by the difference; of equal
        ones those that come first. What came out between no and yes is neither."""
        loss = lambda line: line["brier"] - (line["_even"] if self.policy == "time-weighted" else 0)
        found = [(sign * loss(line), place, {"statement": s["id"], "forecaster": line["forecaster"], "brier": line["brier"]})
                 for place, (s, line) in enumerate((s, line) for s in statements for line in s["forecasts"])
                 if line["brier"] is not None and line["_even"] is not None and line["observed"] in (0, 1) and sign * (line["brier"] - line["_even"]) < 0]
        return [call for _, _, call in sorted(found, key=lambda x: x[:2])[:5]]


def history(track):
    """What stood from when on: forecasts as they were made, and what the withdrawal of the standing one left."""
    standing = lambda at: [x for x in track if x.made <= at and (x.withdrawn is None or x.withdrawn > at)][-1:]
    points = [(x.made, False, x) for x in track]
    points += [(x.withdrawn, True, (standing(x.withdrawn) or [None])[0]) for x in track
               if x.withdrawn is not None and standing(x.withdrawn - 1) == [x]]
    event = lambda x: (x and f.named_event(x.said)) or (None, None, None)
    return [{"withdrawn": gone} | dict(zip(("low", "high", "probability"), event(x))) for _, gone, x in sorted(points, key=lambda p: p[0])]


def without_intervals(figures):
    """The bootstrap is left out for persons' scores before the outcome was known."""
    for score in figures["scores"].values():
        score["_interval"] = (0, *score["_interval"][1:])
    return figures


def tally(words):
    out = {}
    for word in words:
        out[word] = out.get(word, 0) + 1
    return out


def horizon(days):
    return next(name for name, below in HORIZONS if days < below or below == f.INF)


def grouped(name, rows, label, order, of):
    labels = {text for row in rows for text in label(row)}
    place = (lambda text: list(order).index(text)) if order else (lambda text: text.encode())
    return [{"by": {name: text}} | of([row for row in rows if text in label(row)]) for text in sorted(labels, key=place)]


def compare(slow, quick, tolerance=1e-12, path=""):
    """Where the quick report says something else; every place that was looked at goes into `seen` of the result."""
    faults, seen = [], set()

    def walk(a, b, path):
        seen.add(path)
        if isinstance(a, dict):
            if not isinstance(b, dict):
                return faults.append(f"{path}: {b!r} instead of an object")
            if "_interval" in a:
                check_interval(a, b, path)
            if "_ci90" in a:
                walk(a["_ci90"], b.get("ci90"), path + ".ci90")
            if "_corners" in a:
                check_curve(a, b, path)
            for key, value in a.items():
                if key.startswith("_"):
                    continue
                if key not in b and value is not None:
                    faults.append(f"{path}.{key}: missing, {plain(value)!r} expected")
                else:
                    walk(value, b.get(key), f"{path}.{key}")
            if path.endswith(("scores", "not_scored", "counts")) and isinstance(a, dict):
                faults.extend(f"{path}.{key}: not expected" for key in b if key not in a)
        elif isinstance(a, list):
            if not isinstance(b, list) or len(a) != len(b):
                return faults.append(f"{path}: {shorten(b)} instead of {shorten(a)}")
            for i, (x, y) in enumerate(zip(a, b)):
                walk(x, y, f"{path}[{i}]")
        elif isinstance(a, (str, bool)) or a is None or isinstance(a, int):
            if a != b:
                faults.append(f"{path}: {b!r} instead of {a!r}")
        elif not near(plain(a), b, tolerance):
            faults.append(f"{path}: {b!r} instead of {plain(a)!r}")

    def check_interval(a, b, path):
        clusters, low, high = a["_interval"]
        interval = b.get("ci90")
        wanted = clusters >= f.FEW and a["se"] is not None
        if wanted != (interval is not None):
            return faults.append(f"{path}.ci90: {interval!r} of {clusters} clusters")
        if wanted:
            ok = float(low) - 1e-12 <= interval[0] <= interval[1] <= float(high) + 1e-12 and b["rough"] == (clusters < f.ROUGH)
            if not ok:
                faults.append(f"{path}.ci90: {interval} of {clusters} scores between {float(low)} and {float(high)}")

    def check_curve(a, b, path):
        """Every corner is there, and nothing that does not lie on the curve."""
        points = [(point["false_rate"], point["true_rate"], point["threshold"]) for point in b["points"]]
        close = lambda p, q: all(near(float(x), y, 1e-12) for x, y in zip(p, q))
        if any(not any(close(corner, point) for point in points) for corner in a["_corners"]):
            faults.append(f"{path}.points: a corner is missing among {points}")
        if any(not any(close(known, point) for known in a["_points"]) for point in points):
            faults.append(f"{path}.points: {points} do not lie on the curve")
        seen.update(f"{path}.points[{i}].{rate}" for i in range(len(points)) for rate in ("false_rate", "true_rate", "threshold"))

    walk(slow, quick, path)
    return faults, seen


def unseen(quick, seen, path=""):
    """Numbers of the quick report that nobody looked at."""
    if isinstance(quick, dict):
        return [p for key, value in quick.items() for p in unseen(value, seen, f"{path}.{key}")]
    if isinstance(quick, list):
        return [p for i, value in enumerate(quick) for p in unseen(value, seen, f"{path}[{i}]")]
    return [path] if isinstance(quick, (int, float)) and not isinstance(quick, bool) and path not in seen else []


def plain(x):
    return float(x) if not isinstance(x, (str, dict, list)) and x is not None else x


def near(a, b, tolerance):
    if isinstance(b, str):
        return {"Infinity": f.INF, "-Infinity": -f.INF}.get(b) == a
    return isinstance(b, (int, float)) and not isinstance(b, bool) and (a == b or abs(a - b) <= tolerance * max(1, abs(a)))


def shorten(x):
    return [item.get("id", item) if isinstance(item, dict) else item for item in x] if isinstance(x, list) else x
