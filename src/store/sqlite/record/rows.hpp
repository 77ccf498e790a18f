// SPDX-License-Identifier: MIT
// Values as single columns of projections, and back.
#pragma once

#include <string>

#include "../engine/connection.hpp"
#include "hindsight/domain/statement.hpp"

namespace hindsight::sqlite {

/// A question of which only the type is known: enough to print what was checked when it was recorded.
Question bare_question(QuestionType type);

/// A probability and nothing else, so that its column says it all.
bool is_plain(const Forecast& forecast);

/// From the columns probability, type, content, the first of them being `column`. Forecaster and time of a plain one are
/// not filled in.
Forecast forecast_from_row(const Query& row, int column);
/// From the column type; a plain forecast is a binary one.
QuestionType forecast_type(const Query& row, int column);

/// The outcome in its short form, or `annulled: why`.
std::string print_verdict(const Resolution& resolution, QuestionType type);

}  // namespace hindsight::sqlite
