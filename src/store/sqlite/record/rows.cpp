// SPDX-License-Identifier: MIT
// Values as single columns of projections, and back.
#include "rows.hpp"

#include "hindsight/base/error.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/quantity.hpp"
#include "hindsight/journal/content.hpp"

namespace hindsight::sqlite {

Question bare_question(QuestionType type) {
    Question question;
    question.type = type;
    return question;
}

bool is_plain(const Forecast& forecast) {
    return std::holds_alternative<BinaryForecast>(forecast.predictive) && forecast.basis == Basis::stated &&
           forecast.phrase.empty() && forecast.reason.empty() && forecast.entered.empty();
}

QuestionType forecast_type(const Query& row, int column) {
    if (row.null(column)) return QuestionType::binary;
    const auto type = parse_question_type(row.bytes(column));
    if (!type) throw Error(ErrorCode::bad_canonical, "a forecast has no known type");
    return *type;
}

void read_forecast(const Query& row, int column, Forecast& forecast) {
    if (row.null(column + 2)) {
        forecast.predictive = BinaryForecast{row.real(column)};
        return;
    }
    forecast = journal::forecast_from_canonical(parse_json(row.bytes(column + 2), "forecast"), forecast_type(row, column + 1));
}

std::string tag_list(const std::vector<std::string>& tags) {
    std::string list;
    for (const auto& tag : tags) list += (list.empty() ? "\n" : "") + tag + "\n";
    return list;
}

std::string search_text(const Statement& statement) {
    std::string all = statement.id;
    for (const auto& [language, text] : statement.text) all += "\n" + text;
    for (const auto& tag : statement.tags) all += "\n" + tag;
    return fold(all);
}

VerdictColumns verdict_columns(const Resolution& resolution) {
    if (const auto* annulled = resolution.annulled()) return {"annulled", std::nullopt, annulled->reason};
    const auto& outcome = *resolution.outcome();
    if (const auto* fraction = std::get_if<Fraction>(&outcome)) return {"fraction", fraction->value, std::nullopt};
    if (const auto* observed = std::get_if<Observed>(&outcome)) return {"value", observed->value, std::nullopt};
    if (const auto* chosen = std::get_if<Chosen>(&outcome)) return {"option", std::nullopt, chosen->option};
    const auto& bound = std::get<Bound>(outcome);
    return {bound.above ? "above" : "below", bound.value, std::nullopt};
}

std::string print_verdict(const Query& row, int column, QuestionType type) {
    if (row.null(column)) return {};
    const auto kind = row.bytes(column);
    if (kind == "annulled") return "annulled: " + row.text(column + 2);
    Outcome outcome = Fraction{row.real(column + 1)};
    if (kind == "value") outcome = Observed{row.real(column + 1)};
    if (kind == "above" || kind == "below") outcome = Bound{kind == "above", row.real(column + 1)};
    if (kind == "option") outcome = Chosen{row.text(column + 2)};
    return print_outcome(outcome, bare_question(type));
}

std::string print_standing(const Query& row, int column) {
    if (row.null(column + 2)) return print_probability(row.real(column));
    const auto type = forecast_type(row, column + 1);
    return print_predictive(journal::predictive_from_text(row.bytes(column + 2), type), bare_question(type));
}

}  // namespace hindsight::sqlite
