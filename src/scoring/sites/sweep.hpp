// SPDX-License-Identifier: MIT
// Walks through the moments at which pieces begin and end.
#pragma once

#include <algorithm>
#include <vector>

#include "block.hpp"

namespace hindsight::scoring {

/// Calls `over(length)` for each stretch of time between two such moments, and at each moment `enter(i)` and `leave(i)` for
/// the pieces that begin and end there. Every piece has a length above 0.
template <class Over, class Enter, class Leave>
void sweep(std::span<const Piece> pieces, Over over, Enter enter, Leave leave) {
    struct Event {
        double time;
        std::size_t piece;
        bool enters;
    };
    std::vector<Event> events;
    events.reserve(2 * pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        events.push_back({pieces[i].from, i, true});
        events.push_back({pieces[i].to, i, false});
    }
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.time < b.time; });
    for (std::size_t k = 0; k < events.size(); ++k) {
        if (k > 0 && events[k].time > events[k - 1].time) over(events[k].time - events[k - 1].time);
        if (events[k].enters)
            enter(events[k].piece);
        else
            leave(events[k].piece);
    }
}

}  // namespace hindsight::scoring
