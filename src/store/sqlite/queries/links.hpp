// SPDX-License-Identifier: MIT
// Links between statements, without their records.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "../engine/connection.hpp"
#include "hindsight/domain/record.hpp"

namespace hindsight::sqlite {

/// By the key of the statement that they go out from.
std::unordered_map<std::int64_t, std::vector<Link>> read_links(Connection& connection);

/// What became of every condition, by the key of the statement that has it.
using ConditionStates = std::unordered_map<std::int64_t, ConditionState>;
ConditionStates read_conditions(Connection& connection);

}  // namespace hindsight::sqlite
