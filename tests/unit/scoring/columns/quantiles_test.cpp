// SPDX-License-Identifier: MIT
// Scores of quantiles in rows: as the one-row functions for any levels, and what is left out or refused.
#include "hindsight/scoring/columns/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "scoring/columns/quantiles_kernel.hpp"
#include "support/catch.hpp"
#include "unit/scoring/close.hpp"
#include "unit/scoring/columns/levels.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;
using hindsight::test::levels;

namespace {

using Values = std::vector<double>;

/// The 23 levels of the forecast hubs.
const Values hub{0.01, 0.025, 0.05, 0.1,  0.15, 0.2,  0.25, 0.3,  0.35, 0.4,   0.45, 0.5,
                 0.55, 0.6,   0.65, 0.7,  0.75, 0.8,  0.85, 0.9,  0.95, 0.975, 0.99};

struct Table {
    Values levels;
    Values q;
    Values y;

    Quantiles row(std::size_t i) const {
        return {levels, std::span<const double>(q).subspan(i * levels.size(), levels.size())};
    }
    QuantileRows rows() const { return {levels, q}; }
};

/// Values in order of level, with ties; observations among them, equal to one, or outside.
Table random_rows(const Values& levels, std::size_t n, unsigned seed, double centre = 0) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    Table t{levels, {}, {}};
    std::vector<std::size_t> order(levels.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return levels[a] < levels[b]; });
    for (std::size_t row = 0; row < n; ++row) {
        Values q;
        for (std::size_t i = 0; i < levels.size(); ++i) q.push_back(centre + (row % 3 == 0 ? std::round(3 * normal(random)) : normal(random)));
        std::sort(q.begin(), q.end());
        Values placed(q.size());
        for (std::size_t i = 0; i < q.size(); ++i) placed[order[i]] = q[i];
        t.q.insert(t.q.end(), placed.begin(), placed.end());
        t.y.push_back(row % 4 == 0 ? q[row % q.size()] : centre + 2 * normal(random));
    }
    return t;
}

struct Columns {
    std::vector<Values> values;
    QuantileScores scores;

    Columns(std::size_t columns, std::size_t rows) : values(columns, Values(rows)) {
        for (auto& column : values) scores.columns.push_back(column.data());
    }
};

Columns kernel_rows(const Table& t, vectors::Level level, const Values& central) {
    const auto plan = *QuantilePlan::of(t.levels, central);
    Columns c(QuantileScores::first_coverage + central.size(), t.y.size());
    score_quantiles(level, QuantileBlock{plan, t.q.data(), t.y.data(), c.scores, t.y.size()});
    return c;
}

void check_rows(const Table& t, const Values& central) {
    for (const auto level : levels()) {
        const Columns c = kernel_rows(t, level, central);
        for (std::size_t i = 0; i < t.y.size(); ++i) {
            INFO(t.levels.size() << " levels, row " << i);
            const Observed y{t.y[i]};
            const auto parts = *wis_quantile(y, t.row(i));
            CHECK(close(c.values[QuantileScores::wis][i], parts.wis, 1e-15));
            CHECK(close(c.values[QuantileScores::dispersion][i], parts.dispersion, 1e-15));
            CHECK(close(c.values[QuantileScores::under][i], parts.underprediction, 1e-15));
            CHECK(close(c.values[QuantileScores::over][i], parts.overprediction, 1e-15));
            if (const auto bias = bias_quantile(y, t.row(i))) {
                CHECK(c.values[QuantileScores::bias][i] == *bias);
                CHECK(close(c.values[QuantileScores::ae_median][i], *ae_median_quantile(y, t.row(i))));
            }
            for (std::size_t k = 0; k < central.size(); ++k)
                CHECK(c.values[QuantileScores::first_coverage + k][i] == *coverage_quantile(y, t.row(i), central[k]));
        }
    }
}

}  // namespace

TEST_CASE("quantile rows are scored as the one-row functions do, whatever the levels", "[scoring][columns][law]") {
    check_rows(random_rows(hub, 203, 1), {0.5, 0.9, 0.98});
    check_rows(random_rows({0.5}, 21, 2), {});
    check_rows(random_rows({0.1}, 21, 3), {});
    check_rows(random_rows({0.1, 0.3, 0.9}, 21, 4), {0.8});                    // one without partner, no median
    check_rows(random_rows({0.9, 0.7, 0.6}, 21, 5), {});                       // all above the median, and unsorted
    check_rows(random_rows({0.4, 0.6, 0.2, 0.8, 0.65}, 21, 6), {0.2, 0.6});    // the median between two
    check_rows(random_rows({0, 0.25, 0.5, 1}, 21, 7), {1});                    // the ends
    check_rows(random_rows({0.3, 0.4999999999, 0.5000000001, 0.7}, 21, 8), {0.4});
}

