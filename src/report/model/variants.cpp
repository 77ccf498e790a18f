// SPDX-License-Identifier: MIT
// Changes one thing of the report's own way at a time.
#include "report/model/variants.hpp"

#include <algorithm>
#include <array>

namespace hindsight::report {

using evaluation::Evaluation;
using evaluation::Policy;
using evaluation::Variant;

namespace {

bool is_window(const Evaluation& evaluation, std::uint32_t row) {
    const auto& question = evaluation.record_of(evaluation.rows[row]).statement.question;
    return evaluation.rows[row].in_range_form && question && question->counts_days();
}

}  // namespace

std::vector<Variant> variants(const ReportRequest& request, const Evaluation& own, const evaluation::RowSet& scored) {
    const Variant base{"own", own.options, {request.scope.years, request.year_by, request.as_of}, own.options.policy != Policy::time_weighted};
    std::vector<Variant> out{base};
    const auto change = [&](std::string slug) -> Variant& {
        out.push_back(base);
        out.back().slug = std::move(slug);
        return out.back();
    };
    if (!request.scope.years.empty()) {
        for (const auto& info : evaluation::year_rules()) {
            if (info.rule != request.year_by) change("year:" + std::string(info.slug)).period.rule = info.rule;
        }
    }
    for (const auto policy : std::array{Policy::first, Policy::last, Policy::time_weighted}) {
        if (policy == request.policy) continue;
        Variant& variant = change("policy:" + std::string(slug(policy)));
        variant.options.policy = policy;
        variant.comparable = policy != Policy::time_weighted;
    }
    if (request.other_credence) change("credence").options.credence = request.other_credence;
    if (std::any_of(scored.begin(), scored.end(), [&](std::uint32_t row) { return is_window(own, row); })) {
        change("window:by_end").options.windows = evaluation::WindowReading::by_end;
        change("window:by_middle").options.windows = evaluation::WindowReading::by_middle;
    }
    return out;
}

}  // namespace hindsight::report
