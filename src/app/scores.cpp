// SPDX-License-Identifier: MIT
// The scores of one statement as it stands.
#include <algorithm>
#include <span>

#include "hindsight/app/verbs.hpp"
#include "hindsight/domain/event_of.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/evaluation/evaluate.hpp"

namespace hindsight::app {

namespace {

/// Only a repetition is scored or not by what other statements are.
std::vector<StatementSummary> linked(Reader& reader, const StatementRecord& record) {
    const auto& links = record.statement.links;
    const bool repeats = std::any_of(links.begin(), links.end(), [](const Link& link) { return link.kind == LinkKind::repeats; });
    if (!repeats) return {};
    SummaryQuery everything;
    everything.forecasts = false;
    everything.links = true;
    return reader.summaries(everything);
}

void add_types(const evaluation::Row& row, const Question& question, ForecasterScore& score) {
    for (const auto& type : row.score.type_scores()) {
        const auto unit = evaluation::scale_of(type.rule, evaluation::unit_of(type.rule, question));
        score.types.push_back({std::string(type.rule), std::string(unit), type.value});
    }
}

}  // namespace

std::vector<ForecasterScore> scores_of(Reader& reader, const StatementRecord& record) {
    std::vector<ForecasterScore> out;
    if (!record.statement.question || !record.scored_resolution()) return out;
    const auto summaries = linked(reader, record);
    evaluation::Options options;
    options.as_of = Instant::max();  // whatever is in the record counts
    const auto evaluation = evaluation::evaluate(std::span(&record, 1), options, {summaries});
    for (const auto& row : evaluation.rows) {
        ForecasterScore score;
        score.forecaster = evaluation.forecaster_of(row);
        if (row.forecast) score.forecast = print_predictive(row.forecast->forecast.predictive, *record.statement.question);
        score.probability = row.score.probability;
        if (row.has_event()) {
            score.brier = row.score.event->brier;
            score.log = row.score.event->log;
        } else if (row.has_score() && row.score.event_gap != evaluation::gap::no_event) {
            score.event_not_scored = row.score.event_gap;
        }
        score.not_scored = row.why();
        if (row.has_score()) add_types(row, *record.statement.question, score);
        out.push_back(std::move(score));
    }
    return out;
}

}  // namespace hindsight::app
