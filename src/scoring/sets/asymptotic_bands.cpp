// SPDX-License-Identifier: MIT
// Bands from limit distributions of the isotonic curve.
#include "asymptotic_bands.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "../numeric.hpp"
#include "../special.hpp"
#include "sorted_rows.hpp"

namespace hindsight::scoring {
namespace {

// Chernoff's distribution at z = 0, 0.1, ..., 3: ln P(Z > z) and density / P(Z > z), from Groeneboom's (1989) density by Airy
// functions: mpmath 1.2.1, 40 digits: f(z) = g(z) g(-z) / 2, g(x) = 2^(2/3) / pi Re int_0^40 exp(-i 2^(1/3) u x) / Ai(i u) du.
// Its quantiles agree with the table of Groeneboom and Wellner (2001): 0.845081 at 0.95, 0.998181 at 0.975.
constexpr double step = 0.1;
constexpr std::array<double, 31> log_tail{
    -0.69314718056, -0.8566219827, -1.0449443694, -1.2600222823, -1.5038539012, -1.7785465673, -2.0863311,
    -2.4295714239, -2.8107697619, -3.232567869, -3.6977448989, -4.2092125506, -4.770008134, -5.3832861638,
    -6.0523090232, -6.7804371647, -7.5711192347, -8.4278824222, -9.3543232564, -10.354099009, -11.430919793,
    -12.588541411, -13.830758955, -15.161401135, -16.584325319, -18.103413197, -19.722567046, -21.445706512,
    -23.276765864, -25.219691643, -27.278440683};
constexpr std::array<double, 31> hazard{
    1.5166891161, 1.7558703447, 2.0137534383, 2.2911319526, 2.5890102729, 2.9085594827, 3.2510701919, 3.6179064666,
    4.0104635902, 4.4301312981, 4.8782633028, 5.3561533277, 5.8650174318, 6.4059821128, 6.9800774818, 7.588234706,
    8.2312868801, 8.90997252, 9.6249409343, 10.376758828, 11.165917595, 11.992840869, 12.857892009, 13.761381268,
    14.703572512, 15.684689373, 16.704920805, 17.76442603, 18.863338899, 20.001771691, 21.179818403};

/// ln P(Z > z), cubic between the places of the table and straight beyond them.
double log_chernoff_tail(double z) {
    const auto i = std::min(static_cast<std::size_t>(z / step), log_tail.size() - 2);
    const double t = z / step - static_cast<double>(i);
    if (t > 1) return log_tail.back() - hazard.back() * (t - 1) * step;
    const double rest = 1 - t;
    const double ends = log_tail[i] * (1 + 2 * t) * square(rest) + log_tail[i + 1] * (3 - 2 * t) * square(t);
    return ends - step * t * rest * (hazard[i] * rest - hazard[i + 1] * t);
}

BandPoint around(double p, double half_width) {
    return {p, std::clamp(p - half_width, 0.0, p), std::clamp(p + half_width, p, 1.0)};
}

constexpr double cells = 16384;

/// The forecasts as they are or, if there are more than that, in cells, each at the mean of its forecasts.
std::vector<Crowd> crowds_of(const SortedEvents& events) {
    std::vector<Crowd> exact;
    std::vector<Crowd> coarse;
    double last = -1;
    SortedRows(events).each_tie([&](const Tie& tie) {
        const auto n = static_cast<double>(tie.end - tie.first);
        if (exact.size() <= static_cast<std::size_t>(cells)) exact.push_back({tie.p, n});
        const double cell = std::floor(tie.p * cells);
        if (cell != last) coarse.push_back({0, 0});
        last = cell;
        coarse.back().p += n * tie.p;
        coarse.back().count += n;
    });
    if (exact.size() <= static_cast<std::size_t>(cells)) return exact;
    for (Crowd& crowd : coarse) crowd.p = std::fmin(crowd.p / crowd.count, 1.0);
    return coarse;
}

}  // namespace

double chernoff_quantile(double p) {
    const double target = std::log1p(-p);
    double low = 0;
    double high = 4;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (log_chernoff_tail(middle) > target ? low : high) = middle;
    }
    return p <= 0.5 ? 0.0 : low;
}

double beta_kernel_density(const std::vector<Crowd>& forecasts, double n, double x) {
    const double b = std::pow(n, -0.4);
    const double yes = x / b;
    const double no = (1 - x) / b;
    const double log_beta = log_gamma(yes + 1) + log_gamma(no + 1) - log_gamma(yes + no + 2);
    Sum density;
    for (const Crowd& crowd : forecasts) {
        const double surprise = weighted_surprise(yes, std::log(crowd.p)) + weighted_surprise(no, std::log1p(-crowd.p));
        density.add(crowd.count * std::exp(-surprise - log_beta));
    }
    return density.value() / n;
}

std::vector<BandPoint> discrete_band(const SortedEvents& events, double level) {
    const double z = normal_quantile((1 + level) / 2);
    std::vector<BandPoint> points;
    SortedRows(events).each_tie([&](const Tie& tie) {
        points.push_back(around(tie.p, z * std::sqrt(tie.p * (1 - tie.p) / static_cast<double>(tie.end - tie.first))));
    });
    return points;
}

std::vector<BandPoint> continuous_band(const SortedEvents& events, double level) {
    const double c = chernoff_quantile((1 + level) / 2);
    const auto n = static_cast<double>(events.size());
    const std::vector<Crowd> forecasts = crowds_of(events);
    std::vector<BandPoint> points;
    for (int i = 0; i <= 100; ++i) {
        const double x = i / 100.0;
        const double variance = x * (1 - x);
        const double density = variance == 0 ? 1.0 : beta_kernel_density(forecasts, n, x);
        points.push_back(around(x, c * std::cbrt(4 * variance / (n * density))));
    }
    return points;
}

}  // namespace hindsight::scoring
