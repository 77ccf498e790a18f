// SPDX-License-Identifier: MIT
// Summaries of records built by hand, as a store would give them.
#pragma once

#include "hindsight/store/store.hpp"

namespace hindsight::test {

/// What a list of statements knows.
inline StatementSummary summary_of(const StatementRecord& record, Instant now) {
    StatementSummary out;
    out.id = record.statement.id;
    out.kind = record.statement.kind;
    out.speaker = record.statement.speaker;
    out.said_on = record.statement.said_on;
    out.text_en = record.statement.text.at("en");
    out.facts = status_facts(record);
    out.status = status(record, now);
    if (record.statement.question) {
        out.type = record.statement.question->type;
        out.due = record.statement.question->due;
    }
    if (const auto* scored = record.scored_resolution()) out.decided_on = scored->resolution.decided_on;
    if (record.annulled_by_condition()) out.decided_on = record.condition.decided;
    out.links = record.statement.links;
    for (const auto& tag : record.statement.tags) {
        if (tag.starts_with("cluster:")) out.clusters.push_back(tag);
    }
    return out;
}

}  // namespace hindsight::test
