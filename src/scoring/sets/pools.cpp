// SPDX-License-Identifier: MIT
// Pool adjacent violators over events.
#include "pools.hpp"

#include "sorted_rows.hpp"

namespace hindsight::scoring {

std::vector<Pool> isotonic_pools(const SortedEvents& events) {
    IsotonicFit fit;
    SortedRows(events).each_tie([&](const Tie& tie) { fit.add({tie.first, tie.end, tie.weight, tie.yes}); });
    return fit.pools();
}

}  // namespace hindsight::scoring
