// SPDX-License-Identifier: MIT
// Pieces of the report's JSON.
#pragma once

#include "hindsight/report/model.hpp"

namespace hindsight::report {

Json text_or_null(const std::string& text);
Json when_or_null(const std::optional<When>& when);
Json texts_json(const Texts& texts);

// Figures.
/// `counts`, and the void share beside them.
void set_counts(Json& out, const Counts& counts);
void set_figures(Json& out, const Figures& figures);
Json second_json(const std::optional<SecondLine>& line);
Json people_json(const Report& report, const std::vector<PersonLine>& people);
/// Everything of a section but its forecasters, calibration and groups.
void set_section(Json& out, const Section& section);
/// Those.
void set_parts(Json& out, const Report& report, const Section& section);

// Shapes: how sure, how well told apart, how often inside.
Json calibration_or_null(const std::optional<Calibration>& calibration);
Json confidence_json(const std::optional<Confidence>& confidence);
Json ranges_json(const std::optional<RangeCalibration>& ranges);
Json discrimination_json(const std::optional<Discrimination>& discrimination);
Json roc_json(const std::optional<Discrimination>& discrimination);

// Over years and rules.
Json scope_json(const Scope& scope);
Json development_json(const Report& report);
Json sensitivity_json(const Report& report);

/// Statements with their forecasts.
Json statements_json(const std::vector<StatementLine>& lines);

}  // namespace hindsight::report