TEST_CASE("quantiles far from 0 lose no digits", "[scoring][columns]") {
    Values near;
    for (int i = 0; i < 23; ++i) near.push_back(i * 0.125);
    Values far;
    for (const double x : near) far.push_back(1e9 + x);
    const Values y{1.75};
    const Values far_y{1e9 + 1.75};
    const auto a = *mean_quantile_scores(Observations{y}, {hub, near});
    const auto b = *mean_quantile_scores(Observations{far_y}, {hub, far});
    CHECK(a.wis.wis == b.wis.wis);
    CHECK(a.wis.dispersion == b.wis.dispersion);
}

TEST_CASE("the means of quantile rows are those of the rows", "[scoring][columns][law]") {
    for (const Values& levels : {hub, Values{0.1, 0.3, 0.9}}) {
        const Table t = random_rows(levels, 3001, 9);
        const double n = 3001;
        const Values central{0.8};
        const auto means = *mean_quantile_scores(Observations{t.y}, t.rows(), central);
        double wis = 0, dispersion = 0, under = 0, over = 0, bias = 0, ae = 0, coverage = 0;
        for (std::size_t i = 0; i < t.y.size(); ++i) {
            const Observed y{t.y[i]};
            const auto parts = *wis_quantile(y, t.row(i));
            wis += parts.wis, dispersion += parts.dispersion, under += parts.underprediction, over += parts.overprediction;
            bias += bias_quantile(y, t.row(i)).value_or(0);
            ae += ae_median_quantile(y, t.row(i)).value_or(0);
            coverage += *coverage_quantile(y, t.row(i), 0.8);
        }
        CHECK(means.n == 3001);
        CHECK(close(means.wis.wis, wis / n, 1e-13));
        CHECK(close(means.wis.dispersion, dispersion / n, 1e-13));
        CHECK(close(means.wis.underprediction, under / n, 1e-13));
        CHECK(close(means.wis.overprediction, over / n, 1e-13));
        CHECK(means.coverage == Values{coverage / n});
        CHECK(close(*means.bias, bias / n, 1e-13));
        CHECK(close(*means.ae_median, ae / n, 1e-13));
    }
    const Table t = random_rows({0.1, 0.2}, 10, 10);
    CHECK(!mean_quantile_scores(Observations{t.y}, t.rows())->bias);
    CHECK(!mean_quantile_scores(Observations{t.y}, t.rows())->ae_median);
}

