// SPDX-License-Identifier: MIT
// The one notation of predictives and outcomes: JSON (the same in TOML) and a short form for the command line.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "hindsight/base/json.hpp"
#include "hindsight/domain/outcome.hpp"
#include "hindsight/domain/predictive.hpp"
#include "hindsight/domain/question.hpp"

namespace hindsight {

/// A parametric family and its parameters: the contract of the notation.
struct FamilyInfo {
    std::string_view name;
    std::span<const std::string_view> parameters;
    std::span<const std::string_view> optional;
    bool bounds = false;  // takes `truncated` or `censored`
};
std::span<const FamilyInfo> families();

/// What reading a predictive needs to know. `level` stands for a level that the text leaves out (from a phrase).
struct PredictiveContext {
    const Question& question;
    std::optional<double> level;
    double sum_tolerance = 1e-6;  // of probabilities; wider ones renormalise
};

/// `{"p":0.7}`, `{"range":["100B","500B"],"level":0.8}`, ...; a string is read as the short form.
/// Throws Error{bad_predictive, bad_probability, bad_sum, missing_level, reversed_range, crossing_quantiles, bad_number,
/// bad_date, unknown_option}.
Predictive predictive_from_json(const Json& json, const PredictiveContext& context);
/// `70%`, `100B..500B@80%`, `>=5@60%`, `a=20%,b=80%`, `5%=1,50%=2`, `not before 2029-08-23@80%`, `by 2027-01-01@70%`, `3`.
Predictive parse_predictive(std::string_view text, const PredictiveContext& context);

/// The same rules for a predictive that was not read from text: options come into the question's order, probabilities that
/// do not add to 1 within the tolerance are refused, within it scaled. Throws as above.
Predictive checked_predictive(Predictive predictive, const PredictiveContext& context);

/// Numbers as JSON numbers, days as text.
Json predictive_to_json(const Predictive& predictive, const Question& question);
/// As above with every number a decimal string: the form that the journal stores.
Json predictive_to_canonical(const Predictive& predictive, const Question& question);
/// The short form where there is one, else compact JSON. Reads back to the same predictive.
std::string print_predictive(const Predictive& predictive, const Question& question);

/// `yes`, `no`, `0.5`, `398.5B`, `below 10B`, `above 89`, `2026-05-01`, `not by 2027-01-01`, an option; not `annulled: why`.
/// A fraction strictly between 0 and 1 on a numeric question is written `partly 0.5`.
/// Throws Error{bad_outcome, bad_number, bad_date, unknown_option, bad_probability}.
Outcome parse_outcome(std::string_view text, const Question& question);
std::string print_outcome(const Outcome& outcome, const Question& question);
/// true/false or a fraction, a number, an option's name, a day; a bound as {"above":x} / {"below":x} / {"not_by":"D"}, a
/// partial outcome of a question that is not binary as {"partly":f}.
Json outcome_to_json(const Outcome& outcome, const Question& question);

}  // namespace hindsight
