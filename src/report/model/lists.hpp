// SPDX-License-Identifier: MIT
// The last steps of building a report: order, best and worst calls, names.
#pragma once

#include "hindsight/report/build.hpp"

namespace hindsight::report {

/// Predictions before claims, then by time, then by id.
void sort_lists(Report& report);
/// Needs the statements in their final order.
void pick_calls(Report& report);
/// What kind of question the statements ask that others are conditional on.
void add_condition_types(const ReportInput& input, Report& report);
/// Persons, sources and phrases that occur.
void collect_names(const ReportInput& input, Report& report);

}  // namespace hindsight::report
