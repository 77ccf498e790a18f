// SPDX-License-Identifier: MIT
// Means with their uncertainty.
#include "hindsight/scoring/sets/mean.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "../close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;
using Labels = std::vector<std::uint64_t>;

Result<Mean> mean_of(const Values& scores, const Labels& clusters = {}, const Values& weights = {}) {
    return mean_score({scores}, {clusters}, {weights});
}

Values skewed(std::size_t n, unsigned seed) {
    std::mt19937 random(seed);
    Values values(n);
    for (double& x : values) x = -std::log1p(-std::generate_canonical<double, 53>(random));
    return values;
}

}  // namespace

TEST_CASE("without clusters the standard error is the textbook one", "[scoring]") {
    const auto m = *mean_of({1, 2, 3, 4});
    CHECK(m.n == 4);
    CHECK(m.clusters == 4);
    CHECK(m.mean == 2.5);
    CHECK(close(*m.se, std::sqrt(5.0 / 3 / 4)));  // sd / sqrt(n)
}

TEST_CASE("rows of one cluster count as one observation", "[scoring]") {
    const auto m = *mean_of({1, 2, 3, 4}, {7, 7, 9, 9});
    CHECK(m.clusters == 2);
    CHECK(m.mean == 2.5);
    CHECK(close(*m.se, 1));  // by hand: sums of deviations -2 and 2; sqrt(2/1 x 8) / 4
    CHECK(close(*mean_of({1, 2, 3, 4}, {9, 7, 9, 7})->se, 0.5));  // sums -1 and 1
    // repeating every row within its cluster changes nothing
    CHECK(close(*mean_of({1, 1, 2, 2, 3, 3, 4, 4}, {1, 1, 2, 2, 3, 3, 4, 4})->se, *mean_of({1, 2, 3, 4})->se));
}

TEST_CASE("a mean of one cluster has no standard error", "[scoring]") {
    CHECK_FALSE(mean_of({1, 2}, {3, 3})->se.has_value());
    CHECK_FALSE(mean_of({1})->se.has_value());
    CHECK(mean_of({1, 1})->se.value_or(1) == 0);
}

TEST_CASE("weights scale rows", "[scoring]") {
    const auto m = *mean_of({1, 4}, {}, {3, 1});
    CHECK(m.mean == 1.75);
    CHECK(m.weight == 4);
    const auto halves = *mean_of({1, 2, 3, 4}, {1, 1, 2, 2}, {0.5, 0.5, 0.5, 0.5});
    CHECK(close(*halves.se, 1));  // equal weights change nothing
    CHECK(mean_of({1, infinity}, {}, {1, 0})->mean == 1);
}

TEST_CASE("infinite scores are counted and make the mean infinite", "[scoring]") {
    const auto m = *mean_of({1, infinity, 2, infinity});
    CHECK(m.mean == infinity);
    CHECK(m.infinite == 2);
    CHECK_FALSE(m.se.has_value());
    CHECK(refused(mean_of({infinity, -infinity}), Reason::undefined));
    CHECK(mean_interval({Values{1, infinity, 2, 3, 4, 5}})->method == IntervalMethod::none);
}

TEST_CASE("a mean of nothing, of missing values or of unequal columns is refused", "[scoring]") {
    CHECK(refused(mean_of({}), Reason::empty));
    CHECK(refused(mean_of({1, missing}), Reason::missing, 1));
    CHECK(refused(mean_of({1, 2}, {1}), Reason::size_mismatch));
    CHECK(refused(mean_of({1, 2}, {}, {1}), Reason::size_mismatch));
    CHECK(refused(mean_of({1, 2}, {}, {1, -1}), Reason::bad_weight, 1));
    CHECK(refused(mean_interval({Values{1, 2}}, {}, {}, {.level = 1}), Reason::bad_level));
}

