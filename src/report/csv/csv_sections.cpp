// SPDX-License-Identifier: MIT
// Tables of what is said once of predictions and once of claims: agreement, changes of mind, surprises, best and worst calls.
#include "report/csv/csv_table.hpp"

namespace hindsight::report {

namespace {

template <class Part, class Get>
std::string of(const std::optional<Part>& part, Get get) {
    return part ? cell(get(*part)) : std::string();
}

constexpr CsvColumn<Section> kSections[] = {
    {"kind", [](const Section& s) { return cell(slug(s.kind)); }},
    {"mean_happened", [](const Section& s) { return of(s.discrimination, [](const Discrimination& d) { return d.mean_happened; }); }},
    {"mean_not_happened", [](const Section& s) { return of(s.discrimination, [](const Discrimination& d) { return d.mean_not; }); }},
    {"mean_difference", [](const Section& s) { return of(s.discrimination, [](const Discrimination& d) { return d.difference(); }); }},
    {"auc", [](const Section& s) { return s.discrimination && s.discrimination->roc ? cell(s.discrimination->roc->auc) : std::string(); }},
    {"auc_ci90_low", [](const Section& s) { return s.discrimination ? end_of(s.discrimination->auc_ci90, 0) : std::string(); }},
    {"auc_ci90_high", [](const Section& s) { return s.discrimination ? end_of(s.discrimination->auc_ci90, 1) : std::string(); }},
    {"ranges_n", [](const Section& s) { return of(s.ranges, [](const RangeCalibration& r) { return r.n; }); }},
    {"ranges_nominal", [](const Section& s) { return s.ranges && s.ranges->n > 0 ? cell(s.ranges->nominal) : std::string(); }},
    {"ranges_observed", [](const Section& s) { return s.ranges && s.ranges->n > 0 ? cell(s.ranges->observed) : std::string(); }},
    {"revisions_n", [](const Section& s) { return cell(s.revisions.n); }},
    {"revisions_helped", [](const Section& s) { return cell(s.revisions.helped); }},
    {"revisions_hurt", [](const Section& s) { return cell(s.revisions.hurt); }},
    {"revisions_mean_change", [](const Section& s) { return s.revisions.n > 0 ? cell(s.revisions.mean_change) : std::string(); }},
    {"agreement_statements", [](const Section& s) { return of(s.agreement, [](const Agreement& a) { return a.statements; }); }},
    {"agreement_unanimous", [](const Section& s) { return of(s.agreement, [](const Agreement& a) { return a.unanimous; }); }},
    {"agreement_pairs", [](const Section& s) { return of(s.agreement, [](const Agreement& a) { return a.pairs; }); }},
    {"agreement_agreeing", [](const Section& s) { return of(s.agreement, [](const Agreement& a) { return a.agreeing; }); }},
    {"agreement_alpha", [](const Section& s) { return of(s.agreement, [](const Agreement& a) { return a.alpha; }); }},
};

std::string sections(const Report& report) {
    CsvTable<Section> table(kSections);
    for (const auto* section : {&report.predictions, &report.claims}) table.add(*section);
    return table.take();
}

struct RevisionRow {
    StatementKind kind;
    std::string_view list;
    const RevisionLine& revision;
};
constexpr CsvColumn<RevisionRow> kRevisions[] = {
    {"kind", [](const RevisionRow& r) { return cell(slug(r.kind)); }},
    {"list", [](const RevisionRow& r) { return cell(r.list); }},
    {"statement", [](const RevisionRow& r) { return cell(r.revision.statement); }},
    {"forecaster", [](const RevisionRow& r) { return cell(r.revision.forecaster); }},
    {"first_probability", [](const RevisionRow& r) { return cell(r.revision.first_probability); }},
    {"last_probability", [](const RevisionRow& r) { return cell(r.revision.last_probability); }},
    {"first_brier", [](const RevisionRow& r) { return cell(r.revision.first_brier); }},
    {"last_brier", [](const RevisionRow& r) { return cell(r.revision.last_brier); }},
};

std::string revisions(const Report& report) {
    std::vector<RevisionRow> rows;
    for (const auto* section : {&report.predictions, &report.claims}) {
        for (const auto& line : section->revisions.most_helpful) rows.push_back({section->kind, "most_helpful", line});
        for (const auto& line : section->revisions.most_harmful) rows.push_back({section->kind, "most_harmful", line});
    }
    return csv_table<RevisionRow>(kRevisions, rows);
}

struct SurpriseRow {
    StatementKind kind;
    const SurpriseLine& surprise;
};
constexpr CsvColumn<SurpriseRow> kSurprises[] = {
    {"kind", [](const SurpriseRow& r) { return cell(slug(r.kind)); }},
    {"statement", [](const SurpriseRow& r) { return cell(r.surprise.statement); }},
    {"forecasters", [](const SurpriseRow& r) { return cell(r.surprise.forecasters); }},
    {"probability", [](const SurpriseRow& r) { return cell(r.surprise.probability); }},
};

std::string surprises(const Report& report) {
    std::vector<SurpriseRow> rows;
    for (const auto* section : {&report.predictions, &report.claims}) {
        for (const auto& line : section->surprises) rows.push_back({section->kind, line});
    }
    return csv_table<SurpriseRow>(kSurprises, rows);
}

struct CallRow {
    std::string_view list;
    const StatementLine& statement;
    const ForecastLine& forecast;
};
constexpr CsvColumn<CallRow> kCalls[] = {
    {"list", [](const CallRow& r) { return cell(r.list); }},
    {"statement", [](const CallRow& r) { return cell(r.statement.id); }},
    {"forecaster", [](const CallRow& r) { return cell(r.forecast.forecaster); }},
    {"brier", [](const CallRow& r) { return cell(r.forecast.brier); }},
};

std::string calls(const Report& report) {
    std::vector<CallRow> rows;
    const auto add = [&](std::string_view list, const std::vector<Call>& calls) {
        for (const auto& call : calls) rows.push_back({list, report.statements[call.statement], report.statements[call.statement].forecasts[call.forecast]});
    };
    add("best", report.best);
    add("worst", report.worst);
    return csv_table<CallRow>(kCalls, rows);
}

constexpr CsvTableInfo kTables[] = {{"sections", sections}, {"revisions", revisions}, {"surprises", surprises}, {"calls", calls}};

}  // namespace

std::span<const CsvTableInfo> section_tables() { return kTables; }

}  // namespace hindsight::report
