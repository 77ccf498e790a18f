// SPDX-License-Identifier: MIT
// A filter of statements as a condition in SQL with its values.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "../engine/connection.hpp"
#include "hindsight/store/store.hpp"
#include "links.hpp"

namespace hindsight::sqlite {

/// All of a filter but the status, which depends on the clock. Columns are those of `statement` under the name `s`.
struct Condition {
    std::string sql;  // "" or " WHERE ..."
    std::vector<std::variant<std::int64_t, std::string>> values;
};
/// A statement whose condition was not met was decided then: `states` may be empty when the filter asks for no year.
Condition condition_of(const StatementFilter& filter, const ConditionStates& states);
/// Whether the states of conditions must be known before the statements are found.
bool asks_for_conditions(const StatementFilter& filter);

/// Whether the status is among those asked for, if any.
bool admits(const StatementFilter& filter, Status status);

/// A list of texts or numbers as a JSON array, for `IN (SELECT value FROM json_each(?))`: one statement whatever its
/// length.
std::string json_list(const std::vector<std::string>& texts);
std::string json_list(const std::vector<std::int64_t>& numbers);

}  // namespace hindsight::sqlite
