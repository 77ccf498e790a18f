// SPDX-License-Identifier: MIT
// The other ways to count that the report shows beside its own.
#pragma once

#include "hindsight/report/build.hpp"

namespace hindsight::report {

/// The report's own first. `scored`: the rows of `own` whose windows may be read otherwise.
std::vector<evaluation::Variant> variants(const ReportRequest& request, const evaluation::Evaluation& own, const evaluation::RowSet& scored);

}  // namespace hindsight::report
