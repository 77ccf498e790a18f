// SPDX-License-Identifier: MIT
// From what was typed to checked domain values. Private to the app.
#pragma once

#include "hindsight/app/session.hpp"
#include "hindsight/domain/statement.hpp"

namespace hindsight::app {

/// Throws Error{usage} that lists the types.
QuestionType parse_type_or_throw(const std::string& text);

/// The rules of questions. Throws Error{before_said, bad_unit, unknown_option, ...}. An amendment that leaves `due` as it
/// was is not asked to mend it.
void check_question(const Question& question, const Statement& statement, bool due_is_new = true);

/// The language of a text: as given, else recognised. Throws Error{bad_language}.
std::string language_of(std::string_view text, const std::string& given);

/// The text of a statement without blanks around it. Throws Error{usage, bad_utf8}.
std::string checked_text(std::string_view text);

/// Tags or options without blanks around them. Throws Error{usage} for an empty one.
std::vector<std::string> checked_words(const std::vector<std::string>& words, std::string_view what);

/// The phrase's probability. Throws Error{unknown_phrase}.
double phrase_probability(Reader& reader, const std::string& phrase);

/// Predictive, basis, phrase and entered text from the short form and / or a phrase (a lone phrase may stand in `text`).
/// Forecaster and time are left to the caller. Throws Error{unknown_phrase, ...} as the notation does.
Forecast draft_forecast(Reader& reader, const Question& question, const std::string& text, const std::string& phrase);

}  // namespace hindsight::app
