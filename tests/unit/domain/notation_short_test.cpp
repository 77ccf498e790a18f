// SPDX-License-Identifier: MIT
// The short form of predictives: what is read, and every refusal. Expected values by hand.
#include "hindsight/base/calendar.hpp"
#include "hindsight/domain/notation.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

Question question(QuestionType type, std::vector<std::string> options = {}, std::string unit = {}) {
    Question q;
    q.type = type;
    q.options = std::move(options);
    q.unit = std::move(unit);
    return q;
}

const auto kBinary = question(QuestionType::binary);
const auto kNumeric = question(QuestionType::numeric);
const auto kDate = question(QuestionType::date);
const auto kOptions = question(QuestionType::categorical, {"red", "green", "blue"});

Predictive read(const Question& q, std::string_view text, std::optional<double> level = {}) { return parse_predictive(text, {q, level}); }
std::string refused(const Question& q, std::string_view text) {
    return refusal([&] { read(q, text); });
}
double days(const char* text) { return static_cast<double>(parse_day(text)->time_since_epoch().count()); }

using Quantiles = std::vector<std::pair<double, double>>;
using Probs = std::vector<std::pair<std::string, double>>;

}  // namespace

TEST_CASE("a binary forecast is per cent, a number or odds", "[domain][notation]") {
    const auto* text = GENERATE("70%", "0.7", "7:3", " 70 % ");
    CHECK(read(kBinary, text) == Predictive(BinaryForecast{0.7}));
}

TEST_CASE("a range has two ends and a level", "[domain][notation]") {
    CHECK(read(kNumeric, "100B..500B@80%") == Predictive(RangeForecast{100e9, 500e9, 0.8}));
    CHECK(read(kNumeric, "1,000 .. 2,000 @ 4:1") == Predictive(RangeForecast{1000.0, 2000.0, 0.8}));
    CHECK(read(kNumeric, "-3..-1@0.5") == Predictive(RangeForecast{-3.0, -1.0, 0.5}));
    CHECK(read(kNumeric, "5..5@100%") == Predictive(RangeForecast{5.0, 5.0, 1.0}));  // equal ends are allowed
    CHECK(read(kDate, "2025-08-10..2026-08-10@80%") == Predictive(RangeForecast{days("2025-08-10"), days("2026-08-10"), 0.8}));
}

TEST_CASE("one side may be open, in several wordings", "[domain][notation]") {
    const auto* low = GENERATE(">=5@60%", ">= 5 @60%", "≥5@60%", "at least 5@60%", "At Least 5@60%", "5..@60%", "not before 5@60%");
    CHECK(read(kNumeric, low) == Predictive(RangeForecast{5.0, std::nullopt, 0.6}));
    const auto* high = GENERATE("<=5@60%", "≤5@60%", "at most 5@60%", "..5@60%");
    CHECK(read(kNumeric, high) == Predictive(RangeForecast{std::nullopt, 5.0, 0.6}));
}

TEST_CASE("a date forecast says by or not before a day", "[domain][notation]") {
    CHECK(read(kDate, "not before 2029-08-23@80%") == Predictive(RangeForecast{days("2029-08-23"), std::nullopt, 0.8}));
    CHECK(read(kDate, "by 2027-01-01@70%") == Predictive(RangeForecast{std::nullopt, days("2027-01-01"), 0.7}));
    CHECK(print_predictive(RangeForecast{days("2029-08-23"), std::nullopt, 0.8}, kDate) == "not before 2029-08-23@80%");
    CHECK(print_predictive(RangeForecast{std::nullopt, days("2027-01-01"), 0.7}, kDate) == "by 2027-01-01@70%");
}

