// SPDX-License-Identifier: MIT
// A small record with a bit of everything, and its report of 2025.
#pragma once

#include "hindsight/report/build.hpp"
#include "hindsight/report/formats.hpp"
#include "unit/evaluation/records.hpp"

namespace hindsight::test {

inline const char* const kHostile = "=1+1 <script>alert('x')</script> & \"q\" \xE2\x80\xAE | `c` [a](javascript:b)";

inline std::vector<StatementRecord> sample_records() {
    std::vector<StatementRecord> records;
    for (int i = 0; i < 6; ++i) {
        RecordOf record("p" + std::to_string(i), "2024-01-01");
        record.text("zh", "一条预测").asks_binary("2025-12-31").tagged({i < 3 ? "chips" : "models"});
        record.forecast("ann", "2024-01-01", i < 4 ? "80%" : "30%");
        if (i < 2) record.forecast("bob", "2024-02-01", "60%");
        records.push_back(record.resolved(i < 5 ? "yes" : "no", "2025-06-01"));
    }
    RecordOf range("range", "2024-01-01", "li");
    range.asks(QuestionType::numeric, "2025-12-31").log_scale("parameters").forecast("li", "2024-01-01", "100B..500B@80%", "2025-12-01").imputed("expects");
    range.resolved("398.5B", "2025-07-31").resolved("below 10B", "2025-08-01", "other");
    range.resolution().evidence = {{"javascript:alert(1)", "bad", "", "", ""}};
    records.push_back(range);
    RecordOf hostile("hostile", "2025-01-01", "ann", StatementKind::claim);
    hostile.text("en", kHostile).asks_binary("2025-01-01").forecast("ann", "2025-01-01", "90%").resolved("0.5", "2025-01-01");
    hostile.resolution().evidence = {{"https://example.org/?a=1&b=2", "A & B", "2025-01-01", "says <so>", "A"}};
    records.push_back(hostile);
    records.push_back(RecordOf("void", "2024-01-01").asks_binary("2025-05-01").forecast("ann", "2024-01-01", "50%").annulled("unclear", "2025-05-01"));
    records.push_back(RecordOf("late", "2023-01-01").asks_binary("2024-05-01").forecast("ann", "2023-01-01", "70%"));
    records.push_back(RecordOf("back", "2024-01-01").asks_binary("2027-05-01").forecast("ann", "2024-01-01", "90%").retracted("2025-03-01"));
    records.push_back(RecordOf("next", "2025-02-01").asks(QuestionType::date, "2026-05-01").forecast("ann", "2025-02-01", "by 2026-05-01@40%"));
    records.push_back(RecordOf("opinion", "2025-02-01"));
    return records;
}

inline std::vector<Person> sample_persons() {
    return {{"ann", {{"en", "Ann"}}}, {"bob", {{"en", "Bob"}}}, {"li", {{"en", "Mu Li"}, {"zh", "李沐"}}}};
}

inline report::ReportRequest sample_request() {
    report::ReportRequest request;
    request.scope.years = {2025};
    request.as_of = at("2026-02-01");
    return request;
}

inline report::Report report_of(const std::vector<StatementRecord>& records, const report::ReportRequest& request = sample_request(),
                                std::span<const StatementSummary> summaries = {}) {
    static const auto persons = sample_persons();
    report::ReportInput input;
    input.records = records;
    input.outside = {summaries};
    input.persons = persons;
    input.head = {"0123456789abcdef", 42, std::string(64, 'a')};
    input.credence = {{"expects", 0.8}};
    input.version = "1.2.3";
    return report::build_report(request, input);
}

inline std::string rendered(const char* format, const char* language = "en") {
    return report::format_by_slug(format)->render(report_of(sample_records()), {report::language_by_slug(language), 80});
}

}  // namespace hindsight::test
