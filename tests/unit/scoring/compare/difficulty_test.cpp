// SPDX-License-Identifier: MIT
// Two-way fixed effects.
#include "hindsight/scoring/compare/difficulty.hpp"

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

Adjustment adjust(const std::vector<Row>& rows, std::optional<std::size_t> anchor = {}) {
    return *adjust_for_difficulty(Rows(rows).table(), anchor);
}

const std::vector<Row> unbalanced{{0, 0, .1}, {0, 1, .3},  {0, 2, .2}, {1, 1, .25},
                                  {1, 2, .4}, {2, 2, .15}, {2, 3, .5}, {3, 3, .35}};

}  // namespace

TEST_CASE("adjusted scores are those of a least-squares fit", "[scoring]") {
    // R 4.2.2: m <- lm(s ~ factor(f) + factor(t)); mu + ef + mean(et), and et - mean(et), with the first effects 0
    const std::vector<double> adjusted{0.303125, 0.378125, 0.190625, 0.040625};
    const std::vector<double> tasks{-0.203125, -0.065625, -0.040625, 0.309375};
    const auto a = adjust(unbalanced);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(close(a.forecasters[i].adjusted, adjusted[i], 1e-12));
        CHECK(close(a.tasks[i], tasks[i], 1e-12));
        CHECK(close(a.forecasters[i].difficulty, *a.forecasters[i].mean - adjusted[i], 1e-12));
    }
    CHECK(a.residual <= 1e-12);
    CHECK(a.components == 1);
    CHECK(a.ranked_forecasters == 4);
    CHECK(a.ranked_tasks == 4);
}

TEST_CASE("when everyone took every task the adjusted score is the mean", "[scoring][law]") {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> uniform;
    std::vector<Row> rows;
    for (std::uint32_t t = 0; t < 40; ++t)
        for (std::uint32_t f = 0; f < 7; ++f) rows.push_back({f, t, uniform(random)});
    for (const auto& f : adjust(rows).forecasters) CHECK(close(f.adjusted, *f.mean, 1e-13));
}

TEST_CASE("effects that are there are found again, whoever took what", "[scoring][law]") {
    std::mt19937 random(2);
    std::uniform_real_distribution<double> uniform;
    std::vector<double> skill(20);
    std::vector<double> hard(300);
    for (double& x : skill) x = uniform(random);
    for (double& x : hard) x = uniform(random);
    double mean_hard = 0;
    for (const double x : hard) mean_hard += x / 300;
    std::vector<Row> rows;
    for (std::uint32_t t = 0; t < 300; ++t)
        for (std::uint32_t f = 0; f < 20; ++f)
            if (f == t % 20 || uniform(random) < (t < 150 ? 0.02 * f : 0.4 - 0.02 * f))
                rows.push_back({f, t, skill[f] + hard[t]});
    const auto a = adjust(rows);
    REQUIRE(a.ranked_tasks == 300);
    for (std::size_t f = 0; f < 20; ++f) CHECK(close(a.forecasters[f].adjusted, skill[f] + mean_hard, 1e-11));
    for (std::size_t t = 0; t < 300; ++t) CHECK(close(a.tasks[t], hard[t] - mean_hard, 1e-11));
}

TEST_CASE("a long chain of forecasters joined by one task each is solved", "[scoring][law]") {
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i < 300; ++i) {
        rows.push_back({i, i, i % 7 + i % 3 * 0.5});
        rows.push_back({i, i + 1, i % 7 + (i + 1) % 3 * 0.5});
    }
    const auto a = adjust(rows);
    for (std::size_t i = 0; i < 300; ++i)
        CHECK(close(*a.forecasters[i].adjusted - *a.forecasters[0].adjusted, i % 7, 1e-7));
}

TEST_CASE("hard tasks taken are not held against anyone", "[scoring]") {
    // by hand: task 1 is 0.4 harder; the second took only that one and is 0.1 better
    const auto a = adjust({{0, 0, 0.2}, {0, 1, 0.6}, {1, 1, 0.5}});
    CHECK(close(*a.forecasters[0].adjusted - *a.forecasters[1].adjusted, 0.1, 1e-13));
    CHECK(close(a.forecasters[1].adjusted, 0.3, 1e-13));
    CHECK(close(a.forecasters[1].difficulty, 0.2, 1e-13));
}

