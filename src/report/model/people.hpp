// SPDX-License-Identifier: MIT
// Who stands in the parts of a report that go over several years.
#pragma once

#include <string>
#include <vector>

#include "hindsight/report/model.hpp"

namespace hindsight::report {

/// The section whose kind development and other rules are of.
const Section& compared(const Report& report);

/// Everybody who has a score in it or in any of the years, in the order of the scoreboard and then of the years.
std::vector<std::string> people_over_years(const Report& report);

}  // namespace hindsight::report