TEST_CASE("any number of threads gives the same bits for quantiles", "[scoring][columns][law]") {
    const Table t = random_rows({0.1, 0.5, 0.9}, 150'000, 15);
    const Values central{0.8};
    const auto one = *mean_quantile_scores(Observations{t.y}, t.rows(), central, {.threads = 1});
    for (const std::size_t threads : {2, 3}) {
        const auto some = *mean_quantile_scores(Observations{t.y}, t.rows(), central, {.threads = threads});
        CHECK(some.wis.wis == one.wis.wis);
        CHECK(some.wis.overprediction == one.wis.overprediction);
        CHECK(some.bias == one.bias);
        CHECK(some.coverage == one.coverage);
    }
}

TEST_CASE("the parts of every row go where they belong", "[scoring][columns]") {
    const Table t = random_rows(hub, 601, 11);
    std::vector<WisParts> scores(601);
    CHECK(wis_rows(Observations{t.y}, t.rows(), scores));
    for (std::size_t i = 0; i < 601; ++i) {
        const auto parts = *wis_quantile(Observed{t.y[i]}, t.row(i));
        CHECK(close(scores[i].wis, parts.wis, 1e-15));
        CHECK(close(scores[i].dispersion, parts.dispersion, 1e-15));
        CHECK(close(scores[i].underprediction, parts.underprediction, 1e-15));
        CHECK(close(scores[i].overprediction, parts.overprediction, 1e-15));
    }
}

TEST_CASE("more levels than the kernel holds are scored all the same", "[scoring][columns]") {
    Values levels;
    for (int i = 0; i < 301; ++i) levels.push_back(i / 300.0);
    const Table t = random_rows(levels, 5, 12);
    std::vector<WisParts> scores(5);
    CHECK(wis_rows(Observations{t.y}, t.rows(), scores));
    for (std::size_t i = 0; i < 5; ++i) CHECK(scores[i].wis == wis_quantile(Observed{t.y[i]}, t.row(i))->wis);
    const Values central{0.5};
    CHECK(mean_quantile_scores(Observations{t.y}, t.rows(), central)->coverage.size() == 1);
}

TEST_CASE("quantile rows with a missing value are left out and counted", "[scoring][columns]") {
    Table t = random_rows(hub, 700, 13);
    t.y[5] = missing;
    t.q[256 * 23 + 22] = missing;
    t.q[699 * 23] = missing;
    t.q[699 * 23 + 1] = -infinity;  // whatever else the row has
    std::vector<WisParts> scores(700);
    CHECK(*wis_rows(Observations{t.y}, t.rows(), scores) == std::vector<std::size_t>{5, 256, 699});
    CHECK(scores[256].wis == infinity);
    const auto means = *mean_quantile_scores(Observations{t.y}, t.rows());
    CHECK(means.n == 697);
    CHECK(means.missing == 3);
    double wis = 0;
    double bias = 0;
    for (std::size_t i = 0; i < 700; ++i) {
        if (i == 5 || i == 256 || i == 699) continue;
        wis += wis_quantile(Observed{t.y[i]}, t.row(i))->wis;
        bias += *bias_quantile(Observed{t.y[i]}, t.row(i));
    }
    CHECK(close(means.wis.wis, wis / 697, 1e-13));
    CHECK(close(*means.bias, bias / 697, 1e-13));
    const Values nothing{missing};
    const Values one{0.5};
    CHECK(refused(mean_quantile_scores(Observations{one}, {one, nothing}), Reason::missing));
}

TEST_CASE("the first row whose values cross or are infinite refuses by its index", "[scoring][columns]") {
    for (const std::size_t row : {0, 7, 255, 256, 1023, 1024, 1029}) {
        const Table good = random_rows(hub, 1030, 14);
        Table t = good;
        t.q[row * 23 + 3] = t.q[row * 23 + 4] + 1;
        CHECK(refused(mean_quantile_scores(Observations{t.y}, t.rows()), Reason::crossing_quantiles, row));
        t = good;
        t.q[row * 23 + 22] = infinity;
        CHECK(refused(mean_quantile_scores(Observations{t.y}, t.rows()), Reason::infinite, row));
        t = good;
        t.y[row] = -infinity;
        CHECK(refused(mean_quantile_scores(Observations{t.y}, t.rows()), Reason::infinite, row));
    }
}

TEST_CASE("levels and central ranges are refused by their place", "[scoring][columns]") {
    const auto of = [](const Values& levels, const Values& q, const Values& y, const Values& central = {}) {
        return mean_quantile_scores(Observations{y}, {levels, q}, central);
    };
    CHECK(refused(of({0.5, 1.5}, {1, 2}, {0}), Reason::bad_level, 1));
    CHECK(refused(of({0.5, missing}, {1, 2}, {0}), Reason::missing, 1));
    CHECK(refused(of({0.5, 0.2, 0.5}, {1, 2, 3}, {0}), Reason::bad_level, 2));
    CHECK(refused(of({}, {}, {0}), Reason::empty));
    CHECK(refused(of({0.5}, {}, {}), Reason::empty));
    CHECK(refused(of({0.2, 0.8}, {1, 2, 3}, {0}), Reason::size_mismatch));
    CHECK(refused(of({0.2, 0.8}, {1, 2}, {0, 1}), Reason::size_mismatch));
    CHECK(refused(of({0.2, 0.8}, {1, 2}, {0}, {0.6, 0.5}), Reason::missing_level, 1));
    CHECK(refused(of({0.2, 0.8}, {1, 2}, {0}, {1.5}), Reason::bad_level, 0));
    Values many(30, 0.6);
    CHECK(of({0.2, 0.8}, {1, 2}, {1.5}, many)->coverage == Values(30, 1.0));
    many[29] = 0.5;
    CHECK(refused(of({0.2, 0.8}, {1, 2}, {0}, many), Reason::missing_level, 29));
}
