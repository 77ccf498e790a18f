// SPDX-License-Identifier: MIT
// Checks shared by the short and the JSON form of a predictive. Private to the domain.
#pragma once

#include "hindsight/domain/notation.hpp"

namespace hindsight::notation {

/// Throws Error{bad_probability} unless 0 <= p <= 1.
double checked_probability(double p);
/// The level given, else the phrase's; throws Error{missing_level, bad_probability}.
double level_or_phrase(std::optional<double> given, const PredictiveContext& context);
/// A value of the question: a quantity, or a day (as days since 1970-01-01). Throws Error{bad_number, bad_date}.
double value_from_text(std::string_view text, const Question& question, bool commas = true);
/// Whether a value of a date question is a whole day of the years 0001 to 9999; others are written as numbers.
bool is_calendar_day(double value);
double first_calendar_day();
double last_calendar_day();
std::string value_to_text(double value, const Question& question);

/// Throws what predictive_from_json throws; puts options in the question's order and renormalises within tolerance.
Predictive checked(Predictive predictive, const PredictiveContext& context);

}  // namespace hindsight::notation
