// SPDX-License-Identifier: MIT
// Which forecasts count.
#include "hindsight/evaluation/standing.hpp"

#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

StatementRecord three_forecasts() {
    return RecordOf("q", "2025-01-01")
        .asks_binary("2025-01-31")
        .forecast("ann", "2025-01-01", "10%")
        .forecast("ann", "2025-01-11", "20%")
        .forecast("ann", "2025-02-11", "30%");
}

std::vector<double> counted(Policy policy, const StatementRecord& record, std::optional<When> decided, bool late = false) {
    const auto window = window_of(*record.statement.question, decided, at("2026-01-01"), late);
    Selector selector(policy);
    std::vector<double> out;
    for (const auto& counting : selector.select(record, window)) {
        for (const auto& part : selector.parts(counting)) {
            out.push_back(std::get<BinaryForecast>(part.forecast->forecast.predictive).p);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("the last forecast before the question closed counts") {
    CHECK(counted(Policy::last, three_forecasts(), on("2025-03-01")) == std::vector<double>{0.2});
}

TEST_CASE("an early decision ends what counts") {
    CHECK(counted(Policy::last, three_forecasts(), on("2025-01-05")) == std::vector<double>{0.1});
}

TEST_CASE("first, every and late forecasts count when asked for") {
    CHECK(counted(Policy::first, three_forecasts(), on("2025-03-01")) == std::vector<double>{0.1});
    CHECK(counted(Policy::every, three_forecasts(), on("2025-03-01")) == std::vector<double>{0.1, 0.2});
    CHECK(counted(Policy::last, three_forecasts(), on("2025-03-01"), true) == std::vector<double>{0.3});
    CHECK(counted(Policy::every, three_forecasts(), on("2025-03-01"), true) == std::vector<double>{0.1, 0.2, 0.3});
}

TEST_CASE("a withdrawn forecast does not stand from its withdrawal on") {
    RecordOf record("q", "2025-01-01");
    record.asks_binary("2025-01-31").forecast("ann", "2025-01-01", "10%").forecast("ann", "2025-01-11", "20%").withdrawn("2025-01-20");
    CHECK(counted(Policy::last, record, on("2025-03-01")) == std::vector<double>{0.1});
    CHECK(counted(Policy::last, record, on("2025-01-15")) == std::vector<double>{0.2});
}

TEST_CASE("whoever withdrew everything, or came too late, has a reason instead of a score") {
    RecordOf record("q", "2025-01-01");
    record.asks_binary("2025-01-31").forecast("ann", "2025-01-01", "10%").withdrawn("2025-01-20").forecast("bob", "2025-02-20", "20%");
    Selector selector(Policy::last);
    const auto made = record.make();
    const auto all = selector.select(made, window_of(*made.statement.question, on("2025-03-01"), at("2026-01-01"), false));
    REQUIRE(all.size() == 2);
    CHECK(all[0].gap == gap::withdrawn);
    CHECK(all[1].gap == gap::too_late);
    CHECK(all[1].latest->forecast.forecaster == "bob");
}

TEST_CASE("time-weighted shares are of the time from the first own forecast to the close") {
    // closes 2025-01-31, decided 2025-01-21 (ends of days): from the end of 01-01 to the end of 01-31 are 30 days;
    // 10 % stood 10 of them, 20 % another 10 until it was decided
    const auto record = three_forecasts();
    Selector selector(Policy::time_weighted);
    const auto all = selector.select(record, window_of(*record.statement.question, on("2025-01-21"), at("2026-01-01"), false));
    REQUIRE(all.size() == 1);
    const auto parts = selector.parts(all[0]);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].share == Approx(1.0 / 3));
    CHECK(parts[1].share == Approx(1.0 / 3));
    CHECK(all[0].coverage == Approx(2.0 / 3));
}

TEST_CASE("a forecast that was withdrawn leaves a gap in time, and the former one stands again") {
    RecordOf record("q", "2025-01-01");
    record.asks_binary("2025-01-31").forecast("ann", "2025-01-01", "10%").forecast("ann", "2025-01-11", "20%").withdrawn("2025-01-21");
    const auto made = record.make();
    Selector selector(Policy::time_weighted);
    const auto all = selector.select(made, window_of(*made.statement.question, on("2025-01-31"), at("2026-01-01"), false));
    const auto parts = selector.parts(all[0]);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].share == Approx(2.0 / 3));  // 10 days before, 10 after
    CHECK(parts[1].share == Approx(1.0 / 3));
}

TEST_CASE("many forecasters are told apart") {
    RecordOf record("q", "2025-01-01");
    record.asks_binary("2025-01-31");
    for (int i = 0; i < 50; ++i) record.forecast(("p" + std::to_string(i % 25)).c_str(), "2025-01-02", i < 25 ? "10%" : "20%");
    const auto made = record.make();
    Selector selector(Policy::last);
    const auto all = selector.select(made, window_of(*made.statement.question, on("2025-01-31"), at("2026-01-01"), false));
    REQUIRE(all.size() == 25);
    CHECK(all[24].forecaster == "p24");
    CHECK(all[24].made == 2);
    CHECK(std::get<BinaryForecast>(selector.parts(all[24])[0].forecast->forecast.predictive).p == 0.2);
}

TEST_CASE("a forecast answers the wording that stood when it was made") {
    RecordOf record("q", "2025-01-01");
    record.asks(QuestionType::numeric, "2025-12-31").log_scale();
    record.amended("2025-06-01", [](Statement& before) { before.question->scale = Scale::linear; });
    const auto made = record.make();
    const Wordings wordings(made, on("2025-12-01"));
    CHECK(wordings.at(at("2025-05-01"))->scale == Scale::linear);
    CHECK(wordings.at(at("2025-07-01"))->scale == Scale::log);
}

TEST_CASE("an amendment after the question was due or decided changes no score") {
    RecordOf record("q", "2025-01-01");
    record.asks(QuestionType::numeric, "2026-12-31").log_scale();
    record.amended("2025-06-01", [](Statement& before) {
        before.question->scale = Scale::linear;
        before.question->due = on("2025-05-01");
    });
    const auto made = record.make();
    CHECK(Wordings(made, std::nullopt).last()->scale == Scale::linear);
    RecordOf other("q", "2025-01-01");
    other.asks(QuestionType::numeric, "2026-12-31").log_scale();
    other.amended("2025-06-01", [](Statement& before) { before.question->scale = Scale::linear; });
    const auto also = other.make();
    CHECK(Wordings(also, on("2025-05-01")).last()->scale == Scale::linear);
    CHECK(Wordings(also, on("2025-07-01")).last()->scale == Scale::log);
}
