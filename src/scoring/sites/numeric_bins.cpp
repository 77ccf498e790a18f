// SPDX-License-Identifier: MIT
// Bins of numeric questions.
#include "hindsight/scoring/sites/numeric_bins.hpp"

#include <algorithm>
#include <cmath>

#include "../check.hpp"

namespace hindsight::scoring {
namespace {

bool is_good(const BinScale& s) {
    if (!(s.low < s.high) || !std::isfinite(s.low) || !std::isfinite(s.high) || s.inner == 0) return false;
    return std::isnan(s.zero_point) || (std::isfinite(s.zero_point) && (s.zero_point < s.low || s.zero_point > s.high));
}

/// Where a value within the bounds lies between them, 0 to 1.
double place_on(const BinScale& s, double value) {
    if (std::isnan(s.zero_point)) return (value - s.low) / (s.high - s.low);
    const double unit = s.low - s.zero_point;
    return std::log1p((value - s.low) / unit) / std::log1p((s.high - s.low) / unit);
}

}  // namespace

Result<std::size_t> bin_of(Observed outcome, const BinScale& scale) {
    if (std::isnan(outcome.value)) return Reason::missing;
    if (!is_good(scale)) return Reason::bad_parameter;
    if (outcome.value < scale.low) return std::size_t{0};
    if (outcome.value > scale.high) return scale.inner + 1;
    // borders that rounding moved up by a hair still belong to the bin below
    const double bins = static_cast<double>(scale.inner);
    const auto bin = static_cast<std::size_t>(std::fmax(bins * place_on(scale, outcome.value) + 1 - 1e-10, 1));
    return std::min(bin, scale.inner);
}

bool are_borders(std::span<const double> values, const BinScale& scale) {
    constexpr double tolerance = 1e-3;
    if (!is_good(scale) || values.size() != scale.inner + 1) return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double border = static_cast<double>(scale.inner) * place_on(scale, values[i]);
        if (!(std::abs(border - static_cast<double>(i)) < tolerance)) return false;
    }
    return true;
}

Result<std::vector<double>> bin_masses(std::span<const double> cdf) {
    if (cdf.size() < 2) return Reason::empty;
    std::vector<double> masses;
    masses.reserve(cdf.size() + 1);
    double below = 0;
    for (std::size_t i = 0; i < cdf.size(); ++i) {
        if (const auto no = check_unit(cdf[i], Reason::bad_cdf, i)) return *no;
        if (cdf[i] < below) return NotScored{Reason::bad_cdf, i};
        masses.push_back(cdf[i] - below);
        below = cdf[i];
    }
    masses.push_back(1 - below);
    return masses;
}

Result<double> base_mass(std::size_t bin, std::size_t open_bounds, std::size_t inner) {
    constexpr double outside = 0.05;
    if (open_bounds > 2 || inner == 0) return Reason::bad_parameter;
    if (bin > inner + 1) return Reason::bad_category;
    if (bin == 0 || bin == inner + 1) return outside;
    return (1 - outside * static_cast<double>(open_bounds)) / static_cast<double>(inner);
}

}  // namespace hindsight::scoring
