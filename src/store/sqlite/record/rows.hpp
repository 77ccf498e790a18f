// SPDX-License-Identifier: MIT
// Values as single columns of projections, and back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../engine/connection.hpp"
#include "hindsight/domain/statement.hpp"

namespace hindsight::sqlite {

/// A question of which only the type is known: enough to print what was checked when it was recorded.
Question bare_question(QuestionType type);

/// A probability and nothing else, so that its column says it all.
bool is_plain(const Forecast& forecast);

/// Into an empty forecast from the columns probability, type, content, the first of them being `column`. Forecaster and
/// time of a plain one are not filled in. (In place: a report reads hundreds of thousands.)
void read_forecast(const Query& row, int column, Forecast& forecast);
/// From the column type; a plain forecast is a binary one.
QuestionType forecast_type(const Query& row, int column);

/// Each tag on a line of its own, with a line break on either side.
std::string tag_list(const std::vector<std::string>& tags);
/// Texts of all languages, id and tags, folded: where words are looked for.
std::string search_text(const Statement& statement);

/// A verdict as the columns outcome_kind, outcome_value, outcome_text.
struct VerdictColumns {
    std::string kind;
    std::optional<double> value;
    std::optional<std::string> text;
};
VerdictColumns verdict_columns(const Resolution& resolution);
/// The outcome in its short form, or `annulled: why`, from these columns; "" when they are empty.
std::string print_verdict(const Query& row, int column, QuestionType type);

/// The forecast that stands, in its short form, from the columns probability, type, predictive of `standing`.
std::string print_standing(const Query& row, int column);

}  // namespace hindsight::sqlite
