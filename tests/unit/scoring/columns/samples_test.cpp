// SPDX-License-Identifier: MIT
// The CRPS of samples in rows: as the one-row function at every size, and what is left out or refused.
#include "hindsight/scoring/columns/samples.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "hindsight/scoring/sample.hpp"
#include "scoring/columns/samples_crps.hpp"
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

struct Table {
    std::size_t members;
    Values x;
    Values y;

    Score one_row(std::size_t row) const {
        return crps_sample(Observed{y[row]}, {std::span<const double>(x).subspan(row * members, members)});
    }
};

Result<ColumnMean> mean_of(const Table& t) { return mean_crps(Observations{t.y}, SampleRows{t.x, t.members}); }

Values rows_of(const Table& t) {
    Values scores(t.y.size());
    CHECK(crps_rows(Observations{t.y}, SampleRows{t.x, t.members}, scores));
    return scores;
}

Values kernel_rows(const Table& t, vectors::Level level) {
    Values scores(t.y.size());
    const SamplePlan plan(t.members);
    score_samples(level, SampleBlock{plan, t.x.data(), t.y.data(), scores.data(), t.y.size()});
    return scores;
}

/// Every third row has ties, every fifth is in order; the observation may equal a member or lie outside all.
Table random_rows(std::size_t members, std::size_t n, unsigned seed, double centre = 0) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    Table t{members, {}, {}};
    for (std::size_t row = 0; row < n; ++row) {
        Values x;
        for (std::size_t i = 0; i < members; ++i) x.push_back(centre + (row % 3 == 0 ? std::round(2 * normal(random)) : normal(random)));
        if (row % 5 == 0) std::sort(x.begin(), x.end());
        t.y.push_back(row % 4 == 0 ? x[row % members] : centre + 2 * normal(random));
        t.x.insert(t.x.end(), x.begin(), x.end());
    }
    return t;
}

bool same(double value, double expected) { return std::abs(value - expected) <= 1e-13 * expected; }

}  // namespace

TEST_CASE("rows of any number of members are scored as the one-row function does", "[scoring][columns][law]") {
    for (std::size_t members = 1; members <= 130; ++members) {
        const Table t = random_rows(members, 23, static_cast<unsigned>(members));
        for (const auto level : levels()) {
            const auto scores = kernel_rows(t, level);
            for (std::size_t i = 0; i < t.y.size(); ++i) {
                INFO(members << " members, row " << i << ": " << scores[i]);
                CHECK(same(scores[i], *t.one_row(i)));
            }
        }
    }
}

