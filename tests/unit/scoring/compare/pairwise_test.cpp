// SPDX-License-Identifier: MIT
// Pairs of forecasters and relative skill.
#include "hindsight/scoring/compare/pairwise.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "../close.hpp"
#include "support/catch.hpp"
#include "table.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;
using hindsight::test::Row;
using hindsight::test::Rows;

namespace {

using Values = std::vector<double>;
using Labels = std::vector<std::uint64_t>;

/// Three forecasters, four tasks; 0 has all, 1 lacks task 3, 2 lacks tasks 0 and 1.
const std::vector<Row> gaps{{0, 0, 0.1}, {0, 1, 0.2}, {0, 2, 0.3}, {0, 3, 0.8}, {1, 0, 0.2},
                            {1, 1, 0.4}, {1, 2, 0.6}, {2, 2, 0.9}, {2, 3, 0.2}};

Comparison compare(const Rows& rows, const ComparisonOptions& options = {}) {
    return *compare_pairwise(rows.table(), options);
}

std::vector<Row> random_rows(std::uint32_t forecasters, std::uint32_t tasks, double present, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform;
    std::vector<Row> rows;
    for (std::uint32_t t = 0; t < tasks; ++t) {
        const double hard = uniform(random);
        for (std::uint32_t f = 0; f < forecasters; ++f)
            if (uniform(random) < present) rows.push_back({f, t, hard * (0.5 + uniform(random) + 0.1 * f)});
    }
    return rows;
}

}  // namespace

TEST_CASE("a pair is compared on the tasks that both have", "[scoring]") {
    const auto c = compare(Rows(gaps));
    REQUIRE(c.pairs.size() == 3);
    const PairComparison& p01 = c.pairs[place_of_pair(3, 0, 1)];
    CHECK(p01.n == 3);
    CHECK(close(p01.mean_first, 0.2));  // by hand: (0.1 + 0.2 + 0.3) / 3
    CHECK(close(p01.mean_second, 0.4));
    CHECK(close(p01.difference, -0.2));
    CHECK(close(p01.ratio, 0.5));
    CHECK(close(*p01.se, 0.1 / std::sqrt(3)));  // by hand: differences -0.1, -0.2, -0.3 have sd 0.1
    CHECK(close(p01.diebold_mariano->statistic, -2 * std::sqrt(3), 1e-14));
    const PairComparison& p02 = c.pairs[place_of_pair(3, 2, 0)];
    CHECK(p02.n == 2);
    CHECK(close(p02.ratio, 1));  // by hand: 1.1 / 1.1
    const PairComparison& p12 = c.pairs[place_of_pair(3, 1, 2)];
    CHECK(p12.n == 1);
    CHECK(close(p12.ratio, 2.0 / 3));
    CHECK(refused(p12.diebold_mariano, Reason::empty));
    CHECK(p12.interval.method == IntervalMethod::none);
}

TEST_CASE("relative skill is the geometric mean of the ratios, the own one included", "[scoring]") {
    const auto c = compare(Rows(gaps), {.baseline = 1});
    // by hand: ratios 0.5 and 1 for the first; 2 and 2/3 for the second; 1 and 3/2 for the third
    CHECK(close(c.forecasters[0].relative_skill, std::cbrt(0.5)));
    CHECK(close(c.forecasters[1].relative_skill, std::cbrt(4.0 / 3)));
    CHECK(close(c.forecasters[2].relative_skill, std::cbrt(1.5)));
    CHECK(close(c.forecasters[0].scaled_relative_skill, std::cbrt(0.5 * 3 / 4)));
    CHECK(close(c.forecasters[1].scaled_relative_skill, 1));
    CHECK(c.forecasters[2].opponents == 2);
    CHECK(c.forecasters[2].n == 2);
    CHECK(close(c.forecasters[2].mean, 0.55));
    CHECK(refused(compare(Rows(gaps)).forecasters[0].scaled_relative_skill, Reason::not_applicable));
}

