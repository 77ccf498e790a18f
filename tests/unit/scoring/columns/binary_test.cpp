// SPDX-License-Identifier: MIT
// Scores of columns of events against those of their rows.
#include "hindsight/scoring/columns/binary.hpp"

#include <algorithm>
#include <vector>

#include "../close.hpp"
#include "events.hpp"
#include "hindsight/scoring/binary.hpp"
#include "hindsight/scoring/sets/mean.hpp"
#include "hindsight/scoring/sets/sum.hpp"
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
using Bytes = std::vector<std::uint8_t>;

Values scores_by_row(Score (*rule)(Observed, Probability), const Events& made) {
    Values scores;
    for (std::size_t i = 0; i < made.predicted.size(); ++i)
        scores.push_back(*rule(Observed{made.outcomes[i]}, Probability{made.predicted[i]}));
    return scores;
}

void check_same(const EventMean& a, const EventMean& b) {
    CHECK(a.n == b.n);
    CHECK(a.missing == b.missing);
    CHECK(a.infinite == b.infinite);
    CHECK(a.mean == b.mean);
    CHECK(a.variance == b.variance);
    CHECK(a.se == b.se);
}

void check_near(const EventMean& mean, const Values& scores, std::uint64_t units) {
    const auto expected = *mean_score({scores});
    CHECK(mean.n == scores.size());
    CHECK(units_apart(mean.mean, expected.mean) <= units);
    REQUIRE(mean.se.has_value());
    CHECK(close(*mean.se / *expected.se, 1, 1e-12));
    CHECK(close(*mean.variance / (*mean.se * *mean.se * static_cast<double>(mean.n)), 1, 1e-15));
}

}  // namespace