TEST_CASE("rows of very many members keep the digits", "[scoring][columns]") {
    for (const std::size_t members : {1000, 30'001}) {
        const Table t = random_rows(members, 6, 1);
        for (const auto level : levels()) {
            const auto scores = kernel_rows(t, level);
            for (std::size_t i = 0; i < t.y.size(); ++i) CHECK(same(scores[i], *t.one_row(i)));
        }
    }
}

TEST_CASE("the network puts every order right", "[scoring][columns][law]") {
    // A network that sorts all rows of 0 and 1 sorts all rows (Knuth, volume 3, 5.3.4, theorem Z).
    for (std::size_t members = 1; members <= 12; ++members) {
        const SamplePlan plan(members);
        for (unsigned bits = 0; bits < 1u << members; ++bits) {
            std::vector<int> row;
            for (std::size_t i = 0; i < members; ++i) row.push_back(static_cast<int>(bits >> i & 1));
            for (const auto [low, high] : plan.network)
                if (row[low] > row[high]) std::swap(row[low], row[high]);
            CHECK(std::is_sorted(row.begin(), row.end()));
        }
    }
}

TEST_CASE("members far from 0 lose no digits in rows either", "[scoring][columns]") {
    const Values near{0.25, 2, 1.75, 0.5, 1, 1.25, 0.75, 3, 2.5, 1.5};
    Table t{near.size(), near, {1}};
    Table far{near.size(), {}, {1e9 + 1}};
    for (const double x : near) far.x.push_back(1e9 + x);
    CHECK(rows_of(far)[0] == rows_of(t)[0]);
    CHECK(close(rows_of(t)[0], *t.one_row(0)));
    const Table drawn = random_rows(51, 200, 2, 1e9);
    const auto scores = rows_of(drawn);
    for (std::size_t i = 0; i < scores.size(); ++i) CHECK(same(scores[i], *drawn.one_row(i)));
}

TEST_CASE("the order of members does not matter to the rows", "[scoring][columns][law]") {
    Table t = random_rows(51, 100, 3);
    const auto before = rows_of(t);
    for (std::size_t row = 0; row < 100; ++row)
        std::sort(t.x.begin() + static_cast<std::ptrdiff_t>(row * 51), t.x.begin() + static_cast<std::ptrdiff_t>(row * 51 + 51));
    const auto after = rows_of(t);
    for (std::size_t row = 0; row < 100; ++row) CHECK(same(after[row], before[row]));
}

TEST_CASE("the mean over samples is that of the rows", "[scoring][columns][law]") {
    for (const std::size_t members : {1, 5, 20}) {
        const Table t = random_rows(members, 70'001, 4);
        long double total = 0;
        for (const double s : rows_of(t)) total += s;
        const auto mean = *mean_of(t);
        CHECK(mean.n == 70'001);
        CHECK(close(mean.mean, static_cast<double>(total / 70'001), 1e-15));
    }
}

TEST_CASE("any number of threads gives the same bits for samples", "[scoring][columns][law]") {
    const Table t = random_rows(5, 150'000, 8);
    const auto one = mean_crps(Observations{t.y}, SampleRows{t.x, 5}, {.threads = 1})->mean;
    const auto scores = rows_of(t);
    for (const std::size_t threads : {2, 3}) {
        CHECK(mean_crps(Observations{t.y}, SampleRows{t.x, 5}, {.threads = threads})->mean == one);
        Values others(t.y.size());
        CHECK(crps_rows(Observations{t.y}, SampleRows{t.x, 5}, others, {.threads = threads}));
        CHECK(others == scores);
    }
}

TEST_CASE("sample rows with a missing value are left out and counted", "[scoring][columns]") {
    for (const std::size_t members : {3, 51, 130}) {
        Table t = random_rows(members, 300, 5);
        t.y[3] = missing;
        t.x[100 * members] = missing;
        t.x[299 * members + members - 1] = missing;
        t.x[299 * members] = infinity;  // whatever else the row has
        Values scores(300);
        CHECK(*crps_rows(Observations{t.y}, SampleRows{t.x, members}, scores) == std::vector<std::size_t>{3, 100, 299});
        CHECK(scores[100] == infinity);
        const auto mean = *mean_of(t);
        CHECK(mean.n == 297);
        CHECK(mean.missing == 3);
        double total = 0;
        for (std::size_t i = 0; i < 300; ++i)
            if (i != 3 && i != 100 && i != 299) total += *t.one_row(i);
        CHECK(close(mean.mean, total / 297, 1e-13));
    }
    CHECK(refused(mean_of({2, {missing, 1}, {0}}), Reason::missing));
}

TEST_CASE("an infinite member or observation refuses the rows by its index", "[scoring][columns]") {
    for (const std::size_t members : {2, 9, 51, 129}) {
        for (const std::size_t row : {0, 64, 69}) {
            Table t = random_rows(members, 70, 6);
            t.x[row * members + members / 2] = row == 64 ? infinity : -infinity;
            CHECK(refused(mean_of(t), Reason::infinite, row));
            t = random_rows(members, 70, 6);
            t.y[row] = infinity;
            CHECK(refused(mean_of(t), Reason::infinite, row));
        }
    }
}

TEST_CASE("a row whose range overflows is that of the one-row function", "[scoring][columns]") {
    Table t = random_rows(20, 10, 7);
    for (std::size_t i = 0; i < 20; ++i) t.x[80 + i] = i < 10 ? -1e308 : 1e308;
    CHECK(rows_of(t)[4] == *t.one_row(4));
}

TEST_CASE("sample rows must fit the observations", "[scoring][columns]") {
    CHECK(refused(mean_of({2, {1, 2, 3}, {0}}), Reason::size_mismatch));
    CHECK(refused(mean_of({2, {1, 2}, {0, 1}}), Reason::size_mismatch));
    CHECK(refused(mean_of({0, {}, {0}}), Reason::empty));
    CHECK(refused(mean_of({2, {}, {}}), Reason::empty));
}