TEST_CASE("pairs without a shared task are left out of the relative skill", "[scoring]") {
    const auto c = compare(Rows({{0, 0, 1}, {1, 0, 2}, {1, 1, 3}, {2, 1, 6}, {3, 2, 1}}), {.baseline = 0});
    CHECK(c.pairs[place_of_pair(4, 0, 2)].n == 0);
    CHECK(refused(c.pairs[place_of_pair(4, 0, 2)].difference, Reason::empty));
    CHECK(close(c.forecasters[0].relative_skill, std::sqrt(0.5)));
    CHECK(close(c.forecasters[1].relative_skill, 1));         // by hand: cube root of 2 x 1/2
    CHECK(close(c.forecasters[2].scaled_relative_skill, 2));  // sqrt(2) / sqrt(1/2), joined through forecaster 1
    CHECK(refused(c.forecasters[3].relative_skill, Reason::empty));
    CHECK(refused(c.forecasters[3].scaled_relative_skill, Reason::undefined));
}

TEST_CASE("relative skill is undefined where a ratio is", "[scoring]") {
    const auto c = compare(Rows({{0, 0, 0}, {1, 0, 2}, {2, 0, 4}}), {.baseline = 0});
    CHECK(*c.forecasters[0].relative_skill == 0);  // 0 is better than any
    CHECK(refused(c.forecasters[1].relative_skill, Reason::undefined));
    CHECK(refused(c.forecasters[1].scaled_relative_skill, Reason::undefined));
    CHECK(refused(c.forecasters[0].scaled_relative_skill, Reason::undefined));
    const auto both = compare(Rows({{0, 0, 0}, {1, 0, 0}}));
    CHECK(refused(both.pairs[0].ratio, Reason::undefined));
    const auto negative = compare(Rows({{0, 0, -1}, {1, 0, -2}}));
    CHECK(refused(negative.pairs[0].ratio, Reason::undefined));
    CHECK(*negative.pairs[0].difference == 1);
    const auto mixed = compare(Rows({{0, 0, -1}, {1, 0, 2}}));
    CHECK(refused(mixed.pairs[0].ratio, Reason::undefined));
    CHECK(refused(mixed.forecasters[0].relative_skill, Reason::undefined));
}

TEST_CASE("infinite scores leave an infinite difference and no test", "[scoring]") {
    const auto c = compare(Rows({{0, 0, infinity}, {0, 1, 1}, {1, 0, 1}, {1, 1, 2}, {2, 0, infinity}, {2, 1, 3}}));
    const PairComparison& p01 = c.pairs[0];
    CHECK(*p01.mean_first == infinity);
    CHECK(*p01.difference == infinity);
    CHECK(refused(p01.diebold_mariano, Reason::infinite));
    CHECK(refused(p01.clustered, Reason::infinite));
    CHECK(p01.interval.method == IntervalMethod::none);
    CHECK(refused(p01.ratio, Reason::undefined));
    CHECK(refused(c.pairs[place_of_pair(3, 0, 2)].difference, Reason::undefined));
    CHECK(c.forecasters[0].mean.value_or(0) == infinity);
}

TEST_CASE("the interval and the clustered test of a pair are those of its differences", "[scoring][law]") {
    const auto rows = random_rows(3, 60, 0.8, 4);
    Labels question;
    for (std::uint64_t t = 0; t < 60; ++t) question.push_back(t * 7 % 13);
    const auto c = compare(Rows(rows, question));
    for (const PairComparison& pair : c.pairs) {
        Values d;
        Labels labels;
        for (const Row& a : rows)
            for (const Row& b : rows)
                if (a.task == b.task && a.forecaster == pair.first && b.forecaster == pair.second) {
                    d.push_back(a.score - b.score);
                    labels.push_back(question[a.task]);
                }
        const auto mean = *mean_score({d}, {labels});
        const auto interval = *mean_interval({d}, {labels});
        CHECK(pair.n == d.size());
        CHECK(pair.clusters == mean.clusters);
        CHECK(close(pair.difference, mean.mean));
        CHECK(close(*pair.se, *mean.se));
        CHECK(pair.interval.method == IntervalMethod::bca);
        CHECK(close(pair.interval.low, interval.low, 1e-13));
        CHECK(close(pair.interval.high, interval.high, 1e-13));
        CHECK(close(pair.diebold_mariano->statistic, diebold_mariano({d})->statistic));
        CHECK(close(pair.clustered->statistic, mean.mean / *mean.se, 1e-13));
        CHECK(pair.clustered->df == static_cast<double>(mean.clusters) - 1);
    }
}

