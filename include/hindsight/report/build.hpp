// SPDX-License-Identifier: MIT
// From records to a report: of a year, of several, or of all time.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "hindsight/domain/credence.hpp"
#include "hindsight/evaluation/evaluate.hpp"
#include "hindsight/report/model.hpp"

namespace hindsight::report {

struct ReportRequest {
    Scope scope;
    evaluation::YearRule year_by = evaluation::YearRule::decided;
    evaluation::Policy policy = evaluation::Policy::last;
    bool include_late = false;
    Instant as_of{};
    const CredenceTable* other_credence = nullptr;     // read phrases with this table instead, in the sensitivity table
    bool intervals = true;                             // false leaves the bootstrap out, to measure the rest
};

/// Plain values; they must outlive the call. Two ways to fill it:
/// - small: all records, no summaries;
/// - large: `summaries` of all statements with their links, and in `records` those that `needed_records` names. The report
///   is the same.
struct ReportInput {
    std::span<const StatementRecord> records;
    evaluation::Outside outside;  // summaries of all statements, or none
    std::span<const Person> persons;
    std::span<const Source> sources;
    RecordHead head;
    std::uint64_t given_clock_events = 0;
    bool reproducible = false;
    CredenceTable credence;
    std::string version;
};

/// Statements said, due or decided in the years of the scope (of all time, or of a person: all), and others that the report may
/// list: overdue, retracted, or due in the year after.
std::vector<std::string> needed_records(const ReportRequest& request, const evaluation::Outside& outside);

/// Linear in records, summaries and forecasts, apart from the bootstrap.
Report build_report(const ReportRequest& request, const ReportInput& input);

}  // namespace hindsight::report
