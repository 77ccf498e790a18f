// SPDX-License-Identifier: MIT
// The CRPS of distributions in columns: as the one-row function, and what is left out or refused.
#include "hindsight/scoring/columns/continuous.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "scoring/columns/continuous_crps.hpp"
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

struct NormalRow {
    double location;
    double scale;
    double y;
    double crps;
};

// mpmath 1.2.1, 50 digits, z = (y-m)/s: s (z erf(z/sqrt(2)) + 2 exp(-z^2/2)/sqrt(2 pi) - 1/sqrt(pi)); and with
// w = (ln y - m)/s and M = exp(m + s^2/2): y erf(w/sqrt(2)) - M (erf((w-s)/sqrt(2)) + erf(s/2)).
const std::vector<NormalRow> normal_table{
    {0.0, 1.0, 0.0, 0.23369497725510907},
    {0.0, 1.0, 1e-09, 0.23369497725510907},
    {0.0, 1.0, 0.3, 0.2693329006866635},
    {0.0, 1.0, -0.3, 0.2693329006866635},
    {0.0, 1.0, 1.0, 0.6024413576276163},
    {0.0, 1.0, -2.5, 1.9398186908105002},
    {0.0, 1.0, 6.0, 5.435810416764958},
    {0.0, 1.0, -8.5, 7.935810416452243},
    {0.0, 1.0, 9.0, 8.435810416452243},
    {0.0, 1.0, 40.0, 39.43581041645224},
    {0.0, 1.0, -40.0, 39.43581041645224},
    {3.0, 0.25, 2.9, 0.07417202258678744},
    {-1000000.0, 3.0, -999998.0, 1.2141491323031528},
    {1000000000.0, 0.001, 1000000000.001, 0.0006024732602643006},
    {0.0, 1e-200, 1e-200, 6.024413576276163e-201},
    {0.0, 1e+200, -3e+199, 2.6933290068666346e+199}};
const std::vector<NormalRow> lognormal_table{
    {0.0, 1.0, 1.0, 0.26740546702269385},
    {0.0, 1.0, 0.01, 0.7805620576640906},
    {0.0, 1.0, 50.0, 47.49446369504272},
    {0.5, 0.1, 1.7, 0.0448294595992159},
    {2.0, 2.4, 3.0, 10.201789137479873},
    {2.0, 2.4, 1e-08, 11.805430576912116},
    {2.0, 2.4, 100000000.0, 99999748.54449505},
    {-3.0, 0.5, 0.05, 0.006014603249752763},
    {1.0, 0.001, 2.72, 0.001054559380187709},
    {5.0, 0.3, 150.0, 10.55221530487241}};

struct SlowRow {
    Family family;
    Values parameters;
    double y;
    double crps;
};

