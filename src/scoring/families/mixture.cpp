// SPDX-License-Identifier: MIT
// Mixtures of any families: closed form for normals, else by integration between the landmarks of the components.
#include <algorithm>
#include <array>
#include <cmath>

#include "../quadrature.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "shape.hpp"

namespace hindsight::scoring {
namespace {

using Component = Distribution::Component;

template <class F>
double weighted(const Distribution& d, const F& f) {
    Sum total;
    for (const Component& c : d.components())
        if (c.weight > 0) total.add(c.weight * f(c.distribution));
    return total.value();
}

bool is_discrete(const Distribution& d) {
    if (d.family() != Family::mixture) return info(d.family()).discrete || point_of(d);
    return std::all_of(d.components().begin(), d.components().end(),
                       [](const Component& c) { return is_discrete(c.distribution); });
}

bool is_normal(const Component& c) {
    return c.distribution.family() == Family::normal && c.distribution.cut() == Cut::none && c.distribution.parameter(1) > 0;
}

/// E|m + s Z|
double mean_distance(double m, double s) { return m * std::erf(m / s * sqrt_half) + 2 * s * normal_density(m / s); }

/// Grimit, Gneiting, Berrocal and Johnson (2006).
double crps_of_normals(const Distribution& d, double y) {
    Sum total;
    const auto& parts = d.components();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double m = parts[i].distribution.parameter(0);
        const double s = parts[i].distribution.parameter(1);
        total.add(parts[i].weight * mean_distance(y - m, s));
        total.add(-square(parts[i].weight) * s * inverse_sqrt_pi);
        for (std::size_t j = 0; j < i; ++j) {
            const Distribution& other = parts[j].distribution;
            const double distance = mean_distance(m - other.parameter(0), std::hypot(s, other.parameter(1)));
            total.add(-parts[i].weight * parts[j].weight * distance);
        }
    }
    return total.value();
}

/// Places where F has a jump or changes quickly, out to where nothing is left to the last digits.
void add_landmarks(std::vector<double>& places, const Distribution& d) {
    if (d.family() == Family::mixture) {
        for (const Component& c : d.components()) add_landmarks(places, c.distribution);
        return;
    }
    constexpr std::array<double, 16> levels{0,    1e-20, 1e-15, 1e-10, 1e-6, 1e-3,     0.02,      0.15,
                                            0.5,  0.85,  0.98,  0.999, 0.999999, 1 - 1e-10, 1 - 1e-15, 1};
    const bool counts = info(d.family()).discrete;
    std::vector<double> own;
    for (const double level : levels) {
        if (counts && (level == 0 || level == 1)) continue;  // all counts from 0 on may be too many
        const double x = raw_quantile(d, level);
        if (std::isfinite(x)) own.push_back(x);
    }
    double step = std::max(own.back() - own[own.size() / 2], std::abs(own.back()) * 1e-9);
    for (double x = own.back() + step; step > 0 && ccdf(d, x) > 1e-22 && step < 1e300; x += (step *= 2)) own.push_back(x + step);
    step = std::max(own[own.size() / 2] - own.front(), std::abs(own.front()) * 1e-9);
    for (double x = own.front() - step; step > 0 && cdf(d, x) > 1e-22 && step < 1e300; x -= (step *= 2)) own.push_back(x - step);
    const auto [low, high] = std::minmax_element(own.begin(), own.end());
    if (counts)
        for (double k = std::floor(*low), end = std::ceil(*high); k <= end; ++k) places.push_back(k);
    else
        places.insert(places.end(), own.begin(), own.end());
}

/// The integral between neighbouring places; where F is flat between them one value does.
template <class F>
double over(const F& f, const std::vector<double>& places, bool flat) {
    if (!flat) return integrate(f, places);
    Sum total;
    for (std::size_t i = 1; i < places.size(); ++i)
        total.add((places[i] - places[i - 1]) * f(places[i - 1] + (places[i] - places[i - 1]) / 2));
    return total.value();
}

}  // namespace

double mixture_cdf(const Distribution& d, double x) {
    // Normalised weights may add to 1 + 2^-52.
    return std::min(1.0, weighted(d, [x](const Distribution& c) { return cdf(c, x); }));
}

double mixture_ccdf(const Distribution& d, double x) {
    return std::min(1.0, weighted(d, [x](const Distribution& c) { return ccdf(c, x); }));
}

bool mixture_has_mass(const Distribution& d, double x) {
    return std::any_of(d.components().begin(), d.components().end(),
                       [x](const Component& c) { return c.weight > 0 && has_mass(c.distribution, x); });
}

double mixture_cdf_below(const Distribution& d, double x) {
    return std::min(1.0, weighted(d, [x](const Distribution& c) { return cdf_below(c, x); }));
}

double mixture_crps(const Distribution& d, double y) {
    const auto& parts = d.components();
    if (std::all_of(parts.begin(), parts.end(), is_normal)) return crps_of_normals(d, y);
    for (const Component& c : parts)
        if (c.weight > 0 && std::isinf(raw_crps(c.distribution, y))) return infinity;
    std::vector<double> places{y};
    add_landmarks(places, d);
    std::sort(places.begin(), places.end());
    const auto middle = std::upper_bound(places.begin(), places.end(), y);
    const std::vector<double> left(places.begin(), middle);
    std::vector<double> right(middle, places.end());
    right.insert(right.begin(), y);
    const bool flat = is_discrete(d);
    return over([&](double x) { return square(mixture_cdf(d, x)); }, left, flat) +
           over([&](double x) { return square(mixture_ccdf(d, x)); }, right, flat);
}

/// Where components with and without mass on y meet, those with it alone carry probability there.
double mixture_log(const Distribution& d, double y) {
    const bool masses = mixture_has_mass(d, y);
    std::vector<double> terms;
    for (const Component& c : d.components())
        if (c.weight > 0 && (!masses || has_mass(c.distribution, y)))
            terms.push_back(std::log(c.weight) - raw_log(c.distribution, y));
    const double largest = *std::max_element(terms.begin(), terms.end());
    if (std::isinf(largest)) return -largest;
    Sum total;
    for (const double t : terms) total.add(std::exp(t - largest));
    return 0.0 - (largest + std::log(total.value()));
}

double mixture_quantile(const Distribution& d, double level) {
    double from = infinity;
    double to = -infinity;
    for (const Component& c : d.components()) {
        if (c.weight == 0) continue;
        const double x = raw_quantile(c.distribution, level);
        from = std::min(from, x);
        to = std::max(to, x);
    }
    if (level <= 0) return from;
    if (level >= 1 || from == to) return to;
    const auto reached = [&](double x) {
        return level < 0.5 ? mixture_cdf(d, x) >= level * (1 - 1e-15) : mixture_ccdf(d, x) <= 1 - level + 1e-16;
    };
    const double x = bisect(reached, from, to);
    return is_discrete(d) && reached(std::round(x)) && std::abs(x - std::round(x)) < 1e-9 ? std::round(x) : x;
}

double mixture_mean(const Distribution& d) { return weighted(d, raw_mean); }

double mixture_variance(const Distribution& d) {
    const double m = mixture_mean(d);
    if (std::isinf(m)) return undefined;
    return weighted(d, [m](const Distribution& c) { return raw_variance(c) + square(raw_mean(c) - m); });
}

}  // namespace hindsight::scoring
