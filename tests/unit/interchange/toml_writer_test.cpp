// SPDX-License-Identifier: MIT
// The canonical book: exact text, and the same content after reading it back.
#include <algorithm>
#include <random>

#include "book_text.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/validate.hpp"
#include "interchange/toml_print.hpp"

using namespace hindsight;
using namespace hindsight::interchange;
using namespace hindsight::test;

namespace {

bool same(const BookForecast& a, const BookForecast& b) {
    return same_content(a.forecast, b.forecast) && a.withdrawn == b.withdrawn &&
           a.withdrawal_reason == b.withdrawal_reason;
}
bool same(const BookResolution& a, const BookResolution& b) { return same_content(a.resolution, b.resolution); }
bool same(const EarlierWording& a, const EarlierWording& b) {
    return a.until == b.until && a.text == b.text && a.reason == b.reason;
}
bool same(const BookPerson& a, const BookPerson& b) { return a.person == b.person; }
bool same(const BookSource& a, const BookSource& b) { return a.source == b.source; }

template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& x, const T& y) { return same(x, y); });
}

bool same(const BookStatement& a, const BookStatement& b) {
    const bool retractions =
        a.retraction.has_value() == b.retraction.has_value() &&
        (!a.retraction || (a.retraction->on == b.retraction->on && a.retraction->reason == b.retraction->reason));
    return a.statement == b.statement && same(a.forecasts, b.forecasts) && same(a.resolutions, b.resolutions) &&
           retractions && same(a.text_was, b.text_was) && a.amended == b.amended;
}

void check_round_trip(const Book& book) {
    const auto text = write_toml_book(book);
    const auto back = good_book(text);
    CHECK(back.credence == book.credence);
    CHECK(same(back.persons, book.persons));
    CHECK(same(back.sources, book.sources));
    REQUIRE(back.statements.size() == book.statements.size());
    for (std::size_t i = 0; i < book.statements.size(); ++i) {
        INFO(book.statements[i].statement.id);
        CHECK(same(back.statements[i], book.statements[i]));
        for (const auto& entry : back.statements[i].forecasts) CHECK(entry.forecast.entered.empty());
    }
    CHECK(write_toml_book(back) == text);
}

const std::string kWhole = R"(format = "hindsight/1"

[credence]
"expects" = 0.8
"may" = 0.5

[[person]]
id = "ann"
name = { en = "Ann", zh = "安" }

[[person]]
id = "bob"

[[source]]
id = "talk"
title = { en = "A \"talk\"", zh-Hant = "談" }
url = "https://example.org/talk"
published = 2024-08-23

[[statement]]
id = "first"
kind = "claim"
said_by = "ann"
said_on = 2024-08-23
text = { en = "It is." }

[[statement]]
id = "second"
kind = "prediction"
said_by = "ann"
said_on = 2024-08-23
source = "talk"
locator = "1.3"
text = { en = "It will.", zh = "会" }
quote = "预计"
strength = "expects"
foreign_id = "q/17"
address = "https://example.org/q/17"
tags = ["models", "core"]
repeats = "first"
variant_of = ["first", "third"]
conditional_on = { statement = "third", outcome = "no" }
amended = "typo"
retracted = { on = 2025-01-01, reason = "a joke" }
text_was = [
  { until = 2024-09-01, text = { en = "It wil." }, reason = "typo" },
]

  [statement.question]
  type = "numeric"
  title = "How many?"
  unit = "parameters"
  scale = "log"
  low = "1M"
  high = "1000T"
  zero_point = -0.5
  open_low = true
  open_high = true
  criteria = "Count."
  opens = 2024-08-23
  closes = 2026-01-01T10:00:00Z
  scheduled_close = 2026-03-01
  spot_at = 2025-12-01T10:00:00Z
  due = 2027-08-23
  notes = "assumed"

  [[statement.forecast]]
  by = "ann"
  made_at = 2024-08-23
  phrase = "expects"
  predictive = { range = ["100B", "500B"] }

  [[statement.forecast]]
  by = "bob"
  made_at = 2024-09-01T08:00:00.5Z
  phrase = "expects"
  predictive = { range = ["100B", "500B"], level = 0.8 }
  reason = "said so"
  withdrawn = 2025-01-01
  withdrawal_reason = "wrong"

  [[statement.forecast]]
  by = "bob"
  made_at = 2024-09-02
  phrase = "may"
  predictive = ">=70"

  [[statement.forecast]]
  by = "bob"
  made_at = 2024-09-02
  predictive = "<=70@80%"

  [[statement.resolution]]
  outcome = "398.5B"
  decided_on = 2026-07-31
  by = "bob"
  confidence = "medium"
  note = "Two\nlines"
  evidence = [
    { url = "https://example.org", title = "T", date = 2026-07-31, note = "N", sureness = "A" },
    { title = "U", date = "2026-07" },
  ]

  [[statement.resolution]]
  annulled = "no fair answer"
  decided_on = 2026-07-31
  by = "ann"

