// SPDX-License-Identifier: MIT
// Outcomes as typed, printed and as JSON. Expected values by hand.
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
const auto kOptions = question(QuestionType::ordinal, {"low", "high"});

std::string refused(const Question& q, std::string_view text) {
    return refusal([&] { parse_outcome(text, q); });
}
double days(const char* text) { return static_cast<double>(parse_day(text)->time_since_epoch().count()); }
std::string json(const Question& q, std::string_view text) { return dump_json(outcome_to_json(parse_outcome(text, q), q)); }

}  // namespace

TEST_CASE("a binary outcome is yes, no or a fraction", "[domain][outcome]") {
    const auto* yes = GENERATE("yes", "YES", "y", "true", "1", "100%", " yes ");
    CHECK(parse_outcome(yes, kBinary) == Outcome(Fraction{1}));
    const auto* no = GENERATE("no", "No", "n", "false", "0");
    CHECK(parse_outcome(no, kBinary) == Outcome(Fraction{0}));
    const auto* half = GENERATE("0.5", "50%", "1:1", "partly 0.5");
    CHECK(parse_outcome(half, kBinary) == Outcome(Fraction{0.5}));
}

TEST_CASE("a numeric outcome is a number, a bound, or partly the event", "[domain][outcome]") {
    CHECK(parse_outcome("398.5B", kNumeric) == Outcome(Observed{398.5e9}));
    CHECK(parse_outcome("0.5", kNumeric) == Outcome(Observed{0.5}));
    CHECK(parse_outcome("1,000", kNumeric) == Outcome(Observed{1000}));
    CHECK(parse_outcome("6%", question(QuestionType::numeric, {}, "%")) == Outcome(Observed{6}));
    const auto* below = GENERATE("below 10B", "Below 10B", "<10B", "< 10B");
    CHECK(parse_outcome(below, kNumeric) == Outcome(Bound{false, 10e9}));
    const auto* above = GENERATE("above 89", ">89");
    CHECK(parse_outcome(above, kNumeric) == Outcome(Bound{true, 89}));
    CHECK(parse_outcome("partly 0.5", kNumeric) == Outcome(Fraction{0.5}));
}

TEST_CASE("a date outcome is a day, not by a day, or before one", "[domain][outcome]") {
    CHECK(parse_outcome("2026-05-01", kDate) == Outcome(Observed{days("2026-05-01")}));
    CHECK(parse_outcome("not by 2027-01-01", kDate) == Outcome(Bound{true, days("2027-01-01")}));
    CHECK(parse_outcome("before 2020-01-01", kDate) == Outcome(Bound{false, days("2020-01-01")}));
    CHECK(parse_outcome("0.5", kDate) == Outcome(Fraction{0.5}));  // no day looks like this
    CHECK(parse_outcome("partly 0.5", kDate) == Outcome(Fraction{0.5}));
}

TEST_CASE("an option is taken by its exact name", "[domain][outcome]") {
    CHECK(parse_outcome(" high ", kOptions) == Outcome(Chosen{"high"}));
    CHECK(refused(kOptions, "High") == "unknown-option");
    CHECK(refused(kOptions, "medium") == "unknown-option");
}

TEST_CASE("what is no outcome of the question is refused", "[domain][outcome]") {
    CHECK(refused(kBinary, "") == "bad-outcome");
    CHECK(refused(kBinary, "maybe") == "bad-outcome");
    CHECK(refused(kBinary, "1.5") == "bad-outcome");
    CHECK(refused(kBinary, "2026-01-01") == "bad-outcome");
    CHECK(refused(kNumeric, "partly 1.5") == "bad-outcome");
    CHECK(refused(kNumeric, "many") == "bad-outcome");
    CHECK(refused(kNumeric, "below 2x") == "bad-number");
    CHECK(refused(kDate, "2026-02-30") == "bad-date");
    CHECK(refused(kDate, "not by soon") == "bad-outcome");
}

TEST_CASE("a date is never decided by a number of days", "[domain][outcome]") {
    const auto* text = GENERATE("20000", "20000.5", "-5", "2950000", "not by 20000", "before 2950000", "1e300");
    INFO(text);
    CHECK(refused(kDate, text) == "bad-date");
}

TEST_CASE("an outcome prints as it would be typed", "[domain][outcome]") {
    const auto print = [](const Question& q, const Outcome& outcome) { return print_outcome(outcome, q); };
    CHECK(print(kBinary, Fraction{1}) == "yes");
    CHECK(print(kBinary, Fraction{0}) == "no");
    CHECK(print(kBinary, Fraction{0.25}) == "0.25");
    CHECK(print(kNumeric, Fraction{0.25}) == "partly 0.25");
    CHECK(print(kNumeric, Observed{398.5e9}) == "398.5B");
    CHECK(print(kNumeric, Bound{false, 10e9}) == "below 10B");
    CHECK(print(kNumeric, Bound{true, 89}) == "above 89");
    CHECK(print(kDate, Observed{days("2026-05-01")}) == "2026-05-01");
    CHECK(print(kDate, Bound{true, days("2027-01-01")}) == "not by 2027-01-01");
    CHECK(print(kDate, Bound{false, days("2020-01-01")}) == "before 2020-01-01");
    CHECK(print(kOptions, Chosen{"low"}) == "low");
}

TEST_CASE("an outcome as JSON has the kind that a program expects", "[domain][outcome]") {
    CHECK(json(kBinary, "yes") == "true");
    CHECK(json(kBinary, "no") == "false");
    CHECK(json(kBinary, "0.5") == "0.5");
    CHECK(json(kNumeric, "398.5B") == "398500000000");
    CHECK(json(kNumeric, "0.5") == "0.5");
    CHECK(json(kNumeric, "partly 0.5") == R"({"partly":0.5})");
    CHECK(json(kDate, "partly 1") == R"({"partly":1})");
    CHECK(json(kNumeric, "below 10") == R"({"below":10})");
    CHECK(json(kNumeric, "above 89") == R"({"above":89})");
    CHECK(json(kDate, "2026-05-01") == R"("2026-05-01")");
    CHECK(json(kDate, "not by 2027-01-01") == R"({"not_by":"2027-01-01"})");
    CHECK(json(kOptions, "low") == R"("low")");
}
