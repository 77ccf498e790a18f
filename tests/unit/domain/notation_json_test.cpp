// SPDX-License-Identifier: MIT
// Predictives as JSON: every form, its canonical form, and every refusal. Expected values by hand.
#include "hindsight/base/calendar.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

Question question(QuestionType type, std::vector<std::string> options = {}) {
    Question q;
    q.type = type;
    q.options = std::move(options);
    return q;
}

const auto kBinary = question(QuestionType::binary);
const auto kNumeric = question(QuestionType::numeric);
const auto kDate = question(QuestionType::date);
const auto kOptions = question(QuestionType::categorical, {"b", "a"});

Predictive read(const Question& q, std::string_view json, std::optional<double> level = {}) {
    return predictive_from_json(parse_json(json), {q, level});
}
std::string refused(const Question& q, std::string_view json) {
    return refusal([&] { read(q, json); });
}
std::string printed(const Question& q, std::string_view json) { return dump_json(predictive_to_json(read(q, json), q)); }
std::string canonical(const Question& q, std::string_view json) { return dump_json(predictive_to_canonical(read(q, json), q)); }
double days(const char* text) { return static_cast<double>(parse_day(text)->time_since_epoch().count()); }

}  // namespace

TEST_CASE("numbers in JSON may be numbers or text", "[domain][notation]") {
    CHECK(read(kBinary, R"({"p":"7:3"})") == Predictive(BinaryForecast{0.7}));
    CHECK(read(kNumeric, R"({"range":["100B",500000000000],"level":"80%"})") == Predictive(RangeForecast{100e9, 500e9, 0.8}));
    CHECK(read(kNumeric, R"({"point":"1_000"})") == Predictive(PointForecast{1000}));
    CHECK(read(kDate, R"({"range":["2025-08-10",null],"level":0.8})") == Predictive(RangeForecast{days("2025-08-10"), std::nullopt, 0.8}));
}

TEST_CASE("a text is the short form, a bare number a probability or a point", "[domain][notation]") {
    CHECK(read(kNumeric, R"(">=5@60%")") == Predictive(RangeForecast{5.0, std::nullopt, 0.6}));
    CHECK(read(kBinary, "0.7") == Predictive(BinaryForecast{0.7}));
    CHECK(read(kNumeric, "0.7") == Predictive(PointForecast{0.7}));
}

TEST_CASE("options are an object, a list in the question's order, or pairs", "[domain][notation]") {
    const Predictive expected = OptionForecast{{{"b", 0.8}, {"a", 0.2}}};
    CHECK(read(kOptions, R"({"probs":{"a":0.2,"b":0.8}})") == expected);
    CHECK(read(kOptions, R"({"probs":[0.8,0.2]})") == expected);
    CHECK(read(kOptions, R"({"probs":[["a","20%"],["b","80%"]]})") == expected);
}

TEST_CASE("a phrase gives the level that JSON leaves out", "[domain][notation]") {
    CHECK(read(kNumeric, R"({"range":[1,2]})", 0.9) == Predictive(RangeForecast{1.0, 2.0, 0.9}));
    CHECK(refused(kNumeric, R"({"range":[1,2]})") == "missing-level");
}

TEST_CASE("every form prints as it is written in books", "[domain][notation]") {
    const auto* q_binary = R"({"p":0.7})";
    CHECK(printed(kBinary, q_binary) == q_binary);
    const auto* text = GENERATE(R"({"range":[100000000000,500000000000],"level":0.8})", R"({"range":[null,3],"level":0.6})",
                                R"({"quantiles":{"0.05":1,"0.5":2,"0.95":4.5}})", R"({"samples":[1,3,2]})",
                                R"({"samples":[1,3],"weights":[0.25,2]})", R"({"family":"normal","mean":0,"sd":1})",
                                R"({"family":"normal","mean":0,"sd":1,"truncated":[0,null]})",
                                R"({"family":"logistic","location":0,"scale":1,"censored":[-1,1]})",
                                R"({"family":"exponential","rate":2,"mass":0.25})",
                                R"({"family":"mixture","components":[{"family":"normal","mean":0,"sd":1,"weight":0.5},{"family":"uniform","min":0,"max":2,"weight":0.5}]})",
                                R"({"cdf":[[0,0],[1,0.5],[2,1]]})", R"({"point":3})");
    CHECK(printed(kNumeric, text) == text);
    CHECK(printed(kDate, R"({"samples":["2027-01-01",20000.5]})") == R"({"samples":["2027-01-01",20000.5]})");
    CHECK(printed(kOptions, R"({"probs":{"b":0.8,"a":0.2}})") == R"({"probs":{"b":0.8,"a":0.2}})");
}

