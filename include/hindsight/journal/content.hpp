// SPDX-License-Identifier: MIT
// Domain values as canonical JSON: what events and projections store. No floating point in it.
#pragma once

#include "hindsight/base/json.hpp"
#include "hindsight/domain/statement.hpp"

namespace hindsight::journal {

Json to_canonical(const Person& person);
Json to_canonical(const Source& source);
Json to_canonical(const Statement& statement);
Json to_canonical(const Forecast& forecast, QuestionType type);
Json to_canonical(const Resolution& resolution, QuestionType type);

// All throw Error{bad_canonical} when a member is missing or of another kind.
Person person_from_canonical(const Json& json);
Source source_from_canonical(const Json& json);
Statement statement_from_canonical(const Json& json);
Forecast forecast_from_canonical(const Json& json, QuestionType type);
Resolution resolution_from_canonical(const Json& json, QuestionType type);

/// Predictives and outcomes in their canonical form, as stored text.
std::string predictive_text(const Predictive& predictive, QuestionType type);
Predictive predictive_from_text(std::string_view canonical_json, QuestionType type);

}  // namespace hindsight::journal
