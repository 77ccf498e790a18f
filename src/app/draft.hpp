// SPDX-License-Identifier: MIT
// From what was typed to checked domain values. Private to the app.
#pragma once

#include "hindsight/app/session.hpp"
#include "hindsight/domain/statement.hpp"

namespace hindsight::app {

/// Throws Error{usage} that lists the types.
QuestionType parse_type_or_throw(const std::string& text);

/// Rules that hold for every question. Throws Error{usage, bad_date}.
void check_question(const Question& question, const Statement& statement);

/// Predictive, basis, phrase and entered text from the short form and / or a phrase (a lone phrase may stand in `text`).
/// Forecaster and time are left to the caller. Throws Error{unknown_phrase, ...} as the notation does.
Forecast draft_forecast(Reader& reader, const Question& question, const std::string& text, const std::string& phrase);

}  // namespace hindsight::app