TEST_CASE("the canonical form has decimal strings, and lists where order matters", "[domain][notation]") {
    CHECK(canonical(kBinary, "0.7") == R"({"p":"0.7"})");
    CHECK(canonical(kNumeric, R"({"range":["100B",null],"level":0.8})") == R"({"range":["100000000000",null],"level":"0.8"})");
    CHECK(canonical(kNumeric, R"({"quantiles":{"0.5":2}})") == R"({"quantiles":[["0.5","2"]]})");
    CHECK(canonical(kOptions, R"({"probs":{"a":0.2,"b":0.8}})") == R"({"probs":[["b","0.8"],["a","0.2"]]})");
    CHECK(canonical(kDate, R"({"point":"2027-01-01"})") == R"({"point":"2027-01-01"})");
    CHECK(canonical(kDate, R"({"point":20454.5})") == R"({"point":"20454.5"})");  // between two days
    CHECK(canonical(kNumeric, R"({"family":"mixture","components":[{"family":"poisson","rate":3,"weight":1}]})") ==
          R"({"family":"mixture","components":[{"family":"poisson","rate":"3","weight":"1"}]})");
}

TEST_CASE("the families of the notation are those of the scoring engine", "[domain][notation]") {
    REQUIRE(families().size() == scoring::families().size());
    for (std::size_t i = 0; i < families().size(); ++i) {
        const auto& ours = families()[i];
        const auto& theirs = scoring::families()[i];
        INFO(ours.name);
        CHECK(ours.name == theirs.slug);
        CHECK(ours.bounds == theirs.may_be_cut);
        REQUIRE(ours.parameters.size() + ours.optional.size() == theirs.count);
        for (std::size_t k = 0; k < theirs.count; ++k) {
            const bool optional = k >= ours.parameters.size();
            CHECK((optional ? ours.optional[k - ours.parameters.size()] : ours.parameters[k]) == theirs.parameters[k].name);
            CHECK(optional == theirs.parameters[k].optional);
        }
    }
}

TEST_CASE("JSON of no known form, or with a key too many, is refused", "[domain][notation]") {
    const auto* text = GENERATE("{}", "null", "true", "[0.7]", R"({"q":0.7})", R"({"p":0.7,"level":0.8})", R"({"point":1,"sd":2})",
                                R"({"probs":5})", R"({"range":[1],"level":0.8})", R"({"range":[1,2,3],"level":0.8})",
                                R"({"range":[null,null],"level":0.8})", R"({"range":[true,2],"level":0.8})", R"({"quantiles":{}})",
                                R"({"quantiles":[[0.5]]})", R"({"samples":[]})", R"({"samples":[1,2],"weights":[1]})",
                                R"({"samples":[1],"weights":[-1]})", R"({"samples":[1],"weights":[0]})", R"({"cdf":[[1,1]]})",
                                R"({"cdf":[[1,0.5],[0,1]]})", R"({"cdf":[[0,0.5],[1,0.4]]})");
    INFO(text);
    const auto by_numeric = refused(kNumeric, text);
    CHECK(by_numeric == "bad-predictive");
}

