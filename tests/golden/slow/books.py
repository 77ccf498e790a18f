# Small books drawn at random, for laws that must hold whatever is recorded: links, changes of mind, censored answers and all.
import datetime
import random

PEOPLE = ("ann", "bob", "cyd", "dee")
OPTIONS = ("low", "mid", "high")
FIRST_DAY, LAST_DAY = datetime.date(2023, 6, 1), datetime.date(2026, 10, 1)
PHRASES = {"is sure": 0.95, "expects": 0.8, "may": 0.5, "doubts": 0.2}


class Draw:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, p):
        return self.random.random() < p

    def day(self, first, last):
        return first + datetime.timedelta(days=self.random.randint(0, max(0, (last - first).days)))

    def probability(self):
        return self.random.choice([0, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9, 0.95, 0.99, 1,
                                   round(self.random.random(), 3)])

    def number(self, log):
        return self.random.choice([0, 5, 20]) if log and self.chance(0.05) else self.random.randint(1, 60) * 5

    def ordered(self, n, log):
        return sorted(self.random.sample(range(5, 300, 5), n)) if not log else sorted(self.random.sample(range(10, 400, 10), n))

    # Forecasts

    def forecast(self, question):
        kind = question["type"]
        if kind == "binary":
            return f"predictive = {{ p = {self.probability()} }}"
        if kind in ("categorical", "ordinal"):
            shares = [self.random.randint(0, 10) for _ in OPTIONS]
            shares[self.random.randrange(3)] += 1
            probs = [round(share / sum(shares), 3) for share in shares]
            probs[-1] = round(1 - sum(probs[:-1]), 3)
            if probs[-1] < 0:
                probs = [0.2, 0.3, 0.5]
            return "predictive = { probs = { " + ", ".join(f"{o} = {p}" for o, p in zip(OPTIONS, probs)) + " } }"
        return self.date_forecast() if kind == "date" else self.number_forecast(question["log"])

    def date_forecast(self):
        low, high = sorted((self.day(FIRST_DAY, LAST_DAY), self.day(FIRST_DAY, LAST_DAY)))
        p = max(0.01, self.probability())
        return self.random.choice([f'predictive = "{low}..{high}@{p}"', f'predictive = "by {high}@{p}"', f'predictive = "not before {low}@{p}"',
                                   f'predictive = {{ quantiles = {{ "0.2" = {low}, "0.7" = {high} }} }}', f"predictive = {{ point = {low} }}"])

    def number_forecast(self, log):
        form = self.random.choice(["range", "range", "least", "most", "quantiles", "samples", "family", "cdf", "point", "shared"])
        p = max(0.01, self.probability())
        if form == "shared":  # several people on one event
            return "predictive = { range = [50, 200], level = %s }" % p
        if form == "range":
            return "predictive = {{ range = [{}, {}], level = {} }}".format(*self.ordered(2, log), p)
        if form in ("least", "most"):
            return f'predictive = "{">=" if form == "least" else "<="}{self.number(False)}@{p}"'
        if form == "quantiles":
            levels = sorted(self.random.sample(["0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95"], 4))
            return "predictive = { quantiles = { " + ", ".join(f'"{a}" = {x}' for a, x in zip(levels, self.ordered(4, log))) + " } }"
        if form == "samples":
            samples = self.ordered(5, log)
            weights = f", weights = {[self.random.randint(1, 4) for _ in samples]}" if self.chance(0.5) else ""
            return f"predictive = {{ samples = {samples}{weights} }}"
        if form == "family":
            return ("predictive = { family = \"lognormal\", meanlog = %s, sdlog = 0.6 }" if log else
                    "predictive = { family = \"normal\", mean = %s, sd = 30 }") % (round(self.random.uniform(3, 6), 2) if log else self.number(log))
        if form == "cdf":
            xs = self.ordered(4, log)
            return "predictive = {{ cdf = [[{}, 0], [{}, 0.25], [{}, 0.75], [{}, 1]] }}".format(*(x + 2 for x in xs))
        return f"predictive = {{ point = {self.number(False)} }}"

    # Answers

    def outcome(self, question):
        kind = question["type"]
        if kind == "binary":
            return self.random.choice(["yes", "no", "yes", "no", "0.5", "0.25"])
        if kind in ("categorical", "ordinal"):
            return self.random.choice(OPTIONS)
        if self.chance(0.1):
            return "partly 0.5"
        if kind == "date":
            day = self.day(question["said"], question["until"])
            return f"not by {day}" if self.chance(0.25) else str(day)
        bound = self.random.choice(["above ", "below ", "", "", "", ""])
        return bound + str(self.number(question["log"]) + (0 if bound else self.random.choice([0, 1])))

    def need(self, question):
        return {"binary": "yes", "categorical": "mid", "ordinal": "low", "numeric": "above 100", "date": "not by 2025-01-01"}[question["type"]]


