// SPDX-License-Identifier: MIT
// Random predictions and observations for the rules, and the rules of the table by what they admit.
#pragma once

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "generators.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/scoring/rule.hpp"

namespace hindsight::test {

namespace sc = hindsight::scoring;
using Values = std::vector<double>;

inline double real(double low, double high) { return low + (high - low) * whole(0, 100'000) / 100'000.0; }
/// Often on a coarse grid, so that ties and hits on an end occur.
inline double any_value() { return one_in(2) ? whole(-10, 10) : real(-100, 100); }
inline Values any_values(int least, int most) {
    Values out;
    for (int n = whole(least, most); n > 0; --n) out.push_back(any_value());
    return out;
}
inline Values sorted(Values values) {
    std::sort(values.begin(), values.end());
    return values;
}
/// Probabilities that add to 1, some of them 0.
inline Values any_simplex(std::size_t size) {
    Values p;
    for (std::size_t i = 0; i < size; ++i) p.push_back(one_in(4) ? 0 : whole(1, 1000));
    const double sum = std::accumulate(p.begin(), p.end(), 0.0);
    if (sum == 0) p[0] = 1;
    for (double& x : p) x /= sum == 0 ? 1 : sum;
    return p;
}

struct QuantileCase {
    Values levels, values;
    operator sc::Quantiles() const { return {levels, values}; }
};
/// Levels in pairs around a median.
inline QuantileCase any_central_quantiles() {
    std::set<int> lower;
    for (int n = whole(1, 5); n > 0; --n) lower.insert(whole(1, 49));
    QuantileCase out;
    for (const int level : lower) out.levels.push_back(level / 100.0);
    out.levels.push_back(0.5);
    for (auto it = lower.rbegin(); it != lower.rend(); ++it) out.levels.push_back((100 - *it) / 100.0);
    const auto size = static_cast<int>(out.levels.size());
    out.values = sorted(any_values(size, size));
    return out;
}

struct CdfCase {
    Values x, f;
    operator sc::PiecewiseCdf() const { return {x, f}; }
};
inline CdfCase any_cdf() {
    CdfCase out{sorted(any_values(1, 6)), {}};
    for (std::size_t i = 0; i < out.x.size(); ++i) out.f.push_back(*any_probability());
    std::sort(out.f.begin(), out.f.end());
    return out;
}

inline double any_parameter(sc::Domain domain) {
    switch (domain) {
        case sc::Domain::real: return real(-3, 3);
        case sc::Domain::positive: return real(0.05, 8);
        case sc::Domain::not_negative: return one_in(10) ? 0 : real(0, 8);
        case sc::Domain::unit: return real(0, 1);
        case sc::Domain::unit_above_0: return real(0.01, 1);
        case sc::Domain::degrees: return real(0.3, 40);
        case sc::Domain::count: return whole(0, 12);
    }
    return 0;
}

/// A valid distribution of any family, plain, truncated or censored, or a mixture.
inline sc::Distribution any_distribution(bool may_mix = true) {
    for (;;) {
        const auto& info = sc::families()[static_cast<std::size_t>(whole(0, static_cast<int>(sc::families().size()) - 1))];
        if (info.family == sc::Family::mixture) {
            if (!may_mix) continue;
            std::vector<sc::Distribution::Component> parts;
            for (int n = whole(1, 3); n > 0; --n) parts.push_back({real(0.1, 2), any_distribution(false)});
            return *sc::Distribution::mixture(std::move(parts));
        }
        Values parameters;
        for (std::size_t i = 0; i < info.count; ++i) parameters.push_back(any_parameter(info.parameters[i].domain));
        auto made = sc::Distribution::of(info.family, parameters);
        if (made && info.may_be_cut && one_in(2)) {
            const auto ends = sorted({real(-9, 9), real(-9, 9)});
            made = one_in(2) ? made->truncated(ends[0], ends[1]) : made->censored(ends[0], one_in(2) ? sc::infinity : ends[1]);
        }
        if (made) return *made;
    }
}

/// A distribution in words, for the log of a failed case.
inline std::string describe(const sc::Distribution& d) {
    auto out = std::string(sc::info(d.family()).slug);
    for (const double x : d.parameters()) out += " " + print_number(x);
    if (d.cut() != sc::Cut::none) out += " in " + print_number(d.lower()) + ".." + print_number(d.upper());
    for (const auto& part : d.components()) out += " | " + print_number(part.weight) + " x " + describe(part.distribution);
    return out;
}

/// The mean of a score over equally likely observations.
template <class ScoreOf>
double mean_over(const Values& observations, ScoreOf score_of) {
    double sum = 0;
    for (const double y : observations) sum += *score_of(sc::Observed{y});
    return sum / static_cast<double>(observations.size());
}

/// |a - b| within `tolerance` of the larger of 1 and |b|; equal infinities are near.
inline bool near(double a, double b, double tolerance = 1e-12) {
    if (std::isinf(a) || std::isinf(b)) return a == b;
    return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

}  // namespace hindsight::test
