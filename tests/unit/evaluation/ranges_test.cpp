// SPDX-License-Identifier: MIT
// How often ranges of every form held the value.
#include "hindsight/evaluation/ranges.hpp"

#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

StatementRecord number(const std::string& id, const char* forecast, const char* outcome) {
    return RecordOf(id, "2025-01-01").asks(QuestionType::numeric, "2025-12-31").forecast("ann", "2025-01-01", forecast).resolved(outcome, "2025-06-01");
}

std::optional<RangeCalibration> found(const std::vector<StatementRecord>& records) {
    const auto evaluation = evaluate(records, {Policy::last, false, at("2026-12-31")});
    return range_calibration_of(evaluation, rows_where(evaluation, [](const Row& row) { return row.has_score(); }));
}

}  // namespace

TEST_CASE("ranges with two sides are counted by their level, partial outcomes in part") {
    const auto ranges = found({number("a", "10..20@80%", "15"), number("b", "10..20@80%", "25"), number("c", "10..20@50%", "10"),
                               number("d", "10..20@50%", "partly 0.5"), number("e", ">=10@90%", "15")});
    REQUIRE(ranges);
    CHECK(ranges->n == 4);
    CHECK(ranges->forecasts == 4);
    CHECK(ranges->questions == 4);
    REQUIRE(ranges->levels.size() == 2);
    CHECK(ranges->levels[0].level == 0.5);
    CHECK(ranges->levels[0].n == 2);
    CHECK(ranges->levels[0].observed == 0.75);
    CHECK(ranges->levels[1].level == 0.8);
    CHECK(ranges->levels[1].observed == 0.5);
    CHECK(ranges->nominal == Approx(0.65));
    CHECK(ranges->observed == Approx(0.625));
    CHECK_FALSE(ranges->pit);
}

TEST_CASE("quantiles are the central ranges that they hold, and the value lies somewhere between two of them") {
    const char* quantiles = "5%=1,25%=2,50%=3,75%=4,95%=6";
    const auto ranges = found({number("a", quantiles, "2.5"), number("b", quantiles, "7")});
    REQUIRE(ranges);
    CHECK(ranges->n == 4);
    CHECK(ranges->forecasts == 2);
    REQUIRE(ranges->levels.size() == 2);
    CHECK(ranges->levels[0].level == 0.5);  // 2 to 4
    CHECK(ranges->levels[0].observed == 0.5);
    CHECK(ranges->levels[1].level == 0.9);  // 1 to 6
    CHECK(ranges->levels[1].observed == 0.5);
    REQUIRE(ranges->pit);
    CHECK(ranges->pit->n == 2);
    // one value is spread over 25 to 50 %, the other over 95 to 100 %
    const std::vector<double> shares{0, 0, 0.1, 0.2, 0.2, 0, 0, 0, 0, 0.5};
    for (std::size_t i = 0; i < shares.size(); ++i) CHECK(ranges->pit->shares[i] == Approx(shares[i]).margin(1e-12));
}

TEST_CASE("a value that is a quantile lies at its level; of equal quantiles anywhere between theirs") {
    const auto on_one = found({number("a", "10%=1,50%=3,90%=5", "3")});
    CHECK(on_one->pit->shares[4] == 1);  // (0.4, 0.5]
    const auto on_two = found({number("a", "10%=1,50%=3,90%=3", "3")});
    CHECK(on_two->pit->shares[4] == 0);
    CHECK(on_two->pit->shares[5] == Approx(0.25));
    CHECK(on_two->pit->shares[8] == Approx(0.25));
}

TEST_CASE("families, samples and cdfs are their central ranges at 50, 80 and 90 percent") {
    const char* normal = R"({"family":"normal","mean":0,"sd":1})";
    // F(0) = 0.5: within all; F(1.5) = 0.9332: twice the distance from 1/2 is 0.866, within 90 % only
    const auto families = found({number("a", normal, "0"), number("b", normal, "1.5")});
    REQUIRE(families);
    REQUIRE(families->levels.size() == 3);
    CHECK(families->levels[0].observed == 0.5);
    CHECK(families->levels[1].level == 0.8);
    CHECK(families->levels[1].observed == 0.5);
    CHECK(families->levels[2].observed == 1);
    CHECK(families->pit->shares[9] == 0.5);
    CHECK(families->n == 6);

    const auto cdf = found({number("a", R"({"cdf":[[0,0],[10,1]]})", "8.5")});  // F = 0.85
    CHECK(cdf->levels[0].observed == 0);
    CHECK(cdf->levels[1].observed == 1);
    CHECK(cdf->pit->shares[8] == 1);
    const auto samples = found({number("a", R"({"samples":[1.5,2.5,3.5,4.5]})", "5")});  // F = 1
    CHECK(samples->levels[2].observed == 0);
}

TEST_CASE("a cdf on a log scale is straight between its points there") {
    RecordOf record("a", "2025-01-01");
    record.asks(QuestionType::numeric, "2025-12-31").log_scale().forecast("ann", "2025-01-01", R"({"cdf":[[1,0],[10000,1]]})");
    CHECK(found({record.resolved("10", "2025-06-01")})->pit->shares[2] == 1);  // F = 1/4
}

TEST_CASE("events, points and censored values say nothing of ranges") {
    auto event = RecordOf("a", "2025-01-01").asks_binary("2025-12-31").forecast("ann", "2025-01-01", "80%").resolved("yes", "2025-06-01");
    CHECK_FALSE(found({event, number("b", "3", "4"), number("c", "1..5@50%", "above 4"), number("d", "10%=1,90%=2", "above 4")}));
    CHECK(found({number("c", "1..5@50%", "above 6")})->observed == 0);  // settled all the same
}
