// SPDX-License-Identifier: MIT
// From what was typed to checked domain values. Private to the app.
#pragma once

#include "hindsight/app/session.hpp"
#include "hindsight/domain/statement.hpp"

namespace hindsight::app {

/// Throws Error{usage} that lists the types.
QuestionType parse_type_or_throw(const std::string& text);

/// The text without blanks around it. Throws Error{usage, bad_utf8}.
std::string checked_text(std::string_view text);
/// Throws Error{bad_language}.
const std::string& checked_language(const std::string& tag);
/// Tags or options without blanks around them. Throws Error{usage} for an empty one.
std::vector<std::string> checked_words(const std::vector<std::string>& words, std::string_view what);

/// Rules that hold for every question. Throws Error{usage, bad_date, bad_unit, unknown_option}.
void check_question(const Question& question, const Statement& statement);

/// Predictive, basis, phrase and entered text from the short form and / or a phrase (a lone phrase may stand in `text`).
/// Forecaster and time are left to the caller. Throws Error{unknown_phrase, ...} as the notation does.
Forecast draft_forecast(Reader& reader, const Question& question, const std::string& text, const std::string& phrase);

}  // namespace hindsight::app
