// SPDX-License-Identifier: MIT
// What every rule takes and gives: observations, predictions, and a value or the reason why there is none.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <variant>

namespace hindsight::scoring {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// What happened: for events 0, 1 or a fraction between; otherwise a number in the unit of the question.
struct Observed {
    explicit constexpr Observed(double v) : value(v) {}
    double value;
};

/// What was said for an event, in [0,1].
struct Probability {
    explicit constexpr Probability(double v) : value(v) {}
    double value;
};

/// A single number that was predicted.
struct Point {
    explicit constexpr Point(double v) : value(v) {}
    double value;
};

/// The option that came true, counted from 0.
struct Category {
    explicit constexpr Category(std::size_t i) : index(i) {}
    std::size_t index;
};

/// Columns, one entry per row. They are views: the data stays with the caller.
struct Outcomes {
    std::span<const double> values;
};
struct Probabilities {
    std::span<const double> values;
};
struct Scores {
    std::span<const double> values;
};
/// Empty means weight 1 everywhere. Weights are finite and >= 0, and not all 0.
struct Weights {
    std::span<const double> values = {};
};
/// Any labels; rows with the same label belong together. Empty means each row is a cluster of its own.
struct Clusters {
    std::span<const std::uint64_t> labels = {};
};

/// Why there is no score.
enum class Reason : std::uint8_t {
    missing,
    bad_probability,
    bad_sum,
    bad_outcome,
    bad_category,
    bad_level,
    level_one,
    missing_level,
    reversed_interval,
    crossing_quantiles,
    bad_parameter,
    bad_weight,
    bad_cdf,
    infinite,
    empty,
    size_mismatch,
    not_applicable,
    undefined,
    censored,
    outside_scale,
    missing_option,
    superseded,
    withdrawn,
    too_late,
};

struct ReasonInfo {
    Reason reason;
    std::string_view slug;
    std::string_view meaning;
    bool is_fault;  ///< the forecast or the outcome is wrong, not merely without a score
};

inline constexpr std::array<ReasonInfo, 24> reasons{{
    {Reason::missing, "missing", "a value is missing (NaN)", false},
    {Reason::bad_probability, "bad_probability", "a probability lies outside 0 to 1", true},
    {Reason::bad_sum, "bad_sum", "probabilities do not add to 1 within 1e-6", true},
    {Reason::bad_outcome, "bad_outcome", "the outcome of an event lies outside 0 to 1", true},
    {Reason::bad_category, "bad_category", "the observed category is not among the options", true},
    {Reason::bad_level, "bad_level", "a level lies outside its range, or stands twice", true},
    {Reason::level_one, "level_one", "a range at level 1 has no interval score", false},
    {Reason::missing_level, "missing_level", "the quantiles do not include the level asked for", false},
    {Reason::reversed_interval, "reversed_interval", "the lower end lies above the upper end", true},
    {Reason::crossing_quantiles, "crossing_quantiles", "a higher level has a lower value", true},
    {Reason::bad_parameter, "bad_parameter", "a parameter lies outside the range of its family", true},
    {Reason::bad_weight, "bad_weight", "a weight is negative or infinite, or all weights are 0", true},
    {Reason::bad_cdf, "bad_cdf", "the points do not make a distribution function from 0 to 1", true},
    {Reason::infinite, "infinite", "a value is infinite", true},
    {Reason::empty, "empty", "there is nothing to score", true},
    {Reason::size_mismatch, "size_mismatch", "columns differ in length", true},
    {Reason::not_applicable, "not_applicable", "the rule does not exist for this kind of forecast", false},
    {Reason::undefined, "undefined", "the value is not defined here", false},
    {Reason::censored, "censored", "the outcome is only known to lie below or above a value", false},
    {Reason::outside_scale, "outside_scale", "the value cannot be shown on the scale of the question", false},
    {Reason::missing_option, "missing_option", "the rule needs an option that was not given", false},
    {Reason::superseded, "superseded", "a later forecast of the same forecaster stands in its place", false},
    {Reason::withdrawn, "withdrawn", "the forecast was withdrawn before the moment that counts", false},
    {Reason::too_late, "too_late", "the forecast was made after the last moment that counts", false},
}};

constexpr const ReasonInfo& info(Reason reason) { return reasons[static_cast<std::size_t>(reason)]; }
constexpr std::string_view slug(Reason reason) { return info(reason).slug; }

/// No score, and why. `row` is the first offending row of a column, or the first offending place in a list; else 0.
struct NotScored {
    Reason reason = Reason::missing;
    std::size_t row = 0;
    friend constexpr bool operator==(const NotScored&, const NotScored&) = default;
};

/// A value, or the reason why there is none. Reading the one that is not there is a bug (asserted).
template <class T>
class [[nodiscard]] Result {
   public:
    constexpr Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit on purpose
    constexpr Result(NotScored why) : state_(std::in_place_index<1>, why) {}         // NOLINT
    constexpr Result(Reason reason, std::size_t row = 0) : Result(NotScored{reason, row}) {}  // NOLINT

    constexpr bool has_value() const { return state_.index() == 0; }
    constexpr explicit operator bool() const { return has_value(); }
    constexpr const T& operator*() const { return *get(); }
    constexpr T& operator*() { return *const_cast<T*>(get()); }
    constexpr const T* operator->() const { return get(); }
    constexpr T value_or(T other) const { return has_value() ? *get() : std::move(other); }
    constexpr NotScored why() const {
        assert(!has_value());
        return *std::get_if<1>(&state_);
    }

   private:
    constexpr const T* get() const {
        assert(has_value());
        return std::get_if<0>(&state_);
    }
    std::variant<T, NotScored> state_;
};

/// A score: lower is better.
using Score = Result<double>;

}  // namespace hindsight::scoring
