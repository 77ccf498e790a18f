// SPDX-License-Identifier: MIT
// Values as single columns of projections, and back.
#include "rows.hpp"

#include "hindsight/base/error.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/journal/content.hpp"

namespace hindsight::sqlite {

Question bare_question(QuestionType type) {
    Question question;
    question.type = type;
    return question;
}

bool is_plain(const Forecast& forecast) {
    return std::holds_alternative<BinaryForecast>(forecast.predictive) && forecast.basis == Basis::stated && forecast.phrase.empty() &&
           forecast.reason.empty() && forecast.entered.empty();
}

QuestionType forecast_type(const Query& row, int column) {
    if (row.null(column)) return QuestionType::binary;
    const auto type = parse_question_type(row.bytes(column));
    if (!type) throw Error(ErrorCode::record_damaged, "a forecast has no known type", "`hindsight verify` says more");
    return *type;
}

Forecast forecast_from_row(const Query& row, int column) {
    if (!row.null(column + 2)) {
        return journal::forecast_from_canonical(parse_json(row.bytes(column + 2), "forecast"), forecast_type(row, column + 1));
    }
    Forecast forecast;
    forecast.predictive = BinaryForecast{row.real(column)};
    return forecast;
}

std::string print_verdict(const Resolution& resolution, QuestionType type) {
    if (const auto* annulled = resolution.annulled()) return "annulled: " + annulled->reason;
    return print_outcome(*resolution.outcome(), bare_question(type));
}

}  // namespace hindsight::sqlite