// On both sides of where the way of computing changes. mpmath 1.2.1, 60 digits, P, F regularised incomplete functions:
// gamma: y (2 P(k, r y) - 1) - k/r (2 P(k+1, r y) - 1) - 1/(r B(1/2, k));
// t: s (|z| C + 2 f(z) (v + z^2)/(v-1) - 2 sqrt(v)/(v-1) B(1/2, v-1/2)/B(1/2, v/2)^2), C = F(1/2, v/2; z^2/(v+z^2));
// beta: y (2 F(a, b; y) - 1) + a/(a+b) (1 - 2 F(a+1, b; y) - 2 B(2a, 2b)/(a B(a, b)^2)).
const std::vector<SlowRow> slow_table{
    {Family::gamma, {0.001, 1.0}, 0.5, 0.49865535686891976},
    {Family::gamma, {0.3, 2.0}, 1e-09, 0.04021709243511846},
    {Family::gamma, {2.5, 0.5}, 4.0, 0.7047937476213672},
    {Family::gamma, {30.0, 1.0}, 25.0, 2.8263827577754967},
    {Family::gamma, {30.0, 1.0}, 49.9, 16.826801049123414},
    {Family::gamma, {30.0, 1.0}, 50.1, 17.026434203801504},
    {Family::gamma, {30.1, 1.0}, 25.0, 2.8900885128174267},
    {Family::gamma, {29.0, 1.0}, 200.0, 167.97481320279812},
    {Family::gamma, {200.0, 3.0}, 70.0, 2.0535146540049256},
    {Family::gamma, {350.0, 1.0}, 340.0, 6.331846937534244},
    {Family::gamma, {100000.0, 2.0}, 50100.0, 61.44203705974304},
    {Family::student_t, {0.8, 0.0, 1.0}, 0.5, 0.6511977461484258},
    {Family::student_t, {1.5, 0.0, 1.0}, -3.0, 2.149916348304277},
    {Family::student_t, {2.0, 1.0, 2.0}, 1.0, 0.606985655667007},
    {Family::student_t, {4.0, 0.0, 1.0}, 2.0, 1.3850095653745347},
    {Family::student_t, {4.0, 0.0, 1.0}, 2.0001, 1.3850979543850683},
    {Family::student_t, {4.0, 0.0, 1.0}, 1000000.0, 999999.2636892218},
    {Family::student_t, {60.0, 0.0, 1.0}, 7.0, 6.427421727818388},
    {Family::student_t, {60.0, 0.0, 1.0}, 7.1, 6.527421727611513},
    {Family::student_t, {60.0, 0.0, 1.0}, 7.8, 7.227421727209466},
    {Family::student_t, {10000.0, 0.0, 1.0}, 1.5, 0.9944086368879391},
    {Family::student_t, {1000000.0, 0.0, 1.0}, 40.0, 39.435809922785786},
    {Family::student_t, {100000000.0, 0.0, 1.0}, -2.0, 1.452791818638928},
    {Family::beta, {0.01, 0.02}, 0.5, 0.2689260741575455},
    {Family::beta, {0.5, 0.5}, 1e-06, 0.29735663356415093},
    {Family::beta, {2.0, 3.0}, 0.4, 0.05160228571428572},
    {Family::beta, {2.0, 3.0}, 0.999, 0.4847142857162845},
    {Family::beta, {40.0, 60.0}, 0.41, 0.012370799783241203},
    {Family::beta, {250.0, 60.0}, 0.8, 0.006124599866793223}};

/// Columns of a family, and the observations.
struct Table {
    Family family = Family::normal;
    std::vector<Values> parameters;
    Values y;

    std::vector<std::span<const double>> columns() const { return {parameters.begin(), parameters.end()}; }
    Score one_row(std::size_t row) const {
        Values p;
        for (const auto& column : parameters) p.push_back(column[row]);
        const auto d = Distribution::of(family, p);
        return d ? crps_distribution(Observed{y[row]}, *d) : Score(d.why());
    }
};

Result<ColumnMean> mean_of(const Table& t) {
    const auto columns = t.columns();
    return mean_crps(Observations{t.y}, {t.family, columns});
}

Values rows_of(const Table& t) {
    const auto columns = t.columns();
    Values scores(t.y.size());
    CHECK(crps_rows(Observations{t.y}, {t.family, columns}, scores));
    return scores;
}

/// What a kernel makes of the rows at a width: NaN where it leaves them.
Values kernel_rows(const Table& t, vectors::Level level) {
    Values scores(t.y.size());
    RowBlock block{{}, t.y.data(), scores.data(), t.y.size()};
    for (std::size_t k = 0; k < t.parameters.size(); ++k) block.parameters[k] = t.parameters[k].data();
    run_crps_kernel(t.family, level, block);
    return scores;
}

Table table_of(Family family, const std::vector<NormalRow>& rows) {
    Table t{family, {{}, {}}, {}};
    for (const auto& row : rows) {
        t.parameters[0].push_back(row.location);
        t.parameters[1].push_back(row.scale);
        t.y.push_back(row.y);
    }
    return t;
}

