// SPDX-License-Identifier: MIT
// Kernels for distributions, samples and quantiles in columns.
#include <algorithm>
#include <cmath>
#include <random>

#include "hindsight/scoring/columns/continuous.hpp"
#include "hindsight/scoring/columns/quantiles.hpp"
#include "hindsight/scoring/columns/samples.hpp"
#include "kernels.hpp"

namespace hindsight::bench {
namespace {

using namespace scoring;
using Column = std::vector<double>;

constexpr std::size_t kMany = 10'000'000;  // rows of few numbers
constexpr std::size_t kRows = 1'000'000;   // rows of many numbers, or of slow functions
constexpr std::size_t kMembers = 51;

/// `n` draws of f(random).
template <class F>
Column drawn(std::size_t n, std::uint64_t seed, const F& f) {
    std::mt19937_64 random(seed);
    Column column(n);
    for (double& x : column) x = f(random);
    return column;
}

double normal(std::mt19937_64& random) { return std::normal_distribution<double>()(random); }
double unit(std::mt19937_64& random) { return std::generate_canonical<double, 53>(random); }

/// Parameters and observations; their families share what fits.
struct Distributions {
    Column location = drawn(kMany, 1, normal);
    Column scale = drawn(kMany, 2, [](auto& random) { return 0.2 + 2 * unit(random); });
    Column above = drawn(kMany, 3, [](auto& random) { return 5 + unit(random); });  // of every location
    Column observed = drawn(kMany, 4, normal);
    Column positive = drawn(kMany, 5, [](auto& random) { return std::exp(normal(random)); });
    Column shape = drawn(kRows, 6, [](auto& random) { return 0.3 + 10 * unit(random); });
    Column other_shape = drawn(kRows, 7, [](auto& random) { return 0.3 + 10 * unit(random); });
    Column degrees = drawn(kRows, 8, [](auto& random) { return 1 + 20 * unit(random); });
    Column within = drawn(kRows, 9, unit);
};

const Distributions& distributions() {
    static const Distributions made;
    return made;
}

void add_family(const char* name, Family family, std::size_t rows, std::vector<const Column*> parameters,
                const Column& observed) {
    std::vector<std::span<const double>> columns;
    for (const Column* p : parameters) columns.push_back(std::span<const double>(*p).first(rows));
    const std::span<const double> y = std::span<const double>(observed).first(rows);
    Kernel kernel{name, rows, {std::as_bytes(y)}, {}};
    for (const auto column : columns) kernel.columns.push_back(std::as_bytes(column));
    add_threads(std::move(kernel), [=](std::size_t threads) {
        return mean_crps(Observations{y}, {family, columns}, {.threads = threads})->mean;
    });
}

}  // namespace

void add_distribution_kernels() {
    const Distributions& d = distributions();
    add_family("crps_normal", Family::normal, kMany, {&d.location, &d.scale}, d.observed);
    add_family("crps_lognormal", Family::lognormal, kMany, {&d.location, &d.scale}, d.positive);
    add_family("crps_logistic", Family::logistic, kMany, {&d.location, &d.scale}, d.observed);
    add_family("crps_laplace", Family::laplace, kMany, {&d.location, &d.scale}, d.observed);
    add_family("crps_exponential", Family::exponential, kMany, {&d.scale}, d.positive);
    add_family("crps_uniform", Family::uniform, kMany, {&d.location, &d.above}, d.observed);
    add_family("crps_gamma", Family::gamma, kRows, {&d.shape, &d.scale}, d.positive);
    add_family("crps_student_t", Family::student_t, kRows, {&d.degrees, &d.location, &d.scale}, d.observed);
    add_family("crps_beta", Family::beta, kRows, {&d.shape, &d.other_shape}, d.within);
}

namespace {

/// Rows of numbers of one length, each row in order or not.
Column rows_of(std::size_t length, std::uint64_t seed, bool in_order) {
    Column rows = drawn(kRows * length, seed, normal);
    for (auto at = rows.begin(); in_order && at != rows.end(); at += static_cast<std::ptrdiff_t>(length))
        std::sort(at, at + static_cast<std::ptrdiff_t>(length));
    return rows;
}

const Column& observed() {
    static const Column made = drawn(kRows, 10, normal);
    return made;
}

void add_samples(const char* name, const Column& rows) {
    add_threads({name, kRows, {bytes_of(rows), bytes_of(observed())}, {}}, [&rows](std::size_t threads) {
        return mean_crps(Observations{observed()}, SampleRows{rows, kMembers}, {.threads = threads})->mean;
    });
}

const Column& levels() {
    static const Column made{0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4,   0.45, 0.5,
                             0.55, 0.6,   0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99};
    return made;
}

}  // namespace

void add_sample_kernels() {
    static const Column unsorted = rows_of(kMembers, 11, false);
    static const Column sorted = rows_of(kMembers, 12, true);
    add_samples("crps_sample", unsorted);
    add_samples("crps_sample_sorted", sorted);
}

void add_quantile_kernels() {
    static const Column rows = rows_of(levels().size(), 13, true);
    static const Column central{0.5, 0.9};
    static std::vector<WisParts> parts(kRows);
    const auto over_rows = [](const char* name, std::function<double()> run) {
        return Kernel{name, kRows, {bytes_of(rows), bytes_of(observed())}, std::move(run)};
    };
    const auto mean = [](std::span<const double> ranges, std::size_t threads) {
        return mean_quantile_scores(Observations{observed()}, {levels(), rows}, ranges, {.threads = threads})->wis.wis;
    };
    add_threads(over_rows("wis", {}), [=](std::size_t threads) { return mean({}, threads); });
    add(over_rows("wis_coverage", [=] { return mean(central, 1); }));
    add(over_rows("wis/each", [] {
        return wis_rows(Observations{observed()}, {levels(), rows}, parts, {.threads = 1}) ? parts.back().wis : 0.0;
    }));
}

}  // namespace hindsight::bench
