// SPDX-License-Identifier: MIT
// The scoreboard under other rules, and windows of days read otherwise.
#include "hindsight/evaluation/sensitivity.hpp"

#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

/// Six questions of 2025, due a year later: ann changes her mind from 60 % to 80 %, bob says 70 %, cy answers two.
std::vector<StatementRecord> six() {
    std::vector<StatementRecord> records;
    for (int i = 0; i < 6; ++i) {
        RecordOf record("q" + std::to_string(i), "2025-01-01");
        record.asks_binary("2026-12-31").forecast("ann", "2025-01-01", "60%").forecast("ann", "2025-02-01", "80%").forecast("bob", "2025-01-01", "70%");
        if (i < 2) record.forecast("cy", "2025-01-01", "100%");
        records.push_back(record.resolved("yes", "2025-06-01"));
    }
    return records;
}

Variant variant(const char* slug, Policy policy, YearRule rule = YearRule::decided) {
    return {slug, {policy, false, at("2026-12-31")}, {{2025}, rule, at("2026-12-31")}, true};
}

bool everybody(const Evaluation&, const Row&) { return true; }

/// The probability of the event that a window of days is read as, and whether it came true.
std::pair<double, double> read(const char* outcome, WindowReading reading, const char* forecast = "2025-08-10..2026-08-10@80%") {
    RecordOf record("q", "2025-01-01");
    record.asks(QuestionType::date, "2027-12-31").forecast("ann", "2025-01-01", forecast).resolved(outcome, "2026-12-01");
    const std::vector<StatementRecord> records{record};
    Options options{Policy::last, false, at("2027-12-31")};
    options.windows = reading;
    const auto evaluation = evaluate(records, options);
    REQUIRE(evaluation.rows[0].has_event());
    return {*evaluation.rows[0].score.probability, *evaluation.rows[0].score.observed};
}

}  // namespace

TEST_CASE("each variant has the scoreboard that its own rules give") {
    const auto records = six();
    const Variant asked[] = {variant("own", Policy::last), variant("policy:first", Policy::first), variant("year:due", Policy::last, YearRule::due)};
    const auto found = sensitivity(records, asked, {}, {}, everybody);
    REQUIRE(found.size() == 3);
    CHECK(found[0].n == 14);
    CHECK(found[0].questions == 6);
    CHECK(*found[0].brier == Approx((6 * 0.04 + 6 * 0.09 + 0) / 14));
    REQUIRE(found[0].people.size() == 3);
    CHECK(found[0].people[0].forecaster == "ann");
    CHECK(*found[0].people[0].brier == Approx(0.04));
    CHECK(*found[0].people[0].log == Approx(-std::log(0.8)));
    CHECK(found[0].people[0].rank == 1u);
    CHECK(found[0].people[1].rank == 2u);
    CHECK_FALSE(found[0].people[2].rank);  // two questions
    CHECK(found[0].people[2].n == 2);
    CHECK(found[1].people[0].rank == 2u);  // ann's first forecasts are the worse ones
    CHECK(*found[1].people[0].brier == Approx(0.16));
    CHECK(found[2].n == 0);  // due in 2026
    CHECK_FALSE(found[2].brier);
}

TEST_CASE("an evaluation that is there already gives what a new one gives") {
    const auto records = six();
    const Variant asked[] = {variant("own", Policy::last)};
    const auto own = evaluate(records, asked[0].options);
    const Evaluation* made[] = {&own};
    const auto found = sensitivity(records, asked, {}, made, everybody);
    const auto anew = sensitivity(records, asked, {}, {}, everybody);
    CHECK(found[0].n == anew[0].n);
    CHECK(found[0].brier == anew[0].brier);
}

TEST_CASE("only wanted rows count, and equal means share a rank") {
    auto records = six();
    for (auto& record : records) {
        for (auto& forecast : record.forecasts) forecast.forecast.predictive = BinaryForecast{0.5};
    }
    const Variant asked[] = {variant("own", Policy::last)};
    const auto found = sensitivity(records, asked, {}, {}, [](const Evaluation& e, const Row& row) { return e.forecaster_of(row) != "cy"; });
    REQUIRE(found[0].people.size() == 2);
    CHECK(found[0].people[0].rank == 1u);
    CHECK(found[0].people[1].rank == 1u);
}

TEST_CASE("statements settled by the same fact are one question for a rank") {
    auto records = six();
    for (auto& record : records) record.statement.tags = {"cluster:one"};
    const Variant asked[] = {variant("own", Policy::last)};
    const auto found = sensitivity(records, asked, {}, {}, everybody);
    CHECK(found[0].people[0].questions == 6);
    CHECK_FALSE(found[0].people[0].rank);
}

TEST_CASE("a window of days can be read as by its end, and as by its middle") {
    using enum WindowReading;
    CHECK(read("2025-05-01", as_said) == std::pair(0.8, 0.0));  // before the window
    CHECK(read("2025-05-01", by_end) == std::pair(0.8, 1.0));
    CHECK(read("2025-05-01", by_middle) == std::pair(0.8, 1.0));
    CHECK(read("2026-05-01", as_said) == std::pair(0.8, 1.0));
    CHECK(read("2026-05-01", by_end) == std::pair(0.8, 1.0));
    CHECK(read("2026-05-01", by_middle) == std::pair(0.8, 0.0));
    CHECK(read("2026-02-08", by_middle).second == 1);  // of 366 days the two in the middle are the 183rd and the 184th
    CHECK(read("2026-02-09", by_middle).second == 0);
}

TEST_CASE("other forms are read as said") {
    using enum WindowReading;
    CHECK(read("2025-05-01", by_middle, "not before 2025-04-01@70%") == std::pair(0.7, 1.0));
    CHECK(read("2025-05-01", by_middle, "by 2025-05-01@70%") == std::pair(0.7, 1.0));
}

TEST_CASE("a partial outcome speaks of the window however it is read") {
    CHECK(read("partly 0.5", WindowReading::by_end) == std::pair(0.8, 0.5));
}
