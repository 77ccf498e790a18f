// SPDX-License-Identifier: MIT
// Making projections again from the journal.
#include "replay.hpp"

#include <algorithm>

#include "hindsight/journal/facts.hpp"
#include "projector.hpp"

namespace hindsight::sqlite {

journal::Event read_event(StoredEvent stored) {
    journal::Event event;
    event.header = journal::decode_header(stored.header);
    event.header_bytes = std::move(stored.header);
    event.parts = std::move(stored.parts);
    std::copy_n(stored.leaf.begin(), std::min(stored.leaf.size(), event.leaf.size()), event.leaf.begin());
    return event;
}

void replay(Connection& from, Connection& to, const std::optional<Instant>& until) {
    State state;
    Projector projector(to, state);
    EventCursor events(from);
    while (auto stored = events.next()) {
        const auto event = read_event(std::move(*stored));
        state.origin = event.header.origin;
        if (until && parse_instant(event.header.at).value_or(Instant::max()) > *until) break;
        insert_event(to, event);
        projector.apply(event.header, event.leaf, journal::decode(event.header, event.parts));
    }
    projector.settle();
    save_state(to, state);
}

void project_again(Connection& connection) {
    State state;
    Projector projector(connection, state);
    EventCursor events(connection);
    while (auto stored = events.next()) {
        const auto event = read_event(std::move(*stored));
        projector.apply(event.header, event.leaf, journal::decode(event.header, event.parts));
    }
    projector.settle();
    save_state(connection, state);
}

}  // namespace hindsight::sqlite