/// Random rows; each parameter of a family by its domain, observations near and far.
Table random_rows(Family family, std::size_t n, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> unit;
    Table t{family, {}, {}};
    const auto draw = [&](const Parameter& p) {
        if (p.domain == Domain::unit) return 0.4 * unit(random);
        if (p.domain == Domain::count) return std::floor(3 + 5 * unit(random));
        if (p.domain == Domain::unit_above_0) return 0.1 + 0.8 * unit(random);
        return p.domain == Domain::real ? normal(random) : 0.1 + 2 * unit(random);
    };
    for (std::size_t k = 0; k < info(family).count; ++k) {
        Values column;
        for (std::size_t i = 0; i < n; ++i) column.push_back(draw(info(family).parameters[k]));
        t.parameters.push_back(column);
    }
    if (family == Family::uniform || family == Family::beta)  // the upper end after the lower one
        for (std::size_t i = 0, hi = family == Family::beta ? 3 : 1; i < n; ++i)
            t.parameters[hi][i] = t.parameters[hi - 1][i] + 0.1 + unit(random);
    if (family == Family::hypergeometric)
        for (double& draws : t.parameters[2]) draws = 3;
    for (std::size_t i = 0; i < n; ++i) t.y.push_back(i % 2 == 0 ? normal(random) : std::exp(2 * normal(random)));
    if (info(family).discrete)
        for (double& y : t.y) y = std::round(std::abs(y));
    return t;
}

constexpr Family elementary[]{Family::normal, Family::logistic, Family::laplace, Family::exponential, Family::uniform};

}  // namespace

TEST_CASE("the CRPS of normal columns has the digits of the closed form", "[scoring][columns]") {
    const Table t = table_of(Family::normal, normal_table);
    for (const auto level : levels()) {
        const auto scores = kernel_rows(t, level);
        for (std::size_t i = 0; i < normal_table.size(); ++i) {
            INFO("row " << i << ": " << scores[i]);
            CHECK(std::abs(scores[i] - normal_table[i].crps) <= 1e-15 * normal_table[i].crps);  // 4 to 9 ulp
        }
    }
}

TEST_CASE("the CRPS of lognormal columns has the digits of the closed form", "[scoring][columns]") {
    const Table t = table_of(Family::lognormal, lognormal_table);
    for (const auto level : levels()) {
        const auto scores = kernel_rows(t, level);
        for (std::size_t i = 0; i < lognormal_table.size(); ++i) {
            INFO("row " << i << ": " << scores[i]);
            CHECK(close(scores[i], lognormal_table[i].crps, 1e-13));
        }
    }
}

TEST_CASE("gamma, t and beta keep the digits of their closed forms", "[scoring][columns]") {
    for (const auto& row : slow_table) {
        Table t{row.family, {}, {row.y}};
        for (const double p : row.parameters) t.parameters.push_back({p});
        INFO(info(row.family).slug << " " << row.parameters[0] << " at " << row.y << ": " << mean_of(t)->mean);
        CHECK(close(mean_of(t)->mean, row.crps, 1e-13));
    }
}

TEST_CASE("kernels agree with the one-row functions and take all usual rows", "[scoring][columns][law]") {
    for (const Family family : elementary) {
        const Table t = random_rows(family, 3000, 1);
        for (const auto level : levels()) {
            const auto scores = kernel_rows(t, level);
            for (std::size_t i = 0; i < t.y.size(); ++i) {
                INFO(info(family).slug << " row " << i);
                CHECK(close(scores[i], *t.one_row(i), 8.9e-16));  // 4 ulp of 1
            }
        }
    }
    const Table t = random_rows(Family::lognormal, 3000, 1);
    for (const auto level : levels()) {
        const auto scores = kernel_rows(t, level);
        for (std::size_t i = 0; i < t.y.size(); ++i)
            CHECK((t.y[i] > 0 ? close(scores[i], *t.one_row(i), 1e-13) : std::isnan(scores[i])));
    }
}

TEST_CASE("any number of rows is scored row by row as the one-row function does", "[scoring][columns][law]") {
    for (const auto& family : families()) {
        if (family.family == Family::mixture) continue;
        INFO(family.slug);
        for (const std::size_t n : {1, 2, 3, 7, 8, 9, 17, 40}) {
            const Table t = random_rows(family.family, n, 2);
            const auto scores = rows_of(t);
            for (std::size_t i = 0; i < n; ++i) CHECK(close(scores[i], *t.one_row(i), 1e-13));
        }
    }
}

