// SPDX-License-Identifier: MIT
// Whether the conditions of conditional statements were met.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "hindsight/domain/record.hpp"

namespace hindsight {

/// Whether an outcome is what a condition needs, whatever way the need was written: `1000000` is met by 1M, `above 5` by
/// 7. nullopt when a bound leaves it open.
std::optional<bool> meets(const Outcome& outcome, const Question& question, std::string_view need);

/// Follows conditions from statement to statement. A condition that was annulled, or whose own condition was not met, is
/// not met; one without an answer, or that hangs on itself, is open.
class Conditions {
 public:
    /// The record with an id; nullptr when it is not known. Only statement and resolutions are looked at.
    using Find = std::function<const StatementRecord*(std::string_view id)>;
    explicit Conditions(Find find) : find_(std::move(find)) {}

    ConditionState of(const Statement& statement);

 private:
    ConditionState of(const Link& link);

    Find find_;
    std::unordered_map<std::string, ConditionState> known_;  // by id; `open` while it is being decided
};

/// Fills in `condition` of records that hold all the statements they are conditional on.
void decide_conditions(std::span<StatementRecord> records);

}  // namespace hindsight
