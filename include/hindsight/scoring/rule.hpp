// SPDX-License-Identifier: MIT
// The one table of scoring rules: what each is, and the function that computes it for each kind of forecast.
#pragma once

#include <array>

#include "hindsight/scoring/binary.hpp"
#include "hindsight/scoring/categorical.hpp"
#include "hindsight/scoring/cdf.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "hindsight/scoring/point.hpp"
#include "hindsight/scoring/quantile.hpp"
#include "hindsight/scoring/sample.hpp"

namespace hindsight::scoring {

enum class Kind : std::uint8_t { binary, categorical, ordinal, interval, quantiles, samples, distribution, cdf, point };

struct KindInfo {
    Kind kind;
    std::string_view slug;
};

inline constexpr std::array<KindInfo, 9> kinds{{
    {Kind::binary, "binary"},
    {Kind::categorical, "categorical"},
    {Kind::ordinal, "ordinal"},
    {Kind::interval, "interval"},
    {Kind::quantiles, "quantiles"},
    {Kind::samples, "samples"},
    {Kind::distribution, "distribution"},
    {Kind::cdf, "cdf"},
    {Kind::point, "point"},
}};

enum class Orientation : std::uint8_t { lower_is_better, nearer_to_zero, nearer_to_level };
enum class Proper : std::uint8_t { strictly, yes, no };
/// The unit of the number: none, nats, the unit of the observation, or its square.
enum class Unit : std::uint8_t { none, nats, observation, observation_squared };

/// The function of a rule for each kind of forecast; null where the rule does not exist for the kind.
struct RuleFunctions {
    Score (*binary)(Observed, Probability) = nullptr;
    Score (*categorical)(Category, OptionProbabilities) = nullptr;
    Score (*ordinal)(Category, OptionProbabilities) = nullptr;
    Score (*interval)(Observed, Interval) = nullptr;
    Score (*quantiles)(Observed, Quantiles) = nullptr;
    Score (*samples)(Observed, Samples) = nullptr;
    Score (*distribution)(Observed, const Distribution&) = nullptr;
    Score (*cdf)(Observed, PiecewiseCdf) = nullptr;
    Score (*point)(Observed, Point) = nullptr;
};

struct Rule {
    std::string_view slug;
    std::string_view title;
    double lowest;   ///< the range of the rule over all its kinds
    double highest;  ///< Infinity: the score may grow without bound; a log score may also be infinite
    Orientation orientation;
    Proper proper;
    Unit unit;
    std::string_view formula;
    std::string_view reference;
    RuleFunctions of;

    bool takes(Kind kind) const;
};

std::span<const Rule> rules();
/// Null if there is no such rule.
const Rule* rule_by_slug(std::string_view slug);

constexpr std::string_view slug(Kind kind) { return kinds[static_cast<std::size_t>(kind)].slug; }
std::string_view slug(Orientation orientation);
std::string_view slug(Proper proper);
std::string_view slug(Unit unit);

}  // namespace hindsight::scoring
