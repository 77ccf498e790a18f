// SPDX-License-Identifier: MIT
// Predictives and outcomes as TOML values, both ways.
#pragma once

#include <optional>
#include <string>

#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/statement.hpp"
#include "toml_document.hpp"

namespace hindsight::interchange {

/// The same value as JSON; days as text. Throws Error{bad_predictive, bad_number} for what no predictive holds.
Json json_of(const TomlNode& node);
/// What in `node` an error of the notation is about, as near as can be told.
const TomlNode& culprit(const TomlNode& node, const Error& error, const Question& question);
/// Whether the predictive names its own probability, so that no phrase has to give it.
bool names_probability(const TomlNode& node, const Predictive& predictive);

/// The canonical value; `phrase_level`: what the phrase gives, which is then not repeated. "" when nothing is left to
/// say.
std::string print_toml_predictive(const Predictive& predictive, const Question& question,
                                  std::optional<double> phrase_level);
std::string print_toml_outcome(const Outcome& outcome, const Question& question);
/// A value of the question: a plain number, text with a suffix, or a day.
std::string print_toml_value(double value, const Question& question);

}  // namespace hindsight::interchange
