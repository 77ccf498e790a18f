// SPDX-License-Identifier: MIT
// Counts, scores and calibration as JSON.
#include "report/json/json.hpp"

#include "hindsight/evaluation/score_record.hpp"

namespace hindsight::report {

using evaluation::number_or_null;

namespace {

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

}  // namespace

void set_counts(Json& out, const Counts& counts) {
    out.set("counts", counts_json(counts));
    out.set("void_share", number_or_null(counts.void_share()));
}

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

namespace {

Json figures_json(const Figures& figures) {
    Json out = Json::object();
    set_figures(out, figures);
    return out;
}

}  // namespace

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
    out.set("confidence", confidence_json(person.confidence));
    out.set("range_calibration", ranges_json(person.ranges));
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

Json reasons_json(const std::map<std::string, std::size_t>& reasons) {
    Json out = Json::object();
    for (const auto& [reason, n] : reasons) out.set(reason, n);
    return out;
}

Json revision_lines_json(const std::vector<RevisionLine>& lines) {
    Json out = Json::array();
    for (const auto& line : lines) {
        out.push(Json(Json::Object{{"statement", line.statement},
                                   {"forecaster", line.forecaster},
                                   {"first_probability", line.first_probability},
                                   {"last_probability", line.last_probability},
                                   {"first_brier", line.first_brier},
                                   {"last_brier", line.last_brier}}));
    }
    return out;
}

Json revisions_json(const RevisionSummary& revisions) {
    Json out = Json::object();
    out.set("n", revisions.n);
    out.set("helped", revisions.helped);
    out.set("hurt", revisions.hurt);
    out.set("mean_change", revisions.n ? Json(revisions.mean_change) : Json());
    out.set("most_helpful", revision_lines_json(revisions.most_helpful));
    out.set("most_harmful", revision_lines_json(revisions.most_harmful));
    return out;
}

Json surprises_json(const std::vector<SurpriseLine>& surprises) {
    Json out = Json::array();
    for (const auto& line : surprises) {
        out.push(Json(Json::Object{{"statement", line.statement}, {"forecasters", line.forecasters}, {"probability", line.probability}}));
    }
    return out;
}

Json agreement_json(const std::optional<Agreement>& agreement) {
    if (!agreement) return {};
    Json out = Json::object();
    out.set("statements", agreement->statements);
    out.set("unanimous", agreement->unanimous);
    out.set("pairs", agreement->pairs);
    out.set("agreeing", agreement->agreeing);
    out.set("alpha", number_or_null(agreement->alpha));
    return out;
}

}  // namespace

Json people_json(const Report& report, const std::vector<PersonLine>& people) {
    Json out = Json::array();
    for (const auto& person : people) out.push(person_json(report, person));
    return out;
}

void set_section(Json& out, const Section& section) {
    set_figures(out, section.overall);
    set_counts(out, section.counts);
    out.set("recorded_before", figures_json(section.recorded_before));
    out.set("with_missing", second_json(section.second));
    out.set("not_scored", reasons_json(section.not_scored));
    out.set("annulled_reasons", reasons_json(section.annulled));
    out.set("stated", section.stated);
    out.set("recorded_early", section.recorded_early);
    out.set("discrimination", discrimination_json(section.discrimination));
    out.set("roc", roc_json(section.discrimination));
    out.set("confidence", confidence_json(section.confidence));
    out.set("range_calibration", ranges_json(section.ranges));
    out.set("revisions", revisions_json(section.revisions));
    out.set("surprises", surprises_json(section.surprises));
    out.set("agreement", agreement_json(section.agreement));
    if (section.coverage) {
        Json coverage = Json::object();
        coverage.set("n", section.coverage->n);
        coverage.set("nominal", section.coverage->nominal);
        coverage.set("observed", section.coverage->observed);
        out.set("range_coverage", std::move(coverage));
    }
}

void set_parts(Json& out, const Report& report, const Section& section) {
    out.set("forecasters", people_json(report, section.forecasters));
    out.set("calibration", calibration_or_null(section.calibration));
    out.set("by_tag", groups_json("tag", section.by_tag));
    out.set("by_type", groups_json("type", section.by_type));
    out.set("by_horizon", groups_json("horizon", section.by_horizon));
    out.set("by_source", groups_json("source", section.by_source));
    out.set("by_speaker", groups_json("speaker", section.by_speaker));
    out.set("by_basis", groups_json("basis", section.by_basis));
}

}  // namespace hindsight::report
