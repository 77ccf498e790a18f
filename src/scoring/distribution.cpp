// SPDX-License-Identifier: MIT
// Making distributions from checked parameters.
#include "hindsight/scoring/distribution.hpp"

#include <cmath>

#include "check.hpp"
#include "families/ops.hpp"

namespace hindsight::scoring {
namespace {

/// Beyond this whole numbers are not all there.
constexpr double largest_count = 0x1p53;

bool allows(Domain domain, double x) {
    switch (domain) {
        case Domain::real: return true;
        case Domain::positive: return x > 0;
        case Domain::not_negative: return x >= 0;
        case Domain::unit: return in_unit(x);
        case Domain::unit_above_0: return x > 0 && x <= 1;
        case Domain::degrees: return x > 0;
        case Domain::count: return x >= 0 && x <= largest_count && std::floor(x) == x;
    }
    return false;
}

Refusal check_parameter(const Parameter& parameter, double x, std::size_t place) {
    if (std::isnan(x)) return NotScored{Reason::missing, place};
    if (std::isinf(x) && parameter.domain != Domain::degrees) return NotScored{Reason::infinite, place};
    if (!allows(parameter.domain, x)) return NotScored{Reason::bad_parameter, place};
    return accepted;
}

std::size_t required(const FamilyInfo& family) {
    std::size_t n = 0;
    while (n < family.count && !family.parameters[n].optional) ++n;
    return n;
}

}  // namespace

Result<Distribution> Distribution::of(Family family, std::span<const double> parameters) {
    const FamilyInfo& row = info(family);
    if (family == Family::mixture) return Reason::not_applicable;
    if (parameters.size() < required(row) || parameters.size() > row.count) return Reason::size_mismatch;
    Distribution d;
    d.family_ = family;
    for (std::size_t i = 0; i < row.count; ++i) {
        d.parameters_[i] = i < parameters.size() ? parameters[i] : row.parameters[i].fallback;
        if (const auto no = check_parameter(row.parameters[i], d.parameters_[i], i)) return *no;
    }
    if (const auto valid = ops(family).valid; valid && !valid(d.parameters_)) return NotScored{Reason::bad_parameter, row.count - 1};
    return d;
}

Result<Distribution> Distribution::of(Family family, std::initializer_list<double> parameters) {
    return of(family, std::span<const double>(parameters.begin(), parameters.size()));
}

Result<Distribution> Distribution::mixture(std::vector<Component> components) {
    if (components.empty()) return Reason::empty;
    std::vector<double> weights;
    for (const Component& c : components) weights.push_back(c.weight);
    if (const auto no = check_weights(weights, weights.size())) return *no;
    double total = 0;
    for (const double w : weights) total += w;
    for (Component& c : components) c.weight /= total;
    Distribution d;
    d.family_ = Family::mixture;
    d.components_ = std::move(components);
    return d;
}

Result<Distribution> Distribution::cut_to(Cut cut, double lower, double upper) const {
    const StandardLaw* law = standard_law(family_);
    if (law == nullptr || cut_ != Cut::none) return Reason::not_applicable;
    if (std::isnan(lower) || std::isnan(upper)) return NotScored{Reason::missing, std::isnan(lower) ? 0u : 1u};
    if (lower > upper) return Reason::reversed_interval;
    if (lower == infinity || upper == -infinity) return NotScored{Reason::bad_parameter, lower == infinity ? 0u : 1u};
    const double location = parameters_[law->location];
    const bool is_point = parameters_[law->scale] == 0;
    if (cut == Cut::truncated && is_point && (location < lower || location > upper)) return Reason::bad_parameter;
    if (std::isinf(lower) && std::isinf(upper)) return *this;
    Distribution d = *this;
    d.cut_ = cut;
    d.lower_ = lower;
    d.upper_ = upper;
    return d;
}

Result<Distribution> Distribution::truncated(double lower, double upper) const { return cut_to(Cut::truncated, lower, upper); }
Result<Distribution> Distribution::censored(double lower, double upper) const { return cut_to(Cut::censored, lower, upper); }

}  // namespace hindsight::scoring
