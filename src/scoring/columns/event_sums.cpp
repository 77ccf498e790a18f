// SPDX-License-Identifier: MIT
// Sums of scores put together, and rows outside their range looked for.
#include "event_sums.hpp"

namespace hindsight::scoring {

void ScoreSums::add(const ScoreSums& other) {
    const double mine = static_cast<double>(finite());
    const double others = static_cast<double>(other.finite());
    spread += other.spread;
    if (mine > 0 && others > 0) {
        const double apart = other.total.value() / others - total.value() / mine;
        spread += apart * apart * (mine * others / (mine + others));
    }
    total.add(other.total);
    n += other.n;
    infinite += other.infinite;
}

template <class Outcome>
Refusal find_refusal(EventRows<Outcome> rows) {
    for (std::size_t i = 0; i < rows.n; ++i) {
        const auto no = check_event(static_cast<double>(rows.outcomes[i]), rows.predicted[i], i);
        if (no && no->reason != Reason::missing) return no;
    }
    return accepted;
}

template Refusal find_refusal(EventRows<double>);
template Refusal find_refusal(EventRows<std::uint8_t>);

}  // namespace hindsight::scoring