TEST_CASE("without clusters the two tests are one", "[scoring][law]") {
    for (const PairComparison& pair : compare(Rows(random_rows(4, 30, 0.9, 5))).pairs) {
        CHECK(close(pair.clustered->p, pair.diebold_mariano->p, 1e-12));
        CHECK(close(*pair.holm_clustered, *pair.holm_diebold_mariano, 1e-12));
    }
}

TEST_CASE("rows of a question that is asked many times make no certainty by cluster", "[scoring]") {
    std::vector<Row> rows;
    Labels question;
    for (std::uint32_t t = 0; t < 120; ++t) {
        rows.push_back({0, t, 0.2 + 0.01 * (t / 20)});
        rows.push_back({1, t, 0.2 + 0.03 * (t / 20 % 3)});
        question.push_back(t / 20);
    }
    const auto pair = compare(Rows(rows, question)).pairs[0];
    CHECK(pair.clusters == 6);
    CHECK(pair.clustered->p > 0.5);
    CHECK(pair.diebold_mariano->p < 0.2);
    const Labels four(120, 1);
    CHECK(refused(compare(Rows(rows, four)).pairs[0].clustered, Reason::empty));
}

TEST_CASE("p is adjusted over all pairs that have one", "[scoring]") {
    const auto c = compare(Rows(random_rows(5, 40, 0.9, 6)));
    Values p;
    for (const PairComparison& pair : c.pairs) p.push_back(pair.diebold_mariano->p);
    const auto adjusted = holm(p);
    for (std::size_t i = 0; i < p.size(); ++i) CHECK(*c.pairs[i].holm_diebold_mariano == adjusted[i]);
    const auto one = compare(Rows({{0, 0, 1}, {0, 1, 2}, {0, 2, 4}, {1, 0, 3}, {1, 1, 1}, {1, 2, 3}, {2, 5, 1}}));
    CHECK(*one.pairs[0].holm_diebold_mariano == one.pairs[0].diebold_mariano->p);  // the only one
    CHECK_FALSE(one.pairs[1].holm_diebold_mariano.has_value());
}

TEST_CASE("tasks are put in order of time for the Diebold-Mariano test", "[scoring]") {
    const Values d{0.12, -0.05, 0.30, 0.22, -0.10, 0.08, 0.15, 0.41, -0.02, 0.19, 0.07, 0.25};
    std::vector<Row> rows;
    Values times(12);
    for (std::uint32_t i = 0; i < 12; ++i) {
        const std::uint32_t task = i * 5 % 12;
        times[task] = 100 + i;
        rows.push_back({0, task, 1 + d[i]});
        rows.push_back({1, task, 1});
    }
    // R 4.2.2, as in the test of diebold_mariano
    CHECK(close(compare(Rows(rows, {}, times), {.horizon = 2}).pairs[0].diebold_mariano->statistic, 4.7689080932209409,
                1e-13));
    CHECK_FALSE(
        close(compare(Rows(rows), {.horizon = 2}).pairs[0].diebold_mariano->statistic, 4.7689080932209409, 1e-3));
}