TEST_CASE("quantiles are levels with values, sorted by level", "[domain][notation]") {
    CHECK(read(kNumeric, "5%=1,50%=2,95%=4") == Predictive(QuantileForecast{Quantiles{{0.05, 1}, {0.5, 2}, {0.95, 4}}}));
    CHECK(read(kNumeric, "0.95=4, 0.05=1") == Predictive(QuantileForecast{Quantiles{{0.05, 1}, {0.95, 4}}}));
    CHECK(read(kNumeric, "50%=1_000") == Predictive(QuantileForecast{Quantiles{{0.5, 1000}}}));
    CHECK(read(kNumeric, "5%=2,95%=2") == Predictive(QuantileForecast{Quantiles{{0.05, 2}, {0.95, 2}}}));
    CHECK(read(kDate, "50%=2027-01-01") == Predictive(QuantileForecast{Quantiles{{0.5, days("2027-01-01")}}}));
}

TEST_CASE("options come in the order of the question, and what is left out is 0", "[domain][notation]") {
    CHECK(read(kOptions, "blue=20%, red=80%") == Predictive(OptionForecast{Probs{{"red", 0.8}, {"green", 0.0}, {"blue", 0.2}}}));
    const auto steps = question(QuestionType::ordinal, {"a=b", "c"});
    CHECK(read(steps, "a=b=30%,c=70%") == Predictive(OptionForecast{Probs{{"a=b", 0.3}, {"c", 0.7}}}));
}

TEST_CASE("names of options that the short form cannot carry are printed as JSON", "[domain][notation]") {
    const auto* name = GENERATE("a,b", "a=b", "{a", " a");
    const auto q = question(QuestionType::categorical, {name, "z"});
    const Predictive forecast = OptionForecast{Probs{{name, 0.25}, {"z", 0.75}}};
    const auto text = print_predictive(forecast, q);
    CHECK(text.starts_with("{\"probs\""));
    CHECK(read(q, text) == forecast);
}

TEST_CASE("a lone value is a point", "[domain][notation]") {
    CHECK(read(kNumeric, "3") == Predictive(PointForecast{3}));
    CHECK(read(kNumeric, "12%") == Predictive(PointForecast{0.12}));
    CHECK(read(question(QuestionType::numeric, {}, "%"), "12%") == Predictive(PointForecast{12}));
    CHECK(read(kDate, "2027-01-01") == Predictive(PointForecast{days("2027-01-01")}));
}

