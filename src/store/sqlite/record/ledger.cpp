// SPDX-License-Identifier: MIT
// The journal's rows: what is known of the whole, writing an event, and reading events in order.
#include "ledger.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <limits>

#include "../engine/errors.hpp"

namespace hindsight::sqlite {

namespace {

std::optional<journal::Frontier> frontier_from(std::int64_t size, std::string_view bytes) {
    if (size < 0 ||
        bytes.size() != sizeof(Hash) * static_cast<std::size_t>(std::popcount(static_cast<std::uint64_t>(size)))) {
        return std::nullopt;
    }
    std::vector<Hash> nodes(bytes.size() / sizeof(Hash));
    for (std::size_t i = 0; i < nodes.size(); ++i)
        std::copy_n(bytes.begin() + i * sizeof(Hash), sizeof(Hash), nodes[i].begin());
    return journal::Frontier(static_cast<std::uint64_t>(size), std::move(nodes));
}

}  // namespace

State load_state(Connection& connection, const std::string& path) {
    Query row(connection, "SELECT origin, reproducible, size, frontier, latest, given_clock, forecasts FROM record");
    constexpr auto kNoEnd = "it does not say where its journal ends";
    if (!row.next()) throw damaged(kNoEnd, path);
    auto frontier = frontier_from(row.integer(2), row.bytes(3));
    if (!frontier) throw damaged(kNoEnd, path);
    return {row.text(0),
            row.integer(1) != 0,
            std::move(*frontier),
            row.text(4),
            static_cast<std::uint64_t>(row.integer(5)),
            row.integer(6)};
}

void save_state(Connection& connection, const State& state) {
    std::string nodes;
    for (const auto& node : state.frontier.nodes()) nodes += as_bytes(node);
    Query(connection,
          "INSERT INTO record VALUES (1, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET "
          "origin = excluded.origin, reproducible = excluded.reproducible, size = excluded.size, "
          "frontier = excluded.frontier, latest = excluded.latest, given_clock = excluded.given_clock, "
          "forecasts = excluded.forecasts")
        .bind(state.origin, state.reproducible, state.size(), Blob{nodes}, state.latest, state.given_clock,
              state.forecasts)
        .run();
}

void insert_event(Connection& connection, const journal::Event& event) {
    Query(connection, "INSERT INTO event VALUES (?, ?, ?)")
        .bind(event.header.seq, Blob{event.header_bytes}, event.leaf)
        .run();
    Query insert(connection, "INSERT INTO part (seq, name, salt, bytes) VALUES (?, ?, ?, ?)");
    for (const auto& part : event.parts) insert.bind(event.header.seq, part.name, part.salt, Blob{part.bytes}).run();
}

EventCursor::EventCursor(Connection& connection, std::int64_t first)
    : events_(connection, "SELECT seq, header, leaf FROM event WHERE seq >= ? ORDER BY seq"),
      parts_(connection, "SELECT seq, name, salt, bytes, key FROM part WHERE seq >= ? ORDER BY seq, name") {
    // Whatever has a number below 1 is to be met, too.
    const auto from = first == 1 ? std::numeric_limits<std::int64_t>::min() : first;
    events_.bind(from);
    parts_.bind(from);
    part_waiting_ = parts_.next();
}

std::optional<StoredEvent> EventCursor::next() {
    if (!events_.next()) {
        if (part_waiting_ && !stray_) stray_ = parts_.integer(0);
        return std::nullopt;
    }
    StoredEvent event{events_.integer(0), events_.text(1), events_.text(2), {}, true, 0, true};
    event.as_blobs = events_.type(1) == SQLITE_BLOB && events_.type(2) == SQLITE_BLOB;
    take_parts(event);
    return event;
}

void EventCursor::take_parts(StoredEvent& event) {
    for (; part_waiting_ && parts_.integer(0) <= event.seq; part_waiting_ = parts_.next()) {
        if (parts_.integer(0) < event.seq) {
            if (!stray_) stray_ = parts_.integer(0);
            continue;
        }
        if (event.parts.empty()) event.first_part = parts_.integer(4);
        event.parts_in_order = event.parts_in_order &&
                               parts_.integer(4) == event.first_part + static_cast<std::int64_t>(event.parts.size());
        journal::Part part{parts_.text(1), {}, parts_.text(3)};
        const auto salt = parts_.bytes(2);
        event.as_blobs = event.as_blobs && parts_.type(2) == SQLITE_BLOB && parts_.type(3) == SQLITE_BLOB &&
                         parts_.type(1) == SQLITE_TEXT && salt.size() == part.salt.size();
        std::copy_n(salt.begin(), std::min(salt.size(), part.salt.size()), part.salt.begin());
        event.parts.push_back(std::move(part));
    }
}

}  // namespace hindsight::sqlite