TEST_CASE("a mean of many rows is exact", "[scoring]") {
    Values scores(1'000'000, 0.1);
    scores[500'000] = 1e15;
    CHECK(mean_of(scores)->mean == (1e15 + 99999.9) / 1e6);
}

TEST_CASE("under five clusters there is no interval", "[scoring]") {
    CHECK(mean_interval({Values{1, 2, 3, 4}})->method == IntervalMethod::none);
    CHECK(mean_interval({Values{1, 2, 3, 4, 5}})->method == IntervalMethod::bca);
    const Labels labels{1, 1, 2, 2, 3};
    CHECK(mean_interval({Values{1, 2, 3, 4, 5}}, {labels})->method == IntervalMethod::none);
}

TEST_CASE("the bootstrap interval is the same on every run and platform", "[scoring]") {
    // numbers of a separate implementation in Python (xoshiro256** two draws a step, decimal fractions, mpmath 1.2.1 for the normal distribution)
    const Values scores{0.01, 0.04, 0.09, 0.16, 0.25, 0.36, 0.49, 0.64, 0.81, 1};
    const auto interval = *mean_interval({scores});
    CHECK(interval.method == IntervalMethod::bca);
    CHECK(close(interval.low, 0.224, 1e-13));
    CHECK(close(interval.high, 0.56660196645847112, 1e-13));
    const Labels labels{1, 1, 2, 3, 4, 5, 5, 6, 7, 7};
    const auto clustered = *mean_interval({scores}, {labels});
    CHECK(close(clustered.low, 0.18489220124724577, 1e-13));
    CHECK(close(clustered.high, 0.618, 1e-13));
}

TEST_CASE("the bootstrap interval moves and stretches with the scores", "[scoring][law]") {
    const Values scores = skewed(60, 3);
    const auto interval = *mean_interval({scores});
    Values other;
    for (const double s : scores) other.push_back(10 + 4 * s);
    const auto moved = *mean_interval({other});
    CHECK(close(moved.low, 10 + 4 * interval.low, 1e-13));
    CHECK(close(moved.high, 10 + 4 * interval.high, 1e-13));
    Values flipped;
    for (const double s : scores) flipped.push_back(-s);
    const auto turned = *mean_interval({flipped});
    CHECK(close(turned.low, -interval.high, 1e-2));
    CHECK(close(turned.high, -interval.low, 1e-2));
    CHECK(mean_interval({Values(20, 3.0)})->low == 3);
    CHECK(mean_interval({Values(20, 3.0)})->high == 3);
}

TEST_CASE("labels of clusters are only names", "[scoring][law]") {
    const Values scores = skewed(60, 4);
    Labels a;
    Labels b;
    for (std::uint64_t i = 0; i < 60; ++i) {
        a.push_back(i / 5);
        b.push_back(1'000'000'007 * (20 - i / 5));
    }
    CHECK(mean_interval({scores}, {a})->low == mean_interval({scores}, {b})->low);
    CHECK(mean_of(scores, a)->se == mean_of(scores, b)->se);
}

TEST_CASE("the bootstrap interval is near the t interval for many rows, and skewed like the data", "[scoring]") {
    const Values scores = skewed(2000, 5);
    const auto bca = *mean_interval({scores});
    const auto t = *mean_interval({scores}, {}, {}, {.max_bootstrap = 100});
    CHECK(t.method == IntervalMethod::t);
    const auto m = *mean_of(scores);
    CHECK(close(t.high - m.mean, 1.6456 * *m.se, 1e-4));  // t quantile with 1999 degrees of freedom
    CHECK(std::abs(bca.low - t.low) < 0.2 * *m.se);
    CHECK(std::abs(bca.high - t.high) < 0.2 * *m.se);
    CHECK(bca.high - m.mean > m.mean - bca.low);
}

TEST_CASE("ninety per cent intervals hold the mean in about ninety per cent of samples", "[scoring]") {
    int held = 0;
    for (unsigned seed = 0; seed < 400; ++seed) {
        const auto interval = *mean_interval({skewed(40, 1000 + seed)}, {}, {}, {.resamples = 500});
        held += interval.low <= 1 && 1 <= interval.high ? 1 : 0;
    }
    CHECK(held > 336);  // 84 %: BCa is a little short for 40 skewed values
    CHECK(held < 376);
}

TEST_CASE("an accumulator gives the figures of the columns, in any split", "[scoring]") {
    const auto scores = skewed(1000, 11);
    Labels labels(1000);
    Values weights(1000);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = i % 37;
        weights[i] = 1 + static_cast<double>(i % 5) / 4;
    }
    const auto whole = *mean_of(scores, labels, weights);
    const auto interval = *mean_interval({scores}, {labels}, {weights});
    MeanAccumulator shards[3];
    for (std::size_t i = 0; i < scores.size(); ++i) shards[i % 3].add(scores[i], labels[i], weights[i]);
    for (const int i : {1, 2}) shards[0].merge(shards[i]);
    const auto merged = *shards[0].mean();
    CHECK(merged.n == whole.n);
    CHECK(merged.clusters == whole.clusters);
    CHECK(close(merged.mean, whole.mean));
    CHECK(close(*merged.se, *whole.se));
    CHECK(close(shards[0].interval()->low, interval.low, 1e-13));
    CHECK(close(shards[0].interval()->high, interval.high, 1e-13));
}

TEST_CASE("rows of weight 1 in columns give the bits that rows one by one give", "[scoring]") {
    for (const std::uint32_t clusters : {37u, 1000u}) {  // the second: every row is the only one of its cluster
        for (const double last : {0.5, infinity}) {
            auto scores = skewed(1000, 13);
            scores.back() = last;
            std::vector<std::uint32_t> labels(scores.size());
            MeanAccumulator by_row, columns, only;
            for (std::size_t i = 0; i < scores.size(); ++i) {
                labels[i] = static_cast<std::uint32_t>(i) % clusters;
                by_row.add(scores[i], labels[i]);
            }
            columns.add({scores}, labels);
            if (clusters == scores.size()) {
                only.add_only({scores});
            } else {
                only = columns;
            }
            const auto expected = *by_row.mean();
            for (const auto& accumulator : {columns, only}) {
                const auto mean = *accumulator.mean();
                CHECK(mean.n == expected.n);
                CHECK(mean.clusters == expected.clusters);
                CHECK(mean.infinite == expected.infinite);
                CHECK(mean.weight == expected.weight);
                CHECK(mean.mean == expected.mean);
                CHECK(mean.se == expected.se);
                CHECK(accumulator.interval()->low == by_row.interval()->low);
            }
        }
    }
}

TEST_CASE("rows on their own have the standard error of the columns, also far from 0", "[scoring]") {
    for (const double offset : {0.0, 1e9}) {
        auto scores = skewed(1000, 12);
        Values weights(1000);
        MeanAccumulator plain, weighted, half;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            scores[i] += offset;
            weights[i] = 1 + static_cast<double>(i % 5) / 3;
            plain.add_alone(scores[i]);
            (i < 500 ? weighted : half).add_alone(scores[i], weights[i]);
        }
        weighted.merge(half);
        const double tolerance = offset == 0 ? 1e-15 : 1e-13;  // the mean itself is a rounded number, 1e-7 apart near 1e9
        CHECK(close(*plain.mean()->se, *mean_of(scores)->se, tolerance));
        CHECK(close(*weighted.mean()->se, *mean_of(scores, {}, weights)->se, tolerance));
        CHECK(close(plain.interval()->low, mean_interval({scores})->low));
    }
}

