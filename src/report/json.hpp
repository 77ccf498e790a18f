// SPDX-License-Identifier: MIT
// Pieces of the report's JSON.
#pragma once

#include "hindsight/report/model.hpp"

namespace hindsight::report {

Json text_or_null(const std::string& text);
Json when_or_null(const std::optional<When>& when);
Json texts_json(const Texts& texts);

// Figures.
Json counts_json(const Counts& counts);
Json people_json(const Report& report, const Section& section);
Json groups_json(std::string_view dimension, const std::vector<GroupLine>& groups);
/// Everything of a section but its forecasters, calibration and groups.
void set_section(Json& out, const Section& section);
Json calibration_or_null(const std::optional<Calibration>& calibration);

/// Statements with their forecasts.
Json statements_json(const std::vector<StatementLine>& lines);

}  // namespace hindsight::report
