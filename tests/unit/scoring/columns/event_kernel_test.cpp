// SPDX-License-Identifier: MIT
// The kernels below the columns: the accuracy of the logarithm, and the same bits from vectors of any width.
#include <vector>

#include "../close.hpp"
#include "events.hpp"
#include "hindsight/scoring/binary.hpp"
#include "scoring/columns/event_sums.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::events;
using hindsight::test::Events;
using hindsight::test::missing;
using hindsight::test::units_apart;
using vectors::Level;

namespace {

/// All that this processor has.
std::vector<Level> levels() {
    std::vector<Level> found;
    for (const Level level : {Level::portable, Level::avx2, Level::avx512})
        if (level <= vectors::best_level()) found.push_back(level);
    return found;
}

template <class Outcome>
EventRows<Outcome> rows_of(const std::vector<Outcome>& outcomes, const std::vector<double>& predicted) {
    return {outcomes.data(), predicted.data(), predicted.size()};
}

double log_score(Level level, std::uint8_t outcome, double p) {
    const std::vector<std::uint8_t> outcomes{outcome};
    const std::vector<double> predicted{p};
    double score = 0;
    write_scores(level, EventRule::log, rows_of(outcomes, predicted), &score);
    return score;
}

void check_same(const ScoredBlock& a, const ScoredBlock& b) {
    CHECK(a.sums.total.value() == b.sums.total.value());
    CHECK(a.sums.spread == b.sums.spread);
    CHECK(a.sums.n == b.sums.n);
    CHECK(a.sums.infinite == b.sums.infinite);
    CHECK(a.missing == b.missing);
    CHECK(a.suspect == b.suspect);
}

}  // namespace

TEST_CASE("logarithms of p and 1-p are good to a unit in the last place over all of [0,1]", "[scoring]") {
    struct Row {
        double p;
        double yes;  // -ln p
        double no;   // -ln(1-p)
    };
    // mpmath 1.2.1, 50 digits: -log(p), -log1p(-p) of the double p
    const Row rows[] = {
        {5e-324, 744.4400719213812, 5e-324},
        {1e-310, 713.8013788281542, 1e-310},
        {2.2250738585072014e-308, 708.3964185322641, 2.2250738585072014e-308},
        {1e-300, 690.7755278982137, 1e-300},
        {1e-20, 46.051701859880914, 1e-20},
        {1e-9, 20.72326583694641, 1.0000000005000001e-09},
        {0.001, 6.907755278982137, 0.0010005003335835335},
        {0.1, 2.3025850929940455, 0.10536051565782631},
        {0.25, 1.3862943611198906, 0.2876820724517809},
        {0.29, 1.2378743560016174, 0.3424903089467759},
        {0.3, 1.2039728043259361, 0.35667494393873234},
        {0.4999999999999999, 0.6931471805599455, 0.6931471805599451},
        {0.5, 0.6931471805599453, 0.6931471805599453},
        {0.7, 0.35667494393873245, 1.203972804325936},
        {0.7071067811865475, 0.34657359027997275, 1.2279471772995154},
        {0.7071067811865476, 0.3465735902799726, 1.2279471772995159},
        {0.9, 0.10536051565782628, 2.302585092994046},
        {0.99, 0.01005033585350145, 4.605170185988091},
        {0.999999999, 9.999999722180686e-10, 20.723265865228342},
        {0.9999999999999999, 1.1102230246251565e-16, 36.7368005696771},
    };
    for (const Level level : levels()) {
        for (const Row& row : rows) {
            INFO("p = " << row.p << ", level " << static_cast<int>(level));
            CHECK(units_apart(log_score(level, 1, row.p), row.yes) <= 1);
            CHECK(units_apart(log_score(level, 0, row.p), row.no) <= 1);
        }
    }
}

TEST_CASE("logarithms are good to two units in the last place at a million random places", "[scoring]") {
    auto made = events(1'000'000, 7);
    std::vector<double> scores(made.predicted.size());
    write_scores(vectors::best_level(), EventRule::log, rows_of(made.bytes, made.predicted), scores.data());
    std::uint64_t worst = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const long double p = made.predicted[i];
        const double exact = static_cast<double>(made.bytes[i] == 1 ? -std::log(p) : -std::log1p(-p));
        worst = std::max(worst, units_apart(scores[i], exact));
    }
    CHECK(worst <= 2);
}