TEST_CASE("means of columns are those of the rows, whatever the number of rows", "[scoring]") {
    for (const std::size_t n : {2u, 7u, 8u, 9u, 100u, 65'536u, 65'543u, 200'000u}) {
        auto made = events(n, 17);
        check_near(*mean_brier(made.as_bytes(), made.probabilities()), scores_by_row(brier_binary, made), 0);
        check_near(*mean_brier(made.as_numbers(), made.probabilities()), scores_by_row(brier_binary, made), 0);
        check_near(*mean_log(made.as_bytes(), made.probabilities()), scores_by_row(log_binary, made), 4);
        check_near(*mean_log(made.as_numbers(), made.probabilities()), scores_by_row(log_binary, made), 4);
        for (std::size_t i = 0; i < n; i += 5) made.outcomes[i] = 0.25;
        check_near(*mean_brier(made.as_numbers(), made.probabilities()), scores_by_row(brier_binary, made), 0);
        check_near(*mean_log(made.as_numbers(), made.probabilities()), scores_by_row(log_binary, made), 4);
    }
}

TEST_CASE("scores of columns are those of the rows", "[scoring]") {
    auto made = events(70'001, 19);
    for (std::size_t i = 0; i < made.outcomes.size(); i += 3) made.outcomes[i] = 0.75;
    Values scores(made.predicted.size());
    CHECK(score_columns(EventRule::brier, made.as_numbers(), made.probabilities(), scores)->empty());
    CHECK(scores == scores_by_row(brier_binary, made));
    CHECK(score_columns(EventRule::log, made.as_numbers(), made.probabilities(), scores)->empty());
    const auto expected = scores_by_row(log_binary, made);
    std::uint64_t worst = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) worst = std::max(worst, units_apart(scores[i], expected[i]));
    CHECK(worst <= 4);
}

TEST_CASE("a mean by hand", "[scoring]") {
    const Values predicted{0.75, 0.5, 0};
    const Bytes outcomes{1, 0, 0};
    const auto brier = *mean_brier(OutcomeBytes{outcomes}, {predicted});
    CHECK(brier.mean == (0.0625 + 0.25) / 3);
    CHECK(close(*brier.variance, 39.0 / 2304));  // differences -2/48, 7/48, -5/48: squares add to 78/2304; over 2
    CHECK(close(*brier.se, 0.07511565157216645));  // sqrt(13/2304), mpmath 1.2.1
}

TEST_CASE("rows of events with a missing value are left out and counted", "[scoring]") {
    for (const std::size_t n : {5u, 100'000u}) {
        auto made = events(n, 23);
        Events rest;
        for (std::size_t i = 0; i < n; ++i) {
            if (i % 4 == 1) {
                (i % 8 == 1 ? made.predicted : made.outcomes)[i] = missing;
                continue;
            }
            rest.predicted.push_back(made.predicted[i]);
            rest.outcomes.push_back(made.outcomes[i]);
        }
        for (const auto mean : {mean_brier, mean_log}) {
            const auto with = *mean(made.as_numbers(), made.probabilities(), {});
            const auto without = *mean(rest.as_numbers(), rest.probabilities(), {});
            CHECK(with.missing == n - rest.predicted.size());
            CHECK(with.n == without.n);
            CHECK(units_apart(with.mean, without.mean) <= 1);
            CHECK(close(*with.variance / *without.variance, 1, 1e-12));
        }
        Values scores(n);
        const auto places = *score_columns(EventRule::log, made.as_numbers(), made.probabilities(), scores);
        CHECK(places.size() == n - rest.predicted.size());
        for (std::size_t i = 0; i < places.size(); ++i) CHECK((places[i] == 4 * i + 1 && scores[places[i]] == infinity));
        CHECK(std::none_of(scores.begin(), scores.end(), [](double s) { return std::isnan(s); }));
    }
}

TEST_CASE("infinite log scores are counted and make the mean infinite", "[scoring]") {
    auto made = events(100'000, 29);
    for (const std::size_t row : {10u, 99'999u}) {
        made.predicted[row] = made.bytes[row] == 1 ? 0 : 1;
        made.outcomes[row] = made.bytes[row];
    }
    const auto mean = *mean_log(made.as_bytes(), made.probabilities());
    CHECK(mean.mean == infinity);
    CHECK(mean.infinite == 2);
    CHECK(mean.n == 100'000);
    CHECK_FALSE(mean.se.has_value());
    CHECK(mean_brier(made.as_bytes(), made.probabilities())->infinite == 0);
    made.outcomes[10] = 0.5;
    CHECK(mean_log(made.as_numbers(), made.probabilities())->infinite == 2);
}

TEST_CASE("the first row outside its range is refused, whichever column it is in and however many threads look", "[scoring]") {
    for (const std::size_t threads : {1u, 3u}) {
        for (const std::size_t row : {0u, 5u, 70'000u, 199'999u}) {
            const auto refuses = [&](auto spoil, Reason reason, bool bytes) {
                auto made = events(200'000, 31);
                spoil(made, row);
                if (row < 150'000) made.predicted[150'000] = 2;  // a later one
                if (row > 0) made.predicted[row - 1] = missing;  // no fault
                Values scores(made.predicted.size());
                const OutcomeColumn outcomes = bytes ? OutcomeColumn(made.as_bytes()) : OutcomeColumn(made.as_numbers());
                CHECK(refused(mean_brier(outcomes, made.probabilities(), {threads}), reason, row));
                CHECK(refused(mean_log(outcomes, made.probabilities(), {threads}), reason, row));
                CHECK(refused(score_events(outcomes, made.probabilities(), {.threads = threads}), reason, row));
                CHECK(refused(score_columns(EventRule::log, outcomes, made.probabilities(), scores, {threads}), reason, row));
            };
            refuses([](Events& e, std::size_t i) { e.predicted[i] = -1e-300; }, Reason::bad_probability, true);
            refuses([](Events& e, std::size_t i) { e.predicted[i] = 1 + 1e-15; }, Reason::bad_probability, false);
            refuses([](Events& e, std::size_t i) { e.predicted[i] = infinity; }, Reason::bad_probability, true);
            refuses([](Events& e, std::size_t i) { e.bytes[i] = 2; }, Reason::bad_outcome, true);
            refuses([](Events& e, std::size_t i) { e.bytes[i] = 255; }, Reason::bad_outcome, true);
            refuses([](Events& e, std::size_t i) { e.outcomes[i] = -0.1; }, Reason::bad_outcome, false);
            refuses([](Events& e, std::size_t i) { e.outcomes[i] = -infinity; }, Reason::bad_outcome, false);
        }
    }
}

TEST_CASE("a value outside its range beside a missing one is no fault", "[scoring]") {
    const Values predicted{0.5, missing, 7, 0.5};
    const Values outcomes{1, 3, missing, 0};
    CHECK(mean_brier(Outcomes{outcomes}, {predicted})->n == 2);
    CHECK(mean_log(Outcomes{outcomes}, {predicted})->missing == 2);
    CHECK(score_events(Outcomes{outcomes}, {predicted})->brier.mean == 0.25);
}

TEST_CASE("columns of nothing, of unequal length or of missing values have no mean", "[scoring]") {
    const Values one{0.5};
    const Values none{};
    const Values gone{missing, missing};
    Values scores(1);
    CHECK(refused(mean_brier(Outcomes{none}, {none}), Reason::empty));
    CHECK(refused(mean_log(Outcomes{one}, {none}), Reason::size_mismatch));
    CHECK(refused(mean_log(Outcomes{gone}, {gone}), Reason::missing));
    CHECK(refused(score_events(Outcomes{gone}, {gone}), Reason::missing));
    CHECK(refused(score_events(Outcomes{one}, {one}, {.bins = 0}), Reason::bad_level));
    CHECK(refused(score_events(Outcomes{one}, {one}, {.bins = 70'000}), Reason::bad_level));
    CHECK(refused(score_columns(EventRule::brier, Outcomes{gone}, {gone}, scores), Reason::size_mismatch));
    CHECK(mean_brier(Outcomes{one}, {one})->mean == 0);
    CHECK_FALSE(mean_brier(Outcomes{one}, {one})->variance.has_value());
}

TEST_CASE("any number of threads gives the same bits", "[scoring][law]") {
    auto made = events(1'100'000, 37);
    made.predicted[500'000] = missing;
    for (const auto mean : {mean_brier, mean_log}) {
        const auto alone = *mean(made.as_bytes(), made.probabilities(), {.threads = 1});
        for (const std::size_t threads : {0u, 2u, 3u, 8u, 1000u})
            check_same(*mean(made.as_bytes(), made.probabilities(), {.threads = threads}), alone);
    }
    const auto alone = *score_events(made.as_bytes(), made.probabilities(), {.threads = 1});
    const auto together = *score_events(made.as_bytes(), made.probabilities(), {.threads = 5});
    check_same(alone.brier, together.brier);
    check_same(alone.log, together.log);
    for (std::size_t i = 0; i < 10; ++i)
        CHECK(alone.reliability.bins[i].mean_predicted == together.reliability.bins[i].mean_predicted);
    Values first(made.predicted.size());
    Values second(made.predicted.size());
    CHECK(*score_columns(EventRule::log, made.as_bytes(), made.probabilities(), first, {.threads = 1}) ==
          *score_columns(EventRule::log, made.as_bytes(), made.probabilities(), second, {.threads = 4}));
    CHECK(first == second);
}

TEST_CASE("a mean does not depend on the order of rows", "[scoring][law]") {
    auto made = events(150'000, 41);
    const double brier = mean_brier(made.as_bytes(), made.probabilities())->mean;
    const double log = mean_log(made.as_bytes(), made.probabilities())->mean;
    std::mt19937 random(1);
    for (int i = 0; i < 5; ++i) {
        auto other = random;
        std::shuffle(made.predicted.begin(), made.predicted.end(), random);
        std::shuffle(made.bytes.begin(), made.bytes.end(), other);  // the same permutation
        CHECK(mean_brier(made.as_bytes(), made.probabilities())->mean == brier);
        CHECK(mean_log(made.as_bytes(), made.probabilities())->mean == log);
    }
}

TEST_CASE("tiny scores keep their digits", "[scoring]") {
    const Values predicted(100'000, 0x1p-40);
    const Bytes outcomes(100'000, 0);
    CHECK(mean_brier(OutcomeBytes{outcomes}, {predicted})->mean == 0x1p-80);
    const Values tinier(100'000, 1e-200);
    CHECK(units_apart(mean_log(OutcomeBytes{outcomes}, {tinier})->mean, 1e-200) <= 1);
}

TEST_CASE("equal scores have no variance", "[scoring]") {
    const Values predicted(100'003, 0.7);
    const Bytes outcomes(100'003, 1);
    CHECK(mean_brier(OutcomeBytes{outcomes}, {predicted})->variance == 0.0);
    CHECK(mean_log(OutcomeBytes{outcomes}, {predicted})->se == 0.0);
}

TEST_CASE("one pass over columns gives both means and the bins", "[scoring]") {
    auto made = events(140'000, 43);
    for (std::size_t i = 0; i < made.predicted.size(); i += 2) made.predicted[i] = static_cast<double>(i % 22 / 2) / 10;
    for (std::size_t i = 0; i < made.predicted.size(); ++i)  // no score is infinite
        if (made.predicted[i] == 1 - made.bytes[i]) made.outcomes[i] = made.bytes[i] = 1 - made.bytes[i];
    const auto check = [](const OutcomeColumn& column, const Events& of, std::size_t count, Closed closed) {
        const auto all = *score_events(column, of.probabilities(), {.bins = count, .closed = closed});
        const auto expected = *reliability_bins(of.as_numbers(), of.probabilities(), {}, {count, closed});
        REQUIRE(all.reliability.bins.size() == expected.bins.size());
        for (std::size_t i = 0; i < expected.bins.size(); ++i) {
            CHECK(all.reliability.bins[i].low == expected.bins[i].low);
            CHECK(all.reliability.bins[i].high == expected.bins[i].high);
            CHECK(all.reliability.bins[i].n == expected.bins[i].n);
            CHECK(all.reliability.bins[i].weight == expected.bins[i].weight);
            CHECK(all.reliability.bins[i].mean_predicted == expected.bins[i].mean_predicted);
            CHECK(all.reliability.bins[i].observed_rate == expected.bins[i].observed_rate);
        }
        CHECK(all.reliability.ece == expected.ece);
        CHECK(all.reliability.mce == expected.mce);
        CHECK(all.reliability.rmsce == expected.rmsce);
        CHECK(units_apart(all.brier.mean, mean_brier(column, of.probabilities())->mean) <= 1);
        const auto log = *mean_log(column, of.probabilities());
        CHECK(units_apart(all.log.mean, log.mean) <= 1);
        CHECK(all.log.infinite == log.infinite);
        REQUIRE(all.log.se.has_value() == log.se.has_value());
        if (log.se) CHECK(close(*all.log.se / *log.se, 1, 1e-12));
    };
    for (const Closed closed : {Closed::left, Closed::right}) {
        for (const std::size_t count : {1u, 3u, 10u, 20u, 1000u}) {
            check(made.as_bytes(), made, count, closed);
            check(made.as_numbers(), made, count, closed);
        }
    }
    for (std::size_t i = 0; i < made.outcomes.size(); i += 7) made.outcomes[i] = 0.3;  // some scores are infinite now
    check(made.as_numbers(), made, 10, Closed::left);
}