[[statement]]
id = "third"
kind = "prediction"
said_by = "bob"
said_on = 2024-08-23
text = { en = "It may." }

  [statement.question]
  type = "binary"

  [[statement.forecast]]
  by = "bob"
  made_at = 2024-08-23
  phrase = "may"

  [[statement.forecast]]
  by = "ann"
  made_at = 2024-08-23
  phrase = "may"
  basis = "imputed"
  predictive = { p = 0.55 }

  [[statement.resolution]]
  outcome = 0.5
  decided_on = 2025-01-01
  by = "bob"
)";

}  // namespace

TEST_CASE("a canonical book is written as it was read") {
    const auto book = good_book(kWhole);
    CHECK(write_toml_book(book) == kWhole);
    check_round_trip(book);
}

TEST_CASE("a reader of a book sees the characters that turn text or that a terminal obeys") {
    CHECK(toml_string("a\u202Eb\u2066\u2069\u200F\u061C") == R"("a\u202Eb\u2066\u2069\u200F\u061C")");
    CHECK(toml_string("\u009B2J\u0085\u2028\x1b\x7f") == R"("\u009B2J\u0085\u2028\u001B\u007F")");
    for (const char* kept : {"\u00A0\u00E9", "\u0627\u200C\u0628", "\u2026\u2014\u2070\u203D", "\u4EE4\U0001F468\u200D\U0001F469"}) CHECK(toml_string(kept) == '"' + std::string(kept) + '"');
    CHECK(toml_string("cut off \xE2\x80") == "\"cut off \xE2\x80\"");
}

TEST_CASE("an empty book is a book") {
    CHECK(write_toml_book({}) == "format = \"hindsight/1\"\n");
    check_round_trip({});
}

namespace {

/// Draws books: every form, awkward texts, numbers of all sizes.
class Draw {
 public:
    explicit Draw(unsigned seed) : random_(seed) {}

    Book book() {
        Book book;
        book.credence = {{"expects", 0.8}, {"a \"quoted\"\\phrase", 1.0 / 3}, {"可能", 0.5}, {"never", 0}};
        for (const auto* id : {"ann", "bob", "cid"}) book.persons.push_back({{id, texts()}, {}});
        book.sources.push_back({{"talk", texts(), text(), day()}, {}});
        for (int i = 0; i < 12; ++i) book.statements.push_back(statement(i));
        return book;
    }