TEST_CASE("equal forecasters differ by nothing", "[scoring]") {
    std::vector<Row> rows;
    for (std::uint32_t t = 0; t < 10; ++t)
        for (std::uint32_t f = 0; f < 2; ++f) rows.push_back({f, t, 0.1 * t});
    const auto pair = compare(Rows(rows)).pairs[0];
    CHECK(*pair.difference == 0);
    CHECK(pair.se.value_or(1) == 0);
    CHECK(pair.interval.low == 0);
    CHECK(pair.interval.high == 0);
    CHECK(close(pair.ratio, 1));
    CHECK(refused(pair.diebold_mariano, Reason::undefined));
    CHECK(refused(pair.clustered, Reason::undefined));
}

TEST_CASE("a constant advantage has no test though rounding makes it vary", "[scoring]") {
    std::vector<Row> rows;
    for (std::uint32_t t = 0; t < 10; ++t) {
        rows.push_back({0, t, 7.0 * (t + 1)});
        rows.push_back({1, t, 7.0 * (t + 1) + 0.1});
    }
    REQUIRE(rows[1].score - rows[0].score != rows[19].score - rows[18].score);
    CHECK(refused(compare(Rows(rows)).pairs[0].diebold_mariano, Reason::undefined));
    CHECK(refused(compare(Rows(rows)).pairs[0].clustered, Reason::undefined));
}

TEST_CASE("only common tasks, and what that drops", "[scoring]") {
    const auto c = compare(Rows(gaps), {.missing = MissingPolicy::all_shared});
    CHECK(c.missing.tasks == 4);
    CHECK(c.missing.tasks_dropped == 3);
    CHECK(c.missing.scores == 9);
    CHECK(c.missing.scores_dropped == 6);
    CHECK(c.missing.scores_imputed == 0);
    for (const PairComparison& pair : c.pairs) CHECK(pair.n == 1);
    CHECK(close(c.pairs[0].ratio, 0.5));
    CHECK(c.forecasters[0].n == 1);
}

TEST_CASE("missing scores are put in as the worst or the mean of the task", "[scoring]") {
    const auto worst = compare(Rows(gaps), {.missing = MissingPolicy::impute_worst});
    CHECK(worst.missing.scores_imputed == 3);
    CHECK(worst.missing.tasks_dropped == 0);
    CHECK(worst.forecasters[1].imputed == 1);
    CHECK(worst.forecasters[2].imputed == 2);
    CHECK(worst.pairs[0].n == 4);
    CHECK(close(worst.forecasters[1].mean, (0.2 + 0.4 + 0.6 + 0.8) / 4));
    CHECK(close(worst.forecasters[2].mean, (0.2 + 0.4 + 0.9 + 0.2) / 4));
    const auto mean = compare(Rows(gaps), {.missing = MissingPolicy::impute_mean});
    CHECK(close(mean.forecasters[1].mean, (0.2 + 0.4 + 0.6 + 0.5) / 4));
    CHECK(close(mean.forecasters[2].mean, (0.15 + 0.3 + 0.9 + 0.2) / 4));
    const auto shared = compare(Rows(gaps));
    CHECK(shared.missing.scores_imputed + shared.missing.scores_dropped + shared.missing.tasks_dropped == 0);
}

TEST_CASE("a forecaster without scores takes no part", "[scoring]") {
    const Rows rows(gaps);
    ScoreTable table = rows.table();
    table.forecaster_count = 4;
    table.task_count = 6;
    for (const auto& info : missing_policies) {
        const auto c = *compare_pairwise(table, {.missing = info.policy});
        const auto without = compare(rows, {.missing = info.policy});
        CHECK(c.missing.tasks == 4);
        CHECK(c.missing.scores_imputed == without.missing.scores_imputed);
        CHECK(c.missing.tasks_dropped == without.missing.tasks_dropped);
        CHECK(c.forecasters[3].n == 0);
        CHECK(refused(c.forecasters[3].mean, Reason::empty));
        CHECK(*c.forecasters[0].relative_skill == *without.forecasters[0].relative_skill);
    }
}

