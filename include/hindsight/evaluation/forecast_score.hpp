// SPDX-License-Identifier: MIT
// One forecast against one outcome: the score of the event that it names, and the score of its type.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "hindsight/domain/event_of.hpp"
#include "hindsight/evaluation/policy.hpp"

namespace hindsight::evaluation {

/// Brier on [0,1] (of options: half the 0-2 Brier) and the log score in nats.
struct EventScore {
    double brier = 0;
    double log = 0;
};

/// A score of the whole predictive; `rule` is its slug.
struct TypeScore {
    std::string_view rule;
    double value = 0;
};

/// Slugs of the rules used here. `log_density` is the log score of a density; `log` is that of an event.
namespace rule {
inline constexpr std::string_view brier = "brier";
inline constexpr std::string_view log = "log";
inline constexpr std::string_view brier_categorical = "brier_categorical";
inline constexpr std::string_view rps = "rps";
inline constexpr std::string_view interval = "interval";
inline constexpr std::string_view pinball = "pinball";
inline constexpr std::string_view wis = "wis";
inline constexpr std::string_view crps = "crps";
inline constexpr std::string_view crps_quantile = "crps_quantile";
inline constexpr std::string_view log_density = "log_density";
inline constexpr std::string_view ae_median = "ae_median";
}  // namespace rule

struct RuleInfo {
    std::string_view slug;
    std::string_view scale;    // what is printed beside it: "0-1", "nats", ...
    bool has_unit = false;     // in the unit of the question, or unit-free on a log scale
};
/// The rules that a record is scored by, in the order in which they are printed.
std::span<const RuleInfo> record_rules();
const RuleInfo& rule_info(std::string_view slug);
/// The unit that a rule's scores on the question have, and that must not be mixed: "log" on a log scale, "days", the
/// question's own; "" for rules without one.
std::string_view unit_of(std::string_view rule, const Question& question);
/// What is printed beside a score: "0-1", "nats", ..., or the unit; "unit" where the question names none.
std::string_view scale_of(std::string_view rule, std::string_view unit);

struct ForecastScore {
    std::optional<double> probability;  // of the event; of options: of the one that came true
    std::optional<double> observed;     // the event's outcome: 0, 1 or a fraction between; of options 1
    std::optional<EventScore> event;
    Gap event_gap = gap::no_event;
    std::array<TypeScore, 2> types{};
    std::size_t type_count = 0;
    Gap type_gap = gap::no_rule;
    std::optional<double> hit;          // the side or option called more likely came true: 1, 0, or between
    std::optional<double> confidence;   // the probability of that side (from 1/2) or option (from 1/K); there when `hit` is

    std::span<const TypeScore> type_scores() const { return {types.data(), type_count}; }
};

/// What an outcome is measured against: the question as worded when the forecast was made, the answer, and the event of
/// the speaker's first forecast (a partial outcome of a question that is not binary speaks of that event only).
struct Measure {
    const Question& question;
    const Outcome& outcome;
    const NamedEvent* speakers_event = nullptr;
};
ForecastScore score_forecast(const Predictive& predictive, const Measure& measure);

/// The outcome of a named event under a measure; nullopt with the reason in `why`.
std::optional<double> settle(const NamedEvent& event, const Measure& measure, Gap& why);

/// A probability and what became of it, for calibration.
struct CalibrationPair {
    double probability = 0;
    double observed = 0;
    double weight = 1;
};
/// The event as it is, or every option against the rest at half weight. Adds nothing where there is no event score.
void add_pairs(const Predictive& predictive, const Measure& measure, double weight, std::vector<CalibrationPair>& out);

/// The two of an event; both in the limits of their rules.
EventScore event_score(double probability, double observed);

/// The forecast with its probability or level replaced; forms without one stay as they are.
Predictive with_probability(const Predictive& predictive, double probability);

}  // namespace hindsight::evaluation
