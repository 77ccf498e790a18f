// SPDX-License-Identifier: MIT
// The probabilistic content of a forecast, one alternative per form.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace hindsight {

// Values of a date question are days since 1970-01-01.

struct BinaryForecast {
    double p = 0;
    friend bool operator==(const BinaryForecast&, const BinaryForecast&) = default;
};

/// Probabilities in the order of the question's options.
struct OptionForecast {
    std::vector<std::pair<std::string, double>> probs;
    friend bool operator==(const OptionForecast&, const OptionForecast&) = default;
};

/// "In [low, high] with probability level"; one side may be open. A date's `not before D` has low = D, `by D` high = D.
struct RangeForecast {
    std::optional<double> low, high;
    double level = 0;
    bool one_sided() const { return !low || !high; }
    friend bool operator==(const RangeForecast&, const RangeForecast&) = default;
};

/// (level, value), levels strictly rising, values not falling.
struct QuantileForecast {
    std::vector<std::pair<double, double>> quantiles;
    friend bool operator==(const QuantileForecast&, const QuantileForecast&) = default;
};

struct SampleForecast {
    std::vector<double> samples;
    std::vector<double> weights;  // empty or as many as samples
    friend bool operator==(const SampleForecast&, const SampleForecast&) = default;
};

/// A parametric family, or a mixture of such.
struct FamilyForecast {
    using Bounds = std::array<std::optional<double>, 2>;
    struct Component;

    std::string family;
    std::vector<std::pair<std::string, double>> parameters;  // in the order of the family's table row
    std::optional<Bounds> truncated, censored;
    std::vector<Component> components;  // of a mixture
};

struct FamilyForecast::Component {
    double weight = 0;
    FamilyForecast member;
};

// Written out: while the class is being defined, its components are not.
bool operator==(const FamilyForecast& a, const FamilyForecast& b);
inline bool operator==(const FamilyForecast::Component& a, const FamilyForecast::Component& b) {
    return a.weight == b.weight && a.member == b.member;
}
inline bool operator==(const FamilyForecast& a, const FamilyForecast& b) {
    return a.family == b.family && a.parameters == b.parameters && a.truncated == b.truncated && a.censored == b.censored &&
           a.components == b.components;
}

/// Points (x, F(x)), both not falling.
struct CdfForecast {
    std::vector<std::pair<double, double>> points;
    friend bool operator==(const CdfForecast&, const CdfForecast&) = default;
};

struct PointForecast {
    double value = 0;
    friend bool operator==(const PointForecast&, const PointForecast&) = default;
};

using Predictive = std::variant<BinaryForecast, OptionForecast, RangeForecast, QuantileForecast, SampleForecast, FamilyForecast,
                                CdfForecast, PointForecast>;

}  // namespace hindsight