TEST_CASE("forecasters not joined by shared tasks are not ranked together", "[scoring]") {
    const std::vector<Row> rows{{0, 0, 1}, {1, 0, 2}, {0, 1, 3}, {1, 1, 3}, {2, 2, 5}, {3, 2, 4}, {4, 3, 0}};
    const auto a = adjust(rows);
    CHECK(a.components == 3);
    CHECK(a.ranked == 0);
    CHECK(a.ranked_forecasters == 2);
    CHECK(a.ranked_tasks == 2);
    CHECK(close(a.forecasters[0].adjusted, 2, 1e-13));
    CHECK(refused(a.forecasters[2].adjusted, Reason::undefined));
    CHECK(a.forecasters[3].component == 2);
    CHECK(refused(a.tasks[3], Reason::undefined));
    const auto other = adjust(rows, 3);
    CHECK(other.ranked == 2);
    CHECK(close(other.forecasters[2].adjusted, 5, 1e-13));
    CHECK(refused(other.forecasters[0].adjusted, Reason::undefined));
    CHECK(*other.forecasters[0].mean == 2);
}

TEST_CASE("forecasters who all score the same are all adjusted to it", "[scoring]") {
    std::vector<Row> rows;
    for (std::uint32_t t = 0; t < 30; ++t)
        for (std::uint32_t f = 0; f < 7; ++f)
            if ((t + f) % 3 > 0) rows.push_back({f, t, 0.1 * t});
    const auto a = adjust(rows);  // the right-hand side is nothing but rounding
    for (const auto& f : a.forecasters) CHECK(close(f.adjusted, 1.45, 1e-13));
    CHECK(close(adjust({{0, 0, 0}, {1, 0, 0}}).forecasters[1].adjusted, 0));
}

TEST_CASE("moving and stretching the scores moves and stretches the adjusted ones", "[scoring][law]") {
    auto rows = unbalanced;
    const auto a = adjust(rows);
    for (Row& r : rows) r.score = 100 - 8 * r.score;
    const auto b = adjust(rows);
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(close(b.forecasters[i].adjusted, 100 - 8 * *a.forecasters[i].adjusted, 1e-12));
}

TEST_CASE("very large and very small scores are adjusted alike", "[scoring]") {
    for (const double scale : {1e-200, 1e200}) {
        auto rows = unbalanced;
        for (Row& r : rows) r.score *= scale;
        for (const auto& f : adjust(rows).forecasters) CHECK(*f.adjusted / scale > 0.04);
        CHECK(*adjust(rows).forecasters[1].adjusted / scale == Approx(0.378125).epsilon(1e-12));
    }
}

TEST_CASE("an adjustment of nothing or of infinite scores is refused", "[scoring]") {
    CHECK(refused(adjust_for_difficulty(Rows({}).table()), Reason::empty));
    CHECK(refused(adjust_for_difficulty(Rows({{0, 0, 1}, {1, 0, infinity}}).table()), Reason::infinite, 1));
    CHECK(refused(adjust_for_difficulty(Rows({{0, 0, 1}, {1, 0, missing}}).table()), Reason::missing, 1));
    CHECK(refused(adjust_for_difficulty(Rows(unbalanced).table(), 4), Reason::bad_category));
    const Rows rows(unbalanced);
    ScoreTable table = rows.table();
    table.forecaster_count = 5;
    table.task_count = 5;
    CHECK(refused(adjust_for_difficulty(table, 4), Reason::empty));
    const auto a = *adjust_for_difficulty(table);
    CHECK(a.components == 1);
    CHECK(refused(a.forecasters[4].adjusted, Reason::empty));
    CHECK(refused(a.tasks[4], Reason::empty));
    CHECK(close(a.forecasters[0].adjusted, 0.303125, 1e-12));
}