TEST_CASE("an infinite score makes an accumulated mean infinite, both signs leave none", "[scoring]") {
    MeanAccumulator sums;
    CHECK(refused(sums.mean(), Reason::empty));
    sums.add_alone(1);
    sums.add_alone(infinity);
    CHECK(sums.mean()->mean == infinity);
    CHECK(sums.mean()->infinite == 1);
    CHECK_FALSE(sums.mean()->se.has_value());
    CHECK(sums.interval()->method == IntervalMethod::none);
    sums.add_alone(-infinity);
    CHECK(refused(sums.mean(), Reason::undefined));
    MeanAccumulator nothing;
    nothing.add(1, 0, 0);
    CHECK(refused(nothing.mean(), Reason::bad_weight));
}

TEST_CASE("very large and very small scores have their standard error, or none, but never 0", "[scoring]") {
    for (const double v : {1e154, 1e300, 1e-170}) {
        const double se = v * std::sqrt(3.0 / 2 * 6 / 9) / 3;  // by hand: deviations v/3, v/3, -2v/3
        CHECK(std::abs(*mean_of({v, v, 0})->se / se - 1) < 1e-14);
        MeanAccumulator clustered, alone;
        for (const std::size_t i : {0, 1, 2}) clustered.add(i < 2 ? v : 0, i);
        for (const double score : {v, v, 0.0}) alone.add_alone(score);
        CHECK(std::abs(*clustered.mean()->se / se - 1) < 1e-14);
        CHECK(alone.mean()->se.value_or(-1) != 0);
    }
}
