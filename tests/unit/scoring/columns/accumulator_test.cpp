// SPDX-License-Identifier: MIT
// Scores in streams and shards.
#include "hindsight/scoring/columns/accumulator.hpp"

#include <algorithm>
#include <vector>

#include "../close.hpp"
#include "events.hpp"
#include "hindsight/scoring/sets/mean.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::events;
using hindsight::test::Events;
using hindsight::test::missing;
using hindsight::test::refused;
using hindsight::test::units_apart;

namespace {

using Values = std::vector<double>;

ScoreAccumulator added(const Values& scores) {
    ScoreAccumulator all;
    all.add(Scores{scores});
    return all;
}

void check_same(const ScoreSummary& a, const ScoreSummary& b) {
    CHECK(a.n == b.n);
    CHECK(a.missing == b.missing);
    CHECK(a.infinite == b.infinite);
    CHECK(a.mean == b.mean);
    CHECK(a.variance == b.variance);
    CHECK(a.se == b.se);
    CHECK(a.lowest == b.lowest);
    CHECK(a.highest == b.highest);
}

void check_same(const EventMean& a, const EventMean& b) {
    CHECK(a.n == b.n);
    CHECK(a.missing == b.missing);
    CHECK(a.infinite == b.infinite);
    CHECK(a.mean == b.mean);
    CHECK(a.variance == b.variance);
    CHECK(a.se == b.se);
}

void check_same(const EventScores& a, const EventScores& b) {
    check_same(a.brier, b.brier);
    check_same(a.log, b.log);
    REQUIRE(a.reliability.bins.size() == b.reliability.bins.size());
    for (std::size_t i = 0; i < a.reliability.bins.size(); ++i) {
        CHECK(a.reliability.bins[i].n == b.reliability.bins[i].n);
        CHECK(a.reliability.bins[i].mean_predicted == b.reliability.bins[i].mean_predicted);
        CHECK(a.reliability.bins[i].observed_rate == b.reliability.bins[i].observed_rate);
    }
    CHECK(a.reliability.ece == b.reliability.ece);
}

}  // namespace

TEST_CASE("scores in a stream have the mean and the standard error of the column", "[scoring]") {
    const Values scores{0.25, 1e-9, 7.5, 0.04, 0.04};
    const auto summary = *added(scores).summary();
    const auto mean = *mean_score({scores});
    CHECK(summary.n == 5);
    CHECK(summary.mean == mean.mean);
    CHECK(close(*summary.se, *mean.se));
    CHECK(summary.lowest == 1e-9);
    CHECK(summary.highest == 7.5);
    CHECK(*added({1, 2, 3, 4}).summary()->variance == 5.0 / 3);  // by hand
    CHECK_FALSE(added({1}).summary()->variance.has_value());
    CHECK(added(Values(1'000'003, 0.1)).summary()->mean == 0.1);
    CHECK(added(Values(1'000'003, 0.1)).summary()->variance == 0.0);
}

TEST_CASE("scores far from 0 keep their variance", "[scoring]") {
    // Python 3.11, fractions, of the doubles 1e9 + 0.1, ..., 1e9 + 0.4
    CHECK(close(*added({1e9 + 0.1, 1e9 + 0.2, 1e9 + 0.3, 1e9 + 0.4}).summary()->variance, 0.016666658719382593, 1e-17));
}

