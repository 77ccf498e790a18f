// SPDX-License-Identifier: MIT
// Wording -> probability, used where a speaker gave no number.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hindsight {

/// Phrase -> probability in [0,1].
using CredenceTable = std::map<std::string, double>;

/// The phrases that a new record starts with.
const CredenceTable& default_credence();
/// The phrase's probability; case does not count.
std::optional<double> credence_of(const CredenceTable& table, std::string_view phrase);

}  // namespace hindsight