def statement(draw, place, questions, until):
    """(text of the statement, text of its answers); answers may be left out."""
    said = draw.day(FIRST_DAY, until)
    kind = "claim" if draw.chance(0.15) else "prediction"
    speaker = draw.random.choice(PEOPLE)
    out = ["[[statement]]", f'id = "s{place}"', f'kind = "{kind}"', f'said_by = "{speaker}"', f"said_on = {said}",
           f'text = {{ en = "Statement {place}", zh = "陈述 {place}" }}',
           f"tags = {draw.random.sample(['one', 'two', 'three', 'cluster:x', 'cluster:y'], draw.random.randint(0, 3))}".replace("'", '"')]
    if draw.chance(0.3):
        out.append('source = "paper"')
    if draw.chance(0.15) and until > said:
        out.append(f'text_was = [{{ until = {draw.day(said + datetime.timedelta(days=1), until)}, text = "Earlier {place}", reason = "plainer" }}]')
    if questions:
        other = draw.random.choice(list(questions))
        if draw.chance(0.15):
            out.append(f'{draw.random.choice(["repeats", "variant_of"])} = "{other}"')
        elif draw.chance(0.2) and questions[other]:
            out.append(f'conditional_on = {{ statement = "{other}", outcome = "{draw.need(questions[other])}" }}')
    if draw.chance(0.1):
        out.append(f'retracted = {{ on = {draw.day(said, until)}, reason = "mistaken" }}')
    if draw.chance(0.08):
        questions[f"s{place}"] = None
        return "\n".join(out) + "\n", ""
    question = {"type": draw.random.choice(["binary"] * 4 + ["numeric", "numeric", "date", "categorical", "ordinal"]),
                "log": draw.chance(0.4), "said": said, "until": LAST_DAY}
    questions[f"s{place}"] = question
    due = said if kind == "claim" else draw.day(said, LAST_DAY + datetime.timedelta(days=400))
    out += ["  [statement.question]", f'  type = "{question["type"]}"', f"  due = {due}"]
    if draw.chance(0.2) and kind != "claim":
        out.append(f"  closes = {draw.day(said, due)}")
    if draw.chance(0.2):
        out.append(f"  opens = {said}")
    if question["type"] == "numeric":
        out.append('  unit = "kg"' + ('\n  scale = "log"' if question["log"] else ""))
    if question["type"] in ("categorical", "ordinal"):
        out.append("  options = " + str(list(OPTIONS)).replace("'", '"'))
    for by in draw.random.sample(PEOPLE, draw.random.randint(0, 4)):
        for _ in range(draw.random.choice([1, 1, 1, 2, 3])):
            made = draw.day(said, min(until, due + datetime.timedelta(days=20)) if due > said else said)
            told = draw.forecast(question)
            if question["type"] == "binary" and draw.chance(0.2):
                told = f'phrase = "{draw.random.choice(list(PHRASES))}"'
            out += ["  [[statement.forecast]]", f'  by = "{by}"', f"  made_at = {made}T{draw.random.randint(0, 23):02}:00:00Z", "  " + told]
            if made < until and draw.chance(0.1):
                out.append(f"  withdrawn = {draw.day(made + datetime.timedelta(days=1), until)}")
    return "\n".join(out) + "\n", answers(draw, question) if draw.chance(0.8) else ""


def answers(draw, question):
    out = []
    for by in draw.random.sample(["clerk", "auditor"], draw.random.choice([1, 1, 1, 2])):
        told = draw.outcome(question)
        verdict = 'annulled = "no fair answer"' if draw.chance(0.1) else f'outcome = "{told}"'
        first = question["said"]
        if question["type"] == "date" and told[0] != "p":
            first = max(first, datetime.date.fromisoformat(told[-10:]))
        out += ["  [[statement.resolution]]", f"  {verdict}", f"  decided_on = {draw.day(first, LAST_DAY)}", f'  by = "{by}"']
    return "\n".join(out) + "\n"


def pieces(seed):
    """(head, [(statement, answers)]): the head and any of the others make a book; answers belong right after their statement."""
    draw = Draw(seed)
    head = ['format = "hindsight/1"', "[credence]"] + [f'"{phrase}" = {p}' for phrase, p in PHRASES.items()]
    for person in (*PEOPLE, "clerk", "auditor"):
        head += ["[[person]]", f'id = "{person}"', f'name = "{person.title()}"']
    head += ["[[source]]", 'id = "paper"', 'title = "The paper"', 'url = "https://example.org/paper"']
    questions = {}
    until = datetime.date(2024, 12, 1)  # the first import is then; later answers are recorded in time
    return "\n".join(head) + "\n", [statement(draw, place, questions, until) for place in range(draw.random.randint(3, 16))]