TEST_CASE("the mean is that of the rows, over several blocks", "[scoring][columns][law]") {
    for (const Family family : {Family::normal, Family::uniform, Family::gev}) {
        const Table t = random_rows(family, 70'001, 3);
        long double total = 0;
        for (const double s : rows_of(t)) total += s;
        const auto mean = *mean_of(t);
        CHECK(mean.n == 70'001);
        CHECK(mean.missing == 0);
        CHECK(close(mean.mean, static_cast<double>(total / 70'001), 1e-15));
    }
}

TEST_CASE("any number of threads gives the same bits, and the same refusal", "[scoring][columns][law]") {
    Table t = random_rows(Family::normal, 400'000, 8);
    t.y[399'999] = missing;
    const auto columns = t.columns();
    const DistributionColumns predicted{t.family, columns};
    const auto one = *mean_crps(Observations{t.y}, predicted, {.threads = 1});
    Values scores(t.y.size());
    Values others(t.y.size());
    CHECK(crps_rows(Observations{t.y}, predicted, scores, {.threads = 1})->size() == 1);
    for (const std::size_t threads : {0, 2, 3, 5, 100}) {
        const auto some = *mean_crps(Observations{t.y}, predicted, {.threads = threads});
        CHECK(some.mean == one.mean);
        CHECK(some.n == one.n);
        CHECK(some.missing == 1);
        CHECK(*crps_rows(Observations{t.y}, predicted, others, {.threads = threads}) == std::vector<std::size_t>{399'999});
        CHECK(others == scores);
    }
    for (const std::size_t row : {390'000, 70'000, 69'999}) {
        t.y[row] = infinity;
        for (const std::size_t threads : {1, 2, 7}) {
            CHECK(refused(mean_crps(Observations{t.y}, predicted, {.threads = threads}), Reason::infinite, row));
            CHECK(refused(crps_rows(Observations{t.y}, predicted, others, {.threads = threads}), Reason::infinite, row));
        }
    }
}

TEST_CASE("a scale of 0 is a point, in columns too", "[scoring][columns]") {
    for (const Family family : {Family::normal, Family::logistic, Family::laplace}) {
        const Table t{family, {{1, 1, -2}, {0, 1, 0}}, {1.5, 1, -2}};
        const auto scores = rows_of(t);
        CHECK(scores[0] == 0.5);
        CHECK(scores[1] == *t.one_row(1));
        CHECK(scores[2] == 0);
    }
    CHECK(rows_of({Family::uniform, {{2}, {2}}, {5}})[0] == 3);
    CHECK(rows_of({Family::uniform, {{2}, {3}, {1}, {0}}, {5}})[0] == 3);        // all mass on the lower end
    CHECK(rows_of({Family::exponential, {{2}, {1}, {1}}, {5}})[0] == 4);         // all mass on the location
    CHECK(close(rows_of({Family::lognormal, {{0}, {0}}, {3}})[0], 2));           // e^0
}

TEST_CASE("extreme rows are those of the one-row function", "[scoring][columns]") {
    const Table normal{Family::normal, {{0, 0, 1e308, -1e308, 0, 5}, {1e-300, 1e300, 1, 1e300, 1e-320, 1e308}}, {1, 1e308, -1, 1e308, 1, 5}};
    const Table lognormal{Family::lognormal, {{0, 0, 690, -690, 1, 2, 0}, {5, 30, 1, 1, 1e-12, 1, 1}}, {2, 3, 1e300, 1e-300, 2.7, -1, 0}};
    const Table exponential{Family::exponential, {{1e-300, 1e300, 1, 0}, {0, 0, 0, 0}, {0, 0, 1 - 1e-16, 0}}, {1, 1e-300, 3, 1}};
    for (const Table& t : {normal, lognormal, exponential}) {
        const auto scores = rows_of(t);
        for (std::size_t i = 0; i < scores.size(); ++i) {
            INFO(info(t.family).slug << " row " << i << ": " << scores[i] << ", one row " << *t.one_row(i));
            const bool equal = scores[i] == *t.one_row(i);
            CHECK((equal || std::abs(scores[i] / *t.one_row(i) - 1) <= 1e-13));
        }
    }
    CHECK(rows_of(exponential)[3] == infinity);  // rate 0
    CHECK(mean_of(exponential)->mean == infinity);
}

TEST_CASE("parameters that may be left out have their fallbacks", "[scoring][columns]") {
    Table t = random_rows(Family::exponential, 2100, 4);
    t.parameters.resize(1);
    const auto scores = rows_of(t);
    for (std::size_t i = 0; i < scores.size(); ++i) CHECK(close(scores[i], *t.one_row(i), 8.9e-16));
}

TEST_CASE("rows of distributions with a missing value are left out and counted", "[scoring][columns]") {
    Table t = random_rows(Family::normal, 3000, 5);
    t.y[7] = missing;
    t.parameters[0][1500] = missing;
    t.parameters[1][2999] = missing;
    t.parameters[1][7] = -1;  // whatever else the row has
    double total = 0;
    for (std::size_t i = 0; i < 3000; ++i)
        if (i != 7 && i != 1500 && i != 2999) total += *t.one_row(i);
    const auto mean = *mean_of(t);
    CHECK(mean.n == 2997);
    CHECK(mean.missing == 3);
    CHECK(close(mean.mean, total / 2997, 1e-13));
    Values scores(3000);
    const auto columns = t.columns();
    CHECK(*crps_rows(Observations{t.y}, {t.family, columns}, scores) == std::vector<std::size_t>{7, 1500, 2999});
    CHECK(scores[7] == infinity);
    CHECK(scores[1500] == infinity);
    CHECK(refused(mean_of({Family::normal, {{missing, 0}, {1, 1}}, {0, missing}}), Reason::missing));
}

TEST_CASE("the first invalid row refuses the columns by its index", "[scoring][columns]") {
    const auto with = [](Family family, std::size_t row, std::size_t parameter, double value) {
        Table t = random_rows(family, 70'000, 6);
        (parameter < t.parameters.size() ? t.parameters[parameter] : t.y)[row] = value;
        return t;
    };
    for (const std::size_t row : {0, 5, 1023, 1024, 69'999}) {
        CHECK(refused(mean_of(with(Family::normal, row, 1, -1)), Reason::bad_parameter, row));
        CHECK(refused(mean_of(with(Family::normal, row, 1, infinity)), Reason::infinite, row));
        CHECK(refused(mean_of(with(Family::normal, row, 0, -infinity)), Reason::infinite, row));
        CHECK(refused(mean_of(with(Family::normal, row, 2, infinity)), Reason::infinite, row));
        CHECK(refused(mean_of(with(Family::laplace, row, 1, -1)), Reason::bad_parameter, row));
        CHECK(refused(mean_of(with(Family::logistic, row, 2, -infinity)), Reason::infinite, row));
        CHECK(refused(mean_of(with(Family::lognormal, row, 1, -1)), Reason::bad_parameter, row));
        CHECK(refused(mean_of(with(Family::exponential, row, 2, 1.5)), Reason::bad_parameter, row));
        CHECK(refused(mean_of(with(Family::exponential, row, 0, -1)), Reason::bad_parameter, row));
        CHECK(refused(mean_of(with(Family::uniform, row, 1, -100)), Reason::bad_parameter, row));
        CHECK(refused(mean_of(with(Family::uniform, row, 3, -0.1)), Reason::bad_parameter, row));
        CHECK(refused(mean_of(with(Family::uniform, row, 4, infinity)), Reason::infinite, row));
        CHECK(refused(mean_of(with(Family::gamma, row, 0, 0)), Reason::bad_parameter, row));
    }
    Table two = with(Family::normal, 69'000, 1, -1);
    two.y[68'000] = infinity;
    CHECK(refused(mean_of(two), Reason::infinite, 68'000));
}

TEST_CASE("columns must fit together", "[scoring][columns]") {
    CHECK(refused(mean_of({Family::normal, {{0, 1}, {1, 1}}, {0}}), Reason::size_mismatch));
    CHECK(refused(mean_of({Family::normal, {{0}}, {0}}), Reason::size_mismatch));
    CHECK(refused(mean_of({Family::normal, {{0}, {1}, {1}}, {0}}), Reason::size_mismatch));
    CHECK(refused(mean_of({Family::normal, {{}, {}}, {}}), Reason::empty));
    CHECK(refused(mean_of({Family::mixture, {}, {0}}), Reason::not_applicable));
    Values one(1);
    const Table t{Family::normal, {{0, 1}, {1, 1}}, {0, 1}};
    const auto columns = t.columns();
    CHECK(refused(crps_rows(Observations{t.y}, {t.family, columns}, one), Reason::size_mismatch));
}
