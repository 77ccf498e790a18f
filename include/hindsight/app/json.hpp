// SPDX-License-Identifier: MIT
// Results of verbs as JSON: the contract of `--json`.
#pragma once

#include "hindsight/app/verbs.hpp"
#include "hindsight/base/json.hpp"

namespace hindsight::app {

Json to_json(const Texts& texts);
Json to_json(const Person& person);
Json to_json(const Source& source);
Json to_json(const Statement& statement);
Json to_json(const StatementSummary& summary);
Json to_json(const ForecastRecord& forecast, const Question& question);
Json to_json(const ResolutionRecord& resolution, const Question& question);
Json to_json(const ForecasterScore& score);
Json to_json(const ShowResult& result);
Json to_json(const LogEntry& entry);
Json to_json(const Verification& verification);
Json to_json(const DoctorReport& report);
Json to_json(const ImportResult& result);
Json to_json(const Diagnostic& diagnostic);
/// All formats that there are, with what a record keeps of each.
Json formats_json();

/// Each element by to_json.
template <class T>
Json list_to_json(const std::vector<T>& list) {
    auto out = Json::array();
    for (const auto& element : list) out.push(to_json(element));
    return out;
}

}  // namespace hindsight::app