TEST_CASE("families are refused by what is wrong with them", "[domain][notation]") {
    const auto code = [](const std::string& rest) { return refused(kNumeric, R"({"family":)" + rest + "}"); };
    CHECK(code("5") == "bad-predictive");
    CHECK(code(R"("cauchy")") == "bad-predictive");
    CHECK(code(R"("normal","mean":0)") == "bad-predictive");
    CHECK(code(R"("normal","mean":0,"sd":-1)") == "bad-predictive");
    CHECK(code(R"("normal","mean":0,"sd":1,"df":3)") == "bad-predictive");
    CHECK(code(R"("student_t","df":0,"location":0,"scale":1)") == "bad-predictive");
    CHECK(code(R"("binomial","size":5,"probability":1.5)") == "bad-predictive");
    CHECK(code(R"("normal","mean":0,"sd":1,"truncated":[0,1],"censored":[0,1])") == "bad-predictive");
    CHECK(code(R"("normal","mean":0,"sd":1,"truncated":[1,0])") == "reversed-range");
    CHECK(code(R"("laplace","location":0,"scale":1,"truncated":[0,1])") == "bad-predictive");
    CHECK(code(R"("mixture")") == "bad-predictive");
    CHECK(code(R"("mixture","components":[])") == "bad-predictive");
    CHECK(code(R"("mixture","components":[{"family":"poisson","rate":1}])") == "bad-predictive");
    CHECK(code(R"("mixture","components":[{"family":"poisson","rate":1,"weight":-1}])") == "bad-predictive");
    CHECK(code(R"("mixture","components":[{"family":"poisson","rate":-1,"weight":1}])") == "bad-predictive");
    CHECK(code(R"("normal","mean":"x","sd":1)") == "bad-number");
}

TEST_CASE("probabilities, sums, ends and levels in JSON are checked as in the short form", "[domain][notation]") {
    CHECK(refused(kBinary, R"({"p":1.4})") == "bad-probability");
    CHECK(refused(kBinary, R"({"p":null})") == "bad-probability");
    CHECK(refused(kBinary, R"({"p":"soon"})") == "bad-probability");
    CHECK(refused(kNumeric, R"({"range":[1,2],"level":1.5})") == "bad-probability");
    CHECK(refused(kNumeric, R"({"range":[2,1],"level":0.5})") == "reversed-range");
    CHECK(refused(kNumeric, R"({"quantiles":{"0.9":1,"0.1":2}})") == "crossing-quantiles");
    CHECK(refused(kNumeric, R"({"quantiles":{"1":1}})") == "bad-probability");
    CHECK(refused(kNumeric, R"({"cdf":[[0,0],[1,1.5]]})") == "bad-probability");
    CHECK(refused(kOptions, R"({"probs":{"a":0.2,"b":0.7}})") == "bad-sum");
    CHECK(refused(kOptions, R"({"probs":{"c":1}})") == "unknown-option");
    CHECK(refused(kOptions, R"({"probs":[1]})") == "bad-predictive");
    CHECK(refused(kOptions, R"({"probs":[[1,0.5],["a",0.5]]})") == "bad-predictive");
    CHECK(refused(kNumeric, R"({"point":"soon"})") == "bad-number");
    CHECK(refused(kNumeric, R"({"range":["1,000",null],"level":0.8})") == "bad-number");  // commas part a list's values
    CHECK(refused(kDate, R"({"point":2932897})") == "bad-date");  // the day after 9999-12-31
    CHECK(refused(kNumeric, R"({"family":"uniform","min":3,"max":1})") == "reversed-range");
    CHECK(refused(kNumeric, R"({"family":"beta","alpha":1,"beta":1,"lower":3,"upper":1})") == "reversed-range");
    CHECK(refused(kDate, R"({"point":"2025-02-29"})") == "bad-date");
}

TEST_CASE("a form that does not answer the question is refused with one that does", "[domain][notation]") {
    CHECK(refused(kNumeric, R"({"p":0.7})") == "bad-predictive");
    CHECK(refused(kBinary, R"({"point":1})") == "bad-predictive");
    CHECK(refused(kBinary, R"({"probs":{"a":1}})") == "bad-predictive");
    CHECK(refused(kOptions, R"({"range":[1,2],"level":0.5})") == "bad-predictive");
    CHECK(refused(kDate, R"({"p":0.7})") == "bad-predictive");
    const auto error = thrown_by([] { read(kDate, R"({"p":0.7})"); });
    REQUIRE(error);
    CHECK(error->hint() == "write 2025-08-10..2026-08-10@80% or \"not before 2029-08-23@80%\"");
}
