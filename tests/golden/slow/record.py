# The record as the slow calculation reads it: the journal's events (`export --format jsonl`), folded by hand.
# Numbers are exact: what the journal writes as decimals is read as fractions. Times are microseconds since 1970.
import datetime
import json
from fractions import Fraction

EPOCH = datetime.date(1970, 1, 1)
DAY = 86_400_000_000


def day_number(text):
    return (datetime.date.fromisoformat(text) - EPOCH).days


def instant(text):
    """A day means its end; else an RFC 3339 instant in UTC."""
    if len(text) == 10:
        return (day_number(text) + 1) * DAY - 1
    date, _, clock = text.removesuffix("Z").partition("T")
    hours, minutes, seconds = clock.split(":")
    return day_number(date) * DAY + int((int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)) * 1_000_000)


def year_of(at):
    return (EPOCH + datetime.timedelta(days=at // DAY)).year


def end_of_year(year):
    return instant(f"{year}-12-31")


def value(text):
    """A number, or a day as days since 1970."""
    if len(text) == 10 and text[4] == text[7] == "-":
        return Fraction(day_number(text))
    return Fraction(text)


class Forecast:
    def __init__(self, content, at, order, event):
        self.by = content["by"]
        self.recorded = at
        self.made = min(instant(content["made_at"]), at)
        self.said = predictive(content["predictive"])
        self.imputed = content["basis"] == "imputed"
        self.phrase = content.get("phrase", "")
        self.order, self.event = order, event
        self.withdrawn = None


def predictive(json_form):
    """(form, its numbers) of the canonical notation."""
    if "p" in json_form:
        return "p", Fraction(json_form["p"])
    if "probs" in json_form:
        return "options", {name: Fraction(p) for name, p in json_form["probs"]}
    if "range" in json_form:
        low, high = (None if end is None else value(end) for end in json_form["range"])
        return "range", (low, high, Fraction(json_form["level"]))
    if "quantiles" in json_form:
        return "quantiles", [(Fraction(level), value(x)) for level, x in json_form["quantiles"]]
    if "samples" in json_form:
        samples = [value(x) for x in json_form["samples"]]
        weights = [Fraction(w) for w in json_form.get("weights", ["1"] * len(samples))]
        return "samples", list(zip(samples, weights))
    if "cdf" in json_form:
        return "cdf", [(value(x), Fraction(p)) for x, p in json_form["cdf"]]
    if "point" in json_form:
        return "point", value(json_form["point"])
    parameters = {name: float(x) for name, x in json_form.items() if name != "family"}
    return "family", (json_form["family"], parameters)


class Resolution:
    def __init__(self, content, at, event, corrects=""):
        self.by, self.at, self.event, self.corrects = content["by"], at, event, corrects
        self.decided = instant(content["decided_on"])
        self.annulled = content.get("annulled")
        self.outcome = None
        if self.annulled is None:
            (kind, told), = content["outcome"].items()
            self.outcome = (kind, told if kind == "option" else value(told))
        self.standing = True

    def verdict(self):
        return ("annulled", self.annulled) if self.annulled is not None else self.outcome


class Question:
    def __init__(self, content):
        self.type = content["type"]
        self.log = content.get("scale") == "log"
        self.unit = content.get("unit", "")
        self.options = content.get("options", [])
        self.opens = None
        if "opens" in content:
            opens = content["opens"]
            self.opens = day_number(opens) * DAY if len(opens) == 10 else instant(opens)
        self.closes = instant(content["closes"]) if "closes" in content else None
        self.due = instant(content["due"]) if "due" in content else None

    def last_moment(self):
        return self.closes if self.closes is not None else self.due


class Wording:
    """What a statement says, by one event."""

    def __init__(self, content):
        self.id, self.kind = content["id"], content["kind"]
        self.speaker, self.said_on = content["said_by"], content["said_on"]
        self.tags, self.source = content.get("tags", []), content.get("source", "")
        self.links = [(link["kind"], link["statement"], link.get("outcome", "")) for link in content.get("links", [])]
        self.question = Question(content["question"]) if "question" in content else None


class Statement:
    def __init__(self, order, content, at):
        self.order, self.now, self.recorded = order, Wording(content), at
        self.amendments = []  # [in force from, wording before]
        self.forecasts, self.resolutions = [], []
        self.undone = set()   # events of withdrawn resolutions
        self.retracted = None

    def amend(self, content, at, since):
        start = min(instant(since), at) if since else at
        for amendment in self.amendments:
            amendment[0] = min(amendment[0], start)
        self.amendments.append([start, self.now])
        self.now = Wording(content)

    def finish(self):
        self.forecasts.sort(key=lambda f: (f.made, f.order))
        replaced = {r.corrects for r in self.resolutions if r.corrects and r.event not in self.undone}
        for resolution in self.resolutions:
            resolution.standing = resolution.event not in self.undone and resolution.event not in replaced

    def ratings(self):
        """The newest standing one of each resolver, by who resolved first."""
        resolvers = list(dict.fromkeys(r.by for r in self.resolutions))
        standing = [[r for r in self.resolutions if r.by == by and r.standing] for by in resolvers]
        return [own[-1] for own in standing if own]

    def resolution(self):
        ratings = self.ratings()
        return ratings[0] if ratings else None


class Record:
    """All statements, in the order in which they were added, as recorded by `as_of`."""

    def __init__(self, lines, as_of=None):
        self.statements, self.people, self.credence = {}, {}, {}
        self.count = 0
        for line in lines:
            event = json.loads(line)
            if "header" not in event:
                continue
            header = event["header"]
            at = instant(header["at"])
            if as_of is None or at <= as_of:
                content = {}
                for part in event["parts"].values():
                    content |= part["content"]
                self.take(header, content, at)
        for statement in self.statements.values():
            statement.finish()
        self.by_id = {s.now.id: s for s in self.statements.values()}

    def take(self, header, content, at):
        kind, subject = header["type"], header["subject"]
        statement = self.statements.get(subject)
        if kind.startswith("person."):
            self.people[subject] = content["id"]
        elif kind == "credence.set":
            self.credence[content["phrase"]] = Fraction(content["p"])
        elif kind == "statement.added":
            self.statements[subject] = Statement(header["seq"], content, at)
        elif kind == "statement.amended":
            statement.amend(content, at, content.get("from"))
        elif kind == "statement.retracted":
            statement.retracted = instant(content["on"]) if "on" in content else at
        elif kind == "statement.restored":
            statement.retracted = None
        elif kind == "forecast.made":
            self.add_forecast(statement, content, at, header["id"])
        elif kind == "forecasts.imported":
            for row in content["rows"]:
                said = row["predictive"] if "predictive" in row else {"p": row["p"]}
                forecast = {"by": self.people[row["by"]], "made_at": row["at"], "predictive": said, "basis": "stated"}
                self.add_forecast(self.statements[row["s"]], forecast, at, "")
        elif kind in ("forecast.withdrawn", "forecast.restored"):
            forecast, = (f for f in statement.forecasts if f.event == content["forecast"])
            forecast.withdrawn = min(instant(content["at"]), at) if kind == "forecast.withdrawn" else None
        elif kind in ("question.resolved", "resolution.corrected"):
            statement.resolutions.append(Resolution(content, at, header["id"], content.get("corrects", "")))
        elif kind == "resolution.withdrawn":
            statement.undone.add(content["resolution"])
        elif kind == "resolution.restored":
            statement.undone.discard(content["resolution"])
        elif kind not in ("record.made", "source.added", "source.amended", "clock.noted"):
            raise ValueError("unknown event " + kind)

    def add_forecast(self, statement, content, at, event):
        self.count += 1
        statement.forecasts.append(Forecast(content, at, self.count, event))