TEST_CASE("a forecast of a day lies in the years 0001 to 9999", "[domain][notation]") {
    // 2932896 is 9999-12-31: `date -u -d 9999-12-31 +%s` / 86400.
    CHECK(print_predictive(PointForecast{2'932'896}, kDate) == "9999-12-31");
    CHECK(print_predictive(PointForecast{2'932'897}, kDate) == "2932897");
    CHECK(print_predictive(PointForecast{-719'162}, kDate) == "0001-01-01");
    CHECK(print_predictive(PointForecast{-719'163}, kDate) == "-719163");
    CHECK(read(kDate, "2932896") == Predictive(PointForecast{2'932'896}));
    CHECK(refused(kDate, "2932897") == "bad-date");
    CHECK(refused(kDate, "1e9..2e9@50%") == "bad-date");
}

TEST_CASE("a phrase gives a range its level, unless the range has its own", "[domain][notation]") {
    CHECK(read(kNumeric, "1..2", 0.9) == Predictive(RangeForecast{1.0, 2.0, 0.9}));
    CHECK(read(kNumeric, "1..2@80%", 0.9) == Predictive(RangeForecast{1.0, 2.0, 0.8}));
    CHECK(read(kDate, "by 2027-01-01", 0.75) == Predictive(RangeForecast{std::nullopt, days("2027-01-01"), 0.75}));
}

TEST_CASE("a text that begins with a brace is JSON", "[domain][notation]") {
    CHECK(read(kBinary, "{\"p\":0.7}") == Predictive(BinaryForecast{0.7}));
    const auto error = thrown_by([] { read(kBinary, "{\"p\":}"); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::bad_json);
    CHECK(error->where().line == 1);
    CHECK(error->where().column == 6);
}

TEST_CASE("a short form that cannot be taken is refused by its code", "[domain][notation]") {
    CHECK(refused(kBinary, "") == "bad-predictive");
    CHECK(refused(kBinary, "surely") == "bad-probability");
    CHECK(refused(kBinary, "140%") == "bad-probability");
    CHECK(refused(kBinary, "-1%") == "bad-probability");
    CHECK(refused(kNumeric, "1..2") == "missing-level");
    CHECK(refused(kNumeric, ">=5") == "missing-level");
    CHECK(refused(kDate, "by 2027-01-01") == "missing-level");
    CHECK(refused(kNumeric, "1..2@0%") == "bad-probability");
    CHECK(refused(kNumeric, "1..2@101%") == "bad-probability");
    CHECK(refused(kNumeric, "1..2@surely") == "bad-probability");
    CHECK(refused(kNumeric, "2..1@80%") == "reversed-range");
    CHECK(refused(kNumeric, "..@80%") == "bad-predictive");
    CHECK(refused(kNumeric, "a..b@80%") == "bad-number");
    CHECK(refused(kNumeric, "5@80%") == "bad-predictive");
    CHECK(refused(kNumeric, "many") == "bad-number");
    CHECK(refused(kNumeric, "95%=1,5%=2") == "crossing-quantiles");
    CHECK(refused(kNumeric, "5%=1,5%=2") == "bad-predictive");
    CHECK(refused(kNumeric, "0%=1") == "bad-probability");
    CHECK(refused(kNumeric, "100%=1") == "bad-probability");
    CHECK(refused(kNumeric, "5%=1,000,95%=2") == "bad-predictive");  // a comma separates here
    CHECK(refused(kDate, "2025-02-30") == "bad-date");
    CHECK(refused(kDate, "2025-02-30..2026-01-01@80%") == "bad-date");
    CHECK(refused(kDate, "70%") == "bad-date");
    CHECK(refused(kOptions, "red") == "bad-predictive");
    CHECK(refused(kOptions, "pink=100%") == "unknown-option");
    CHECK(refused(kOptions, "red=50%,red=50%") == "bad-predictive");
    CHECK(refused(kOptions, "red=50%,blue=40%") == "bad-sum");
    CHECK(refused(kOptions, "red=150%,blue=-50%") == "bad-probability");
    CHECK(refused(kOptions, "red=x") == "bad-probability");
}

TEST_CASE("a refusal says what was read and what to write", "[domain][notation]") {
    const auto outside = thrown_by([] { read(kBinary, "140%"); });
    REQUIRE(outside);
    CHECK(std::string(outside->what()) == "probability 140% is outside 0% to 100%");
    CHECK(outside->hint() == "write \"14%\", 0.14 or odds such as \"1:6\"");
    const auto option = thrown_by([] { read(kOptions, "pink=100%"); });
    REQUIRE(option);
    CHECK(option->hint() == "the options are: red, green, blue");
}

TEST_CASE("probabilities that nearly add to 1 are taken as they are, wider ones only where allowed", "[domain][notation]") {
    const auto with = [](double tolerance, const char* text) { return parse_predictive(text, {kOptions, std::nullopt, tolerance}); };
    CHECK(with(1e-6, "red=0.3333333,green=0.3333333,blue=0.3333333") ==
          Predictive(OptionForecast{Probs{{"red", 0.3333333}, {"green", 0.3333333}, {"blue", 0.3333333}}}));
    CHECK(refusal([&] { with(1e-6, "red=0.5,green=0.48"); }) == "bad-sum");
    // 0.5 / 0.75 and 0.25 / 0.75
    CHECK(with(0.3, "red=0.5,green=0.25") == Predictive(OptionForecast{Probs{{"red", 0.5 / 0.75}, {"green", 0.25 / 0.75}, {"blue", 0.0}}}));
}
