// SPDX-License-Identifier: MIT
// From the facts of a statement's history to its record.
#include "fold.hpp"

#include <algorithm>

namespace hindsight::sqlite {

using namespace journal;

Fact HistoryEntry::fact() const {
    Header header;
    header.type = type;
    return decode(header, parts);
}

std::optional<HistoryEntry> HistoryCursor::next() {
    if (!waiting_) return std::nullopt;
    HistoryEntry entry{rows_.integer(0),
                       static_cast<std::uint64_t>(rows_.integer(1)),
                       rows_.text(2),
                       rows_.text(3),
                       instant_of(rows_.integer(4)),
                       {}};
    do {
        if (!rows_.null(5)) entry.parts.push_back({rows_.text(5), {}, rows_.text(6)});
        waiting_ = rows_.next();
    } while (waiting_ && rows_.integer(0) == entry.statement &&
             static_cast<std::uint64_t>(rows_.integer(1)) == entry.seq);
    return entry;
}

void RecordFold::take(const HistoryEntry& entry) {
    auto fact = entry.fact();
    if (auto* added = std::get_if<StatementAdded>(&fact)) {
        record_.statement = std::move(added->statement);
        record_.recorded = entry.at;
    } else if (auto* amended = std::get_if<StatementAmended>(&fact)) {
        add_amendment(entry, std::move(*amended));
    } else if (auto* retracted = std::get_if<StatementRetracted>(&fact)) {
        record_.retraction =
            Retraction{retracted->on.value_or(When::instant(entry.at)), std::move(retracted->reason), entry.at};
    } else if (std::holds_alternative<StatementRestored>(fact)) {
        record_.retraction.reset();
    } else if (auto* resolved = std::get_if<QuestionResolved>(&fact)) {
        add_resolution(entry, std::move(resolved->resolution), {}, {});
    } else if (auto* corrected = std::get_if<ResolutionCorrected>(&fact)) {
        add_resolution(entry, std::move(corrected->resolution), std::move(corrected->corrects),
                       std::move(corrected->reason));
    } else if (auto* withdrawal = std::get_if<ResolutionWithdrawn>(&fact)) {
        withdrawn_.insert(std::move(withdrawal->resolution));
    } else if (const auto* restored = std::get_if<ResolutionRestored>(&fact)) {
        withdrawn_.erase(restored->resolution);
    }
}

/// One that reaches further back than those before it overrules them from then on: they take its time.
void RecordFold::add_amendment(const HistoryEntry& entry, StatementAmended fact) {
    const auto at = fact.from ? std::min(fact.from->at, entry.at) : entry.at;
    auto& list = record_.amendments;
    for (auto it = list.rbegin(); it != list.rend() && it->at > at; ++it) {
        it->at = at;
        it->from = fact.from;
    }
    list.push_back({entry.seq, at, std::move(fact.reason), std::move(record_.statement), entry.event, entry.at, fact.from});
    record_.statement = std::move(fact.statement);
}

void RecordFold::add_resolution(const HistoryEntry& entry, Resolution resolution, std::string corrects,
                                std::string reason) {
    record_.resolutions.push_back({static_cast<std::int64_t>(entry.seq), entry.event, entry.seq, std::move(resolution),
                                   entry.at, true, std::move(corrects), std::move(reason)});
}

void RecordFold::finish() {
    std::set<std::string> corrected;
    for (const auto& entry : record_.resolutions) {
        if (!entry.corrects.empty() && !withdrawn_.contains(entry.event)) corrected.insert(entry.corrects);
    }
    for (auto& entry : record_.resolutions) {
        entry.standing = !withdrawn_.contains(entry.event) && !corrected.contains(entry.event);
    }
}

}  // namespace hindsight::sqlite
