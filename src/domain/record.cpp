// SPDX-License-Identifier: MIT
// What a statement's history means at an instant: status, standing forecast, wording in force, scored resolution.
#include "hindsight/domain/record.hpp"

#include <algorithm>
#include <array>

namespace hindsight {

namespace {

constexpr std::array<std::string_view, 7> kStatuses{"not_resolvable", "open",      "closed",   "overdue",
                                                    "resolved",       "annulled", "retracted"};

}  // namespace

std::string_view slug(Status status) { return kStatuses[static_cast<std::size_t>(status)]; }

std::optional<Status> parse_status(std::string_view text) {
    const auto it = std::find(kStatuses.begin(), kStatuses.end(), text);
    if (it == kStatuses.end()) return std::nullopt;
    return static_cast<Status>(it - kStatuses.begin());
}

Status status(const StatusFacts& facts, Instant now) {
    if (facts.annulled || facts.condition_not_met) return Status::annulled;
    if (facts.resolved) return Status::resolved;  // also a retracted one: it is scored as it stood
    if (facts.retracted) return Status::retracted;
    if (!facts.has_question) return Status::not_resolvable;
    if (facts.due && *facts.due < now) return Status::overdue;
    if (facts.closes && *facts.closes < now) return Status::closed;
    return Status::open;
}

StatusFacts status_facts(const StatementRecord& record) {
    StatusFacts facts;
    facts.retracted = record.retraction.has_value();
    if (const auto& question = record.statement.question) {
        facts.has_question = true;
        if (question->closes) facts.closes = question->closes->at;
        if (question->due) facts.due = question->due->at;
    }
    if (const auto* scored = record.scored_resolution()) {
        facts.annulled = scored->resolution.annulled() != nullptr;
        facts.resolved = !facts.annulled;
    }
    facts.condition_not_met = record.annulled_by_condition();
    return facts;
}

bool StatementRecord::annulled_by_condition() const {
    if (condition.status != ConditionStatus::not_met || !statement.question) return false;
    const auto* scored = scored_resolution();
    return !scored || !scored->resolution.annulled();
}

std::vector<const ResolutionRecord*> StatementRecord::ratings() const {
    std::vector<const ResolutionRecord*> latest;  // in the order in which resolvers first appeared
    for (const auto& entry : resolutions) {
        const auto same = std::find_if(latest.begin(), latest.end(), [&](const ResolutionRecord* other) {
            return other->resolution.resolver == entry.resolution.resolver;
        });
        if (same == latest.end()) {
            latest.push_back(&entry);
        } else if (entry.standing || !(*same)->standing) {
            *same = &entry;
        }
    }
    std::erase_if(latest, [](const ResolutionRecord* r) { return !r->standing; });
    return latest;
}

const ResolutionRecord* StatementRecord::scored_resolution() const {
    const auto all = ratings();
    return all.empty() ? nullptr : all.front();
}

const ForecastRecord* StatementRecord::standing_forecast(const std::string& person, Instant at) const {
    const ForecastRecord* standing = nullptr;
    for (const auto& entry : forecasts) {
        if (entry.forecast.forecaster != person || entry.made > at) continue;
        if (entry.withdrawn && *entry.withdrawn <= at) continue;
        standing = &entry;  // forecasts are in the order (made, key)
    }
    return standing;
}

const Statement& StatementRecord::wording_at(Instant at) const {
    for (const auto& amendment : amendments) {
        if (at < amendment.at) return amendment.before;
    }
    return statement;
}

}  // namespace hindsight
