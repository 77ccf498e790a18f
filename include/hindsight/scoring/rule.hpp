// SPDX-License-Identifier: MIT
// The one table of scoring rules: what each is, and the function that computes it for each kind of forecast.
#pragma once

#include <array>
#include <optional>

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

/// `uniform`: no value is better, but many of them should be spread evenly over [0,1]. `none`: it describes the
/// forecast.
enum class Orientation : std::uint8_t { lower_is_better, nearer_to_zero, nearer_to_level, uniform, none };
enum class Proper : std::uint8_t { strictly, yes, no };
/// The unit of the number: none, nats, the unit of the observation, its square, or its fourth power.
enum class Unit : std::uint8_t { none, nats, observation, observation_squared, observation_fourth };

/// What a rule takes beside the forecast. Options that a rule does not need are ignored.
struct RuleOptions {
    std::optional<double> threshold = std::nullopt;
    std::optional<WeightRange> weight_range = std::nullopt;
    std::optional<double> level = std::nullopt;
};

/// The option without which a rule has no score.
enum class Needs : std::uint8_t { nothing, threshold, weight_range, level };

/// The function of a rule for each kind of forecast; null where the rule does not exist for the kind. Those that need
/// an option stand in the slots ending in `with`.
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
    Score (*quantiles_with)(Observed, Quantiles, const RuleOptions&) = nullptr;
    Score (*samples_with)(Observed, Samples, const RuleOptions&) = nullptr;
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
    std::string_view example;  ///< a forecast, what was observed, and after ": " the score
    RuleFunctions of;
    Needs option = Needs::nothing;  ///< what the functions in the slots ending in `with` need

    bool takes(Kind kind) const;
    /// The option without which there is no score for a kind.
    Needs needs(Kind kind) const;
};

std::span<const Rule> rules();
/// Null if there is no such rule.
const Rule* rule_by_slug(std::string_view slug);

constexpr std::string_view slug(Kind kind) { return kinds[static_cast<std::size_t>(kind)].slug; }
std::string_view slug(Orientation orientation);
std::string_view slug(Proper proper);
std::string_view slug(Unit unit);
std::string_view slug(Needs needs);

// The score of a forecast of any kind by a rule. All: not_applicable if the rule does not exist for the kind,
// missing_option if it needs one that is not given, else as the function of the rule.

Score score(const Rule& rule, Observed observed, Probability predicted, const RuleOptions& options = {});
Score score(const Rule& rule, Category observed, OptionProbabilities predicted, const RuleOptions& options = {});
Score score(const Rule& rule, Category observed, OrderedProbabilities predicted, const RuleOptions& options = {});
Score score(const Rule& rule, Observed observed, Interval predicted, const RuleOptions& options = {});
Score score(const Rule& rule, Observed observed, Quantiles predicted, const RuleOptions& options = {});
Score score(const Rule& rule, Observed observed, Samples predicted, const RuleOptions& options = {});
Score score(const Rule& rule, Observed observed, const Distribution& predicted, const RuleOptions& options = {});
Score score(const Rule& rule, Observed observed, PiecewiseCdf predicted, const RuleOptions& options = {});
Score score(const Rule& rule, Observed observed, Point predicted, const RuleOptions& options = {});

}  // namespace hindsight::scoring