TEST_CASE("on a complete table every policy is the same", "[scoring][law]") {
    const Rows rows(random_rows(4, 25, 1, 8));
    const auto first = compare(rows);
    for (const auto& info : missing_policies) {
        const auto c = compare(rows, {.missing = info.policy});
        for (std::size_t i = 0; i < c.pairs.size(); ++i) {
            CHECK(*c.pairs[i].difference == *first.pairs[i].difference);
            CHECK(c.pairs[i].interval.low == first.pairs[i].interval.low);
        }
        // the ratios are those of the means, so that relative skills stand to each other as these do
        const auto& f = c.forecasters;
        CHECK(close(*f[1].relative_skill / *f[3].relative_skill, *f[1].mean / *f[3].mean, 1e-13));
    }
}

TEST_CASE("the order of rows does not matter", "[scoring][law]") {
    auto rows = random_rows(4, 30, 0.7, 9);
    const auto before = compare(Rows(rows));
    std::mt19937 random(2);
    std::shuffle(rows.begin(), rows.end(), random);
    const auto after = compare(Rows(rows));
    for (std::size_t i = 0; i < before.pairs.size(); ++i) {
        CHECK(*before.pairs[i].difference == *after.pairs[i].difference);
        CHECK(before.pairs[i].interval.high == after.pairs[i].interval.high);
        CHECK(before.pairs[i].diebold_mariano->p == after.pairs[i].diebold_mariano->p);
    }
}

TEST_CASE("a table is refused with the row that is wrong", "[scoring]") {
    const auto why = [](const Rows& rows, const ComparisonOptions& o = {}) {
        return compare_pairwise(rows.table(), o);
    };
    CHECK(refused(why(Rows({})), Reason::empty));
    CHECK(refused(why(Rows({{0, 0, 1}, {1, 0, missing}})), Reason::missing, 1));
    CHECK(refused(why(Rows({{0, 0, 1}, {1, 0, 1}, {0, 1, 2}, {0, 0, 1}})), Reason::undefined, 3));  // twice
    CHECK(refused(why(Rows(gaps, {1, 2, 3, 4}, {1, 2, infinity, 4})), Reason::infinite, 2));
    CHECK(refused(why(Rows(gaps), {.horizon = 0}), Reason::bad_parameter));
    CHECK(refused(why(Rows(gaps), {.baseline = 3}), Reason::bad_category));
    CHECK(refused(why(Rows(gaps), {.interval = {.level = 1}}), Reason::bad_level));
    CHECK(refused(why(Rows(gaps), {.interval = {.resamples = 0}}), Reason::empty));
    CHECK(refused(why(Rows({{0, 0, infinity}, {1, 0, -infinity}, {2, 1, 1}}), {.missing = MissingPolicy::impute_mean}),
                  Reason::undefined));
    Rows moved(gaps, {1, 2, 3, 4});
    moved.clusters[4] = 9;
    CHECK(refused(why(moved), Reason::undefined, 4));  // task 0 in two clusters
    Rows later(gaps, {}, {1, 2, 3, 4});
    later.times[5] = 9;
    CHECK(refused(why(later), Reason::undefined, 5));
    Rows few(gaps);
    few.forecaster_count = 2;
    CHECK(refused(why(few), Reason::bad_category, 7));
    few = Rows(gaps);
    few.task_count = 3;
    CHECK(refused(why(few), Reason::bad_category, 3));
    few = Rows(gaps);
    few.tasks.pop_back();
    CHECK(refused(why(few), Reason::size_mismatch));
}

TEST_CASE("the table of policies is in order", "[scoring]") {
    for (std::size_t i = 0; i < missing_policies.size(); ++i)
        CHECK(slug(static_cast<MissingPolicy>(i)) == missing_policies[i].slug);
    for (std::size_t i = 0; i < missing_policies.size(); ++i)
        CHECK(missing_policies[i].policy == static_cast<MissingPolicy>(i));
}
