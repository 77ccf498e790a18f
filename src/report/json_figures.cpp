// SPDX-License-Identifier: MIT
// Counts, scores and calibration as JSON.
#include "report/json.hpp"

#include "hindsight/evaluation/score_record.hpp"

namespace hindsight::report {

using evaluation::number_or_null;

Json counts_json(const Counts& counts) {
    Json out = Json::object();
    out.set("made", counts.made);
    out.set("due", counts.due);
    out.set("resolved", counts.resolved);
    out.set("scored", counts.scored);
    out.set("annulled", counts.annulled);
    out.set("retracted", counts.retracted);
    out.set("overdue", counts.overdue);
    out.set("open", counts.open);
    out.set("not_resolvable", counts.not_resolvable);
    return out;
}

namespace {

void set_figures(Json& out, const Figures& figures) {
    out.set("n", figures.n);
    out.set("questions", figures.questions);
    out.set("scores", evaluation::scores_json(figures.scores, true));
    out.set("skill", evaluation::skill_json(figures.skill));
    out.set("hit_rate", number_or_null(figures.hit_rate));
    out.set("mean_probability", number_or_null(figures.mean_probability));
    out.set("mean_observed", number_or_null(figures.mean_observed));
    out.set("fractions", figures.fractions);
    out.set("recorded_late", figures.recorded_late);
    out.set("imputed", figures.imputed);
    if (figures.coverage) out.set("coverage", *figures.coverage);
}

Json figures_json(const Figures& figures) {
    Json out = Json::object();
    set_figures(out, figures);
    return out;
}

Json second_json(const std::optional<SecondLine>& line) {
    if (!line) return {};
    Json out = Json::object();
    out.set("events", line->resolved);
    out.set("added", line->added);
    out.set("base_rate", line->base_rate);
    out.set("expected_brier", line->expected);
    out.set("best_brier", line->best);
    out.set("worst_brier", line->worst);
    return out;
}

}  // namespace

Json calibration_or_null(const std::optional<Calibration>& calibration) {
    if (!calibration) return {};
    Json out = evaluation::calibration_json(*calibration);
    out.set("pairs", calibration->pairs);
    out.set("questions", calibration->questions);
    out.set("auc", number_or_null(calibration->auc));
    out.set("reliability_bins", evaluation::reliability_json(*calibration));
    return out;
}

namespace {

Json person_json(const Report& report, const PersonLine& person) {
    Json out = Json::object();
    out.set("id", person.id);
    const auto name = report.names.find(person.id);
    out.set("name", name == report.names.end() ? Json::object() : texts_json(name->second));
    out.set("rank", person.rank ? Json(*person.rank) : Json());
    set_figures(out, person.figures);
    out.set("recorded_before", figures_json(person.recorded_before));
    out.set("with_missing", second_json(person.second));
    out.set("calibration", calibration_or_null(person.calibration));
    return out;
}

}  // namespace

Json people_json(const Report& report, const Section& section) {
    Json out = Json::array();
    for (const auto& person : section.forecasters) out.push(person_json(report, person));
    return out;
}

Json groups_json(std::string_view dimension, const std::vector<GroupLine>& groups) {
    Json out = Json::array();
    for (const auto& group : groups) {
        Json by = Json::object();
        by.set(std::string(dimension), group.label);
        Json entry = Json::object();
        entry.set("by", std::move(by));
        set_figures(entry, group.figures);
        out.push(std::move(entry));
    }
    return out;
}

void set_section(Json& out, const Section& section) {
    set_figures(out, section.overall);
    out.set("counts", counts_json(section.counts));
    out.set("recorded_before", figures_json(section.recorded_before));
    out.set("with_missing", second_json(section.second));
    Json not_scored = Json::object();
    for (const auto& [reason, n] : section.not_scored) not_scored.set(reason, n);
    out.set("not_scored", std::move(not_scored));
    if (section.coverage) {
        Json coverage = Json::object();
        coverage.set("n", section.coverage->n);
        coverage.set("nominal", section.coverage->nominal);
        coverage.set("observed", section.coverage->observed);
        out.set("range_coverage", std::move(coverage));
    }
}

}  // namespace hindsight::report
