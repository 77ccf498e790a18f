// SPDX-License-Identifier: MIT
// From the facts of a statement's history to its record.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "../engine/connection.hpp"
#include "hindsight/domain/record.hpp"
#include "hindsight/journal/facts.hpp"

namespace hindsight::sqlite {

/// An event in the history of a statement.
struct HistoryEntry {
    std::int64_t statement = 0;
    std::uint64_t seq = 0;
    std::string type, event;
    Instant at{};
    std::vector<journal::Part> parts;

    journal::Fact fact() const;
};

/// Groups the rows of a query into entries. Its columns: statement, seq, type, event, at, part name, part bytes;
/// ordered by statement, seq and name.
class HistoryCursor {
 public:
    explicit HistoryCursor(Query& rows) : rows_(rows), waiting_(rows.next()) {}
    std::optional<HistoryEntry> next();

 private:
    Query& rows_;
    bool waiting_;
};

/// Takes the history of one statement in order. Forecasts are not its business.
class RecordFold {
 public:
    explicit RecordFold(StatementRecord& record) : record_(record) {}
    void take(const HistoryEntry& entry);
    /// After the last one: which resolutions stand. One stands unless it was withdrawn, or corrected by one that was
    /// not.
    void finish();

 private:
    void add_amendment(const HistoryEntry& entry, journal::StatementAmended fact);
    void add_resolution(const HistoryEntry& entry, Resolution resolution, std::string corrects, std::string reason);

    StatementRecord& record_;
    std::set<std::string> withdrawn_;
};

inline std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }
inline Instant instant_of(std::int64_t micros) { return Instant{std::chrono::microseconds{micros}}; }

}  // namespace hindsight::sqlite