 private:
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
    bool maybe() { return below(2) == 0; }
    template <class T>
    T pick(std::initializer_list<T> from) {
        return *(from.begin() + static_cast<std::ptrdiff_t>(below(from.size())));
    }
    std::string text() {
        std::string out = "t";
        for (auto n = below(8); n > 0; --n) {
            out += pick<const char*>({"a", " ", "\"", "\\", "\n", "\t", "\r\n", "\x01", "\x7f", "人", "😀", "'''",
                                      "\"\"\"", "#", "[[x]]", "]"});
        }
        return out;
    }
    Texts texts() {
        Texts out{{"en", text()}};
        if (maybe()) out["zh-Hant"] = text();
        return out;
    }
    Day day() { return Day{std::chrono::days{17000 + static_cast<int>(below(3000))}}; }
    Day later() { return Day{std::chrono::days{20000 + static_cast<int>(below(3000))}}; }
    When when() {
        if (maybe()) return When::day(later());
        return When::instant(start_of(later()) +
                             std::chrono::microseconds{static_cast<std::int64_t>(below(86'400'000'000))});
    }
    double number() {
        const double mantissa = std::uniform_real_distribution<double>(-1, 1)(random_);
        switch (below(4)) {
            case 0:
                return static_cast<double>(below(1000));
            case 1:
                return mantissa * std::pow(10.0, static_cast<double>(below(30)) - 8);
            case 2:
                return std::round(mantissa * 1e4) * 1e9;
            default:
                return mantissa;
        }
    }
    double probability() {
        return maybe() ? static_cast<double>(1 + below(99)) / 100
                       : std::uniform_real_distribution<double>(1e-9, 1)(random_);
    }

    double value(const Question& question) {
        return question.counts_days() ? static_cast<double>(later().time_since_epoch().count()) : number();
    }
    std::pair<double, double> pair(const Question& question) { return std::minmax({value(question), value(question)}); }

    Question question(int i) {
        Question question;
        question.type = static_cast<QuestionType>(i % 5);
        if (maybe()) question.title = text();
        question.criteria = text();
        if (question.type == QuestionType::numeric) question.unit = pick<const char*>({"", "%", "人"});
        if (question.has_options()) question.options = {"a", "b, c", "d=e"};
        if (question.type == QuestionType::numeric || question.type == QuestionType::date) {
            std::tie(question.low, question.high) = pair(question);
        }
        if (maybe()) question.due = When::day(later());
        return question;
    }

    Predictive range(const Question& question) {
        const auto [low, high] = pair(question);
        RangeForecast range{low, high, pick({0.8, 1.0 / 3, probability()})};
        if (below(3) == 0) range.low.reset();
        if (range.low && below(3) == 0) range.high.reset();
        return range;
    }

    Predictive predictive(const Question& question) {
        if (question.type == QuestionType::binary) return BinaryForecast{pick({0.8, probability()})};
        if (question.has_options()) return OptionForecast{{{"a", 0.25}, {"b, c", 0.75}, {"d=e", 0}}};
        const auto [low, high] = pair(question);
        switch (below(7)) {
            case 0:
                return QuantileForecast{{{0.05, low}, {0.5, low}, {0.95, high}}};
            case 1:
                return SampleForecast{{low, high, value(question)}, {1, 2, 0.5}};
            case 2:
                return CdfForecast{{{low, 0}, {high, probability()}}};
            case 3:
                return PointForecast{low};
            case 4:
                return FamilyForecast{
                    "normal", {{"mean", number()}, {"sd", 2}}, FamilyForecast::Bounds{std::nullopt, high}, {}, {}};
            default:
                return range(question);
        }
    }

    BookForecast forecast(const Question& question) {
        BookForecast entry;
        auto& forecast = entry.forecast;
        forecast.forecaster = pick<const char*>({"ann", "bob"});
        forecast.made_at = when();
        forecast.predictive = predictive(question);
        forecast.phrase = pick<const char*>({"", "expects", "可能", "a \"quoted\"\\phrase"});
        forecast.basis = maybe() ? Basis::imputed : Basis::stated;
        if (maybe()) forecast.reason = text();
        if (below(4) == 0) {
            entry.withdrawn = When::day(Day{std::chrono::days{24000}});
            entry.withdrawal_reason = text();
        }
        return entry;
    }

    Outcome outcome(const Question& question) {
        if (question.type == QuestionType::binary) return Fraction{pick({0.0, 1.0, 0.5, probability()})};
        if (question.has_options()) return Chosen{pick<const char*>({"a", "b, c", "d=e"})};
        switch (below(3)) {
            case 0:
                return Fraction{pick({0.0, 1.0, probability()})};
            case 1:
                return Bound{maybe(), value(question)};
            default:
                return Observed{value(question)};
        }
    }

    BookResolution resolution(const Question& question, const char* resolver) {
        BookResolution entry;
        auto& resolution = entry.resolution;
        if (below(5) == 0) {
            resolution.verdict = Annulled{text()};
        } else {
            resolution.verdict = outcome(question);
        }
        resolution.decided_on = when();
        if (fault_of_decision(resolution, question, day_of(resolution.decided_on.at))) resolution.verdict = Annulled{text()};
        resolution.resolver = resolver;
        resolution.confidence = pick<const char*>({"", "low", "high"});
        if (maybe()) resolution.note = text();
        for (auto n = below(3); n > 0; --n) {
            resolution.evidence.push_back(
                {text(), text(), pick<const char*>({"", "2025", "2025-12", "2025-12-01"}), text(), "B"});
        }
        return entry;
    }

    /// Wordings in their order, each other than the next.
    void add_history(BookStatement& entry) {
        auto first = when(), second = when();
        if (first.at > second.at) std::swap(first, second);
        if (first.at <= start_of(entry.statement.said_on) || first.at == second.at) return;
        entry.text_was = {{first, {{"en", "first " + text()}}, text()}, {second, {{"en", "second " + text()}}, ""}};
    }

    BookStatement statement(int i) {
        BookStatement entry;
        auto& statement = entry.statement;
        statement.id = "s" + std::to_string(i);
        statement.kind = maybe() ? StatementKind::claim : StatementKind::prediction;
        statement.text = texts();
        if (maybe()) statement.quote = text();
        statement.speaker = "cid";
        statement.said_on = day();
        if (maybe()) statement.source = "talk";
        if (maybe()) statement.tags = {text(), text()};
        if (i > 0) statement.links = {{LinkKind::repeats, "s0", ""}, {LinkKind::conditional_on, "s0", "yes"}};
        if (below(4) == 0) entry.amended = text();
        if (below(4) == 0) entry.retraction = BookRetraction{when(), text()};
        if (below(4) == 0) add_history(entry);
        if (i > 0 && i % 6 == 5) return entry;
        statement.question = question(i);
        for (auto n = below(4); n > 0; --n) entry.forecasts.push_back(forecast(*statement.question));
        if (maybe()) entry.resolutions.push_back(resolution(*statement.question, "ann"));
        if (maybe()) entry.resolutions.push_back(resolution(*statement.question, "bob"));
        return entry;
    }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("any book reads back as what was written") {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        check_round_trip(Draw(seed).book());
    }
}

TEST_CASE("long lists stay below the limit of a line") {
    auto book = good_book(kFrame + statement("x", {}, question("numeric")));
    SampleForecast samples;
    for (int i = 0; i < 100000; ++i) samples.samples.push_back(i * 1.000000001);
    Forecast forecast;
    forecast.forecaster = "ann";
    forecast.made_at = When::day(*parse_day("2024-08-23"));
    forecast.predictive = samples;
    book.statements[0].forecasts.push_back({forecast, {}, {}, {}});
    check_round_trip(book);
}