TEST_CASE("shards in any order give the same bits", "[scoring][law]") {
    std::mt19937_64 random(3);
    Values scores;
    for (int i = 0; i < 3'000; ++i) {
        const double large = std::ldexp(std::generate_canonical<double, 53>(random), static_cast<int>(random() % 600) - 300);
        scores.insert(scores.end(), {large, -large, std::generate_canonical<double, 53>(random), missing});
    }
    const auto expected = *added(scores).summary();
    CHECK(expected.missing == 3'000);
    for (int round = 0; round < 20; ++round) {
        std::shuffle(scores.begin(), scores.end(), random);
        std::vector<ScoreAccumulator> shards(1 + random() % 9);
        for (const double score : scores) shards[random() % shards.size()].add(score);
        ScoreAccumulator all;
        for (const auto& shard : shards) all.merge(shard);
        check_same(*all.summary(), expected);
    }
}

TEST_CASE("scores one by one and many at once give the same bits, whatever their size", "[scoring]") {
    std::mt19937_64 random(11);
    for (const int range : {10, 60, 70, 300, 1074}) {
        Values scores{0, -0.0, infinity, missing, 0x1p-64, 0x1.fffffffffffffp-65, 0x1p15, 0x1.fffffffffffffp14, -1, 5e-324};
        for (int i = 0; i < 3'000; ++i)
            scores.push_back(std::ldexp(1.0 + std::generate_canonical<double, 53>(random), static_cast<int>(random() % 20) - range));
        for (int i = 0; i < 600; ++i) scores.push_back(0x1.fffffffffffffp0);
        ScoreAccumulator one_by_one;
        for (const double score : scores) one_by_one.add(score);
        check_same(*added(scores).summary(), *one_by_one.summary());
        scores.erase(scores.begin() + 2);
        ScoreAccumulator finite;
        for (const double score : scores) finite.add(score);
        check_same(*added(scores).summary(), *finite.summary());
        CHECK(finite.summary()->variance.has_value());
    }
}

TEST_CASE("infinite scores in a stream are counted, and of both signs have no mean", "[scoring]") {
    auto summary = *added({1, infinity, missing, infinity}).summary();
    CHECK(summary.n == 3);
    CHECK(summary.missing == 1);
    CHECK(summary.infinite == 2);
    CHECK(summary.mean == infinity);
    CHECK(summary.highest == infinity);
    CHECK_FALSE(summary.se.has_value());
    CHECK(added({1, -infinity}).summary()->mean == -infinity);
    auto both = added({infinity});
    both.merge(added({-infinity}));
    CHECK(refused(both.summary(), Reason::undefined));
    CHECK(refused(ScoreAccumulator{}.summary(), Reason::empty));
    CHECK(refused(added({missing}).summary(), Reason::missing));
}

TEST_CASE("events in a stream score as their columns do", "[scoring]") {
    auto made = events(50'000, 47);
    made.predicted[77] = missing;
    for (std::size_t i = 0; i < made.outcomes.size(); i += 9) made.outcomes[i] = 0.3;
    for (const Closed closed : {Closed::left, Closed::right}) {
        EventAccumulator all(20, closed);
        CHECK_FALSE(all.add(made.as_numbers(), made.probabilities()).has_value());
        const auto streamed = *all.scores();
        const auto columns = *score_events(made.as_numbers(), made.probabilities(), {.bins = 20, .closed = closed});
        CHECK(streamed.brier.n == columns.brier.n);
        CHECK(streamed.brier.missing == 1);
        CHECK(units_apart(streamed.brier.mean, columns.brier.mean) <= 1);
        CHECK(units_apart(streamed.log.mean, columns.log.mean) <= 1);
        CHECK(close(*streamed.brier.variance / *columns.brier.variance, 1, 1e-13));
        CHECK(close(*streamed.log.variance / *columns.log.variance, 1, 1e-13));
        REQUIRE(streamed.reliability.bins.size() == columns.reliability.bins.size());
        for (std::size_t i = 0; i < columns.reliability.bins.size(); ++i) {
            CHECK(streamed.reliability.bins[i].n == columns.reliability.bins[i].n);
            CHECK(streamed.reliability.bins[i].mean_predicted == columns.reliability.bins[i].mean_predicted);
            CHECK(streamed.reliability.bins[i].observed_rate == columns.reliability.bins[i].observed_rate);
        }
    }
}

TEST_CASE("events give the same bits row by row, in columns, in shards and shuffled", "[scoring][law]") {
    auto made = events(5'000, 53);
    for (std::size_t i = 0; i < made.predicted.size(); i += 4) made.predicted[i] = static_cast<double>(i % 11) / 10;
    for (std::size_t i = 0; i < made.outcomes.size(); i += 7) made.outcomes[i] = 0.7;
    made.outcomes[5] = missing;
    EventAccumulator whole;
    CHECK_FALSE(whole.add(made.as_numbers(), made.probabilities()).has_value());
    const auto expected = *whole.scores();
    std::mt19937_64 random(7);
    std::vector<std::size_t> order(made.predicted.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (int round = 0; round < 5; ++round) {
        std::shuffle(order.begin(), order.end(), random);
        std::vector<EventAccumulator> shards(1 + random() % 5);
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto row = order[i];
            auto& shard = shards[random() % shards.size()];
            CHECK_FALSE(shard.add(Observed{made.outcomes[row]}, Probability{made.predicted[row]}).has_value());
        }
        EventAccumulator all;
        for (const auto& shard : shards) CHECK_FALSE(all.merge(shard).has_value());
        check_same(*all.scores(), expected);
    }
    EventAccumulator bytes;
    EventAccumulator numbers;
    made = events(5'000, 59);
    CHECK_FALSE(bytes.add(made.as_bytes(), made.probabilities()).has_value());
    CHECK_FALSE(numbers.add(made.as_numbers(), made.probabilities()).has_value());
    check_same(*bytes.scores(), *numbers.scores());
}

TEST_CASE("a refused row or column of events adds nothing", "[scoring]") {
    EventAccumulator all;
    const Values good{0.5, 0.5};
    const Values bad{0.5, 1.5};
    CHECK(refused(all.scores(), Reason::empty));
    CHECK(all.add(Outcomes{good}, {bad}) == NotScored{Reason::bad_probability, 1});
    CHECK(all.add(Outcomes{bad}, {good}) == NotScored{Reason::bad_outcome, 1});
    CHECK(all.add(Outcomes{good}, {{}}) == NotScored{Reason::size_mismatch, 0});
    CHECK(all.add(Observed{0}, Probability{-1}) == NotScored{Reason::bad_probability, 0});
    CHECK(all.merge(EventAccumulator(11)) == NotScored{Reason::size_mismatch, 0});
    CHECK(all.merge(EventAccumulator(10, Closed::right)) == NotScored{Reason::size_mismatch, 0});
    CHECK_FALSE(all.add(Outcomes{{}}, {{}}).has_value());
    CHECK(all.count() == 0);
    CHECK_FALSE(all.add(Observed{0}, Probability{missing}).has_value());
    CHECK(all.missing() == 1);
    CHECK(refused(all.scores(), Reason::missing));
}
