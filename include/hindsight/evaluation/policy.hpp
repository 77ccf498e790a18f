// SPDX-License-Identifier: MIT
// Which forecasts count, which year a statement belongs to, and the reasons why something has no score.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "hindsight/domain/record.hpp"

namespace hindsight::evaluation {

enum class Policy { last, first, time_weighted, every };

struct PolicyInfo {
    Policy policy;
    std::string_view slug;
    std::string_view meaning;
};
std::span<const PolicyInfo> policies();
std::string_view slug(Policy policy);
std::optional<Policy> parse_policy(std::string_view text);

/// The day that puts a statement into a year.
enum class YearRule { decided, due, said };

struct YearRuleInfo {
    YearRule rule;
    std::string_view slug;
    std::string_view meaning;
};
std::span<const YearRuleInfo> year_rules();
std::string_view slug(YearRule rule);
std::optional<YearRule> parse_year_rule(std::string_view text);

/// The year of a statement under a rule; nullopt where the day is not there (no due date, not resolved).
std::optional<int> year_of(const StatementRecord& record, YearRule rule);

/// Why there is no score: a slug of the table below or of scoring::reasons; "" means that there is one.
using Gap = std::string_view;

namespace gap {
inline constexpr Gap none = "";
inline constexpr Gap unresolved = "unresolved";
inline constexpr Gap annulled = "annulled";
inline constexpr Gap condition_open = "condition_open";
inline constexpr Gap condition_not_met = "condition_not_met";
inline constexpr Gap repeat = "repeat";
inline constexpr Gap too_late = "too_late";
inline constexpr Gap withdrawn = "withdrawn";
inline constexpr Gap no_event = "no_event";
inline constexpr Gap other_event = "other_event";
inline constexpr Gap no_value = "no_value";
inline constexpr Gap wrong_form = "wrong_form";
inline constexpr Gap mixed_forms = "mixed_forms";
inline constexpr Gap no_rule = "no_rule";
inline constexpr Gap censored = "censored";
inline constexpr Gap outside_scale = "outside_scale";
}  // namespace gap

struct GapInfo {
    Gap slug;
    std::string_view meaning;
};
/// The reasons of this folder; scoring has its own.
std::span<const GapInfo> gaps();

}  // namespace hindsight::evaluation