TEST_CASE("a log score is infinite where the impossible happened, and 0, not -0, where the certain did", "[scoring]") {
    for (const Level level : levels()) {
        CHECK(log_score(level, 1, 0) == infinity);
        CHECK(log_score(level, 1, -0.0) == infinity);
        CHECK(log_score(level, 0, 1) == infinity);
        for (const double zero : {log_score(level, 1, 1), log_score(level, 0, 0), log_score(level, 0, -0.0)}) {
            CHECK(zero == 0);
            CHECK_FALSE(std::signbit(zero));
        }
    }
}

TEST_CASE("vectors of every width give the same bits", "[scoring][law]") {
    auto made = events(10'007, 11);
    const auto check_all = [&] {
        for (const EventRule rule : {EventRule::brier, EventRule::log}) {
            const auto bytes = sum_scores(Level::portable, rule, rows_of(made.bytes, made.predicted));
            const auto numbers = sum_scores(Level::portable, rule, rows_of(made.outcomes, made.predicted));
            std::vector<double> expected(made.predicted.size());
            write_scores(Level::portable, rule, rows_of(made.outcomes, made.predicted), expected.data());
            for (const Level level : levels()) {
                check_same(sum_scores(level, rule, rows_of(made.bytes, made.predicted)), bytes);
                check_same(sum_scores(level, rule, rows_of(made.outcomes, made.predicted)), numbers);
                std::vector<double> scores(made.predicted.size());
                write_scores(level, rule, rows_of(made.outcomes, made.predicted), scores.data());
                CHECK(std::equal(scores.begin(), scores.end(), expected.begin(),
                                 [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }));
            }
        }
    };
    check_all();
    made.predicted[4'000] = missing;
    made.predicted[5'000] = 0;
    made.bytes[5'000] = 1;
    made.outcomes[5'000] = 0.25;
    check_all();
    made.predicted[6'000] = 1.5;
    made.bytes[7'000] = 2;
    check_all();
}

TEST_CASE("a byte that is no outcome, beside a missing forecast, does not touch the rows around it", "[scoring]") {
    for (const Level level : levels()) {
        for (std::size_t row = 0; row < 16; ++row) {
            std::vector<std::uint8_t> outcomes(16, 0);
            std::vector<double> predicted(16, 0.25);
            outcomes[row] = 0xfe;
            predicted[row] = missing;
            CHECK_FALSE(find_refusal(rows_of(outcomes, predicted)).has_value());
            const auto block = sum_scores(level, EventRule::brier, rows_of(outcomes, predicted));
            CHECK(block.missing == 1);
            CHECK(block.sums.total.value() == 15 * 0.0625);
        }
    }
}

TEST_CASE("a block that needs care gives what its rows give one by one", "[scoring]") {
    for (const std::size_t special : {std::size_t{0}, std::size_t{1}, std::size_t{100}, std::size_t{127}}) {
        auto made = events(128, 3);
        made.predicted[special] = 5e-324;
        made.bytes[special] = 1;
        double total = 0;
        for (std::size_t i = 0; i < 128; ++i) total += *log_binary(Observed(made.bytes[i]), Probability{made.predicted[i]});
        const auto block = sum_scores(vectors::best_level(), EventRule::log, rows_of(made.bytes, made.predicted));
        CHECK(hindsight::test::close(block.sums.total.value(), total, 1e-14));
        made.predicted[special] = missing;
        const auto less = sum_scores(vectors::best_level(), EventRule::log, rows_of(made.bytes, made.predicted));
        CHECK(less.missing == 1);
        CHECK(hindsight::test::close(less.sums.total.value(), total - 744.4400719213812, 1e-14));
        made.predicted[special] = 0;
        const auto infinite = sum_scores(vectors::best_level(), EventRule::log, rows_of(made.bytes, made.predicted));
        CHECK(infinite.sums.infinite == 1);
        CHECK(infinite.sums.n == 128);
        CHECK(infinite.sums.total.value() == less.sums.total.value());
    }
}
