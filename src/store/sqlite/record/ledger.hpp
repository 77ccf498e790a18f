// SPDX-License-Identifier: MIT
// The journal's rows: what is known of the whole, writing an event, and reading events in order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "../engine/connection.hpp"
#include "hindsight/journal/event.hpp"
#include "hindsight/journal/head.hpp"
#include "hindsight/journal/merkle.hpp"

namespace hindsight::sqlite {

/// The one row of table `record`: all that opening and appending need to know of the journal.
struct State {
    std::string origin;
    bool reproducible = false;
    journal::Frontier frontier;
    std::string latest;  // `at` of the last event
    std::uint64_t given_clock = 0;
    std::int64_t forecasts = 0;  // also the key of the last one

    std::uint64_t size() const { return frontier.size(); }
    journal::Head head() const { return {origin, frontier.size(), frontier.root()}; }
};

/// Throws Error{record_damaged} when the row is missing or cannot be.
State load_state(Connection& connection, const std::string& path);
void save_state(Connection& connection, const State& state);

void insert_event(Connection& connection, const journal::Event& event);

/// An event as its rows have it, not yet checked.
struct StoredEvent {
    std::int64_t seq = 0;
    std::string header;
    std::string leaf;
    std::vector<journal::Part> parts;
    bool as_blobs = true;         // whether bytes were stored as such
    std::int64_t first_part = 0;  // key of the first part
    bool parts_in_order = true;   // whether their keys follow one another
};

/// Goes through events and their parts in order, with two statements for all of them.
class EventCursor {
 public:
    /// From `first` on.
    explicit EventCursor(Connection& connection, std::int64_t first = 1);
    std::optional<StoredEvent> next();
    /// Seq of a part that belongs to no event passed so far; meaningful after the last event.
    std::optional<std::int64_t> stray_part() const { return stray_; }

 private:
    void take_parts(StoredEvent& event);

    Query events_, parts_;
    bool part_waiting_ = false;
    std::optional<std::int64_t> stray_;
};

}  // namespace hindsight::sqlite
