// SPDX-License-Identifier: MIT
// Rows of events read eight at a time, whatever the width of the vectors, so that sums have the same bits everywhere.
#pragma once

#include "event_outcomes.hpp"
#include "event_sums.hpp"
#include "surprise.hpp"

namespace hindsight::scoring::vectors {

// The rules. Those called quick may give any number where a value is missing or a score infinite: either the sum then is
// no number, or they have `failed`. The others give NaN and Infinity.

template <class V>
struct Brier {
    template <class Outcomes>
    HINDSIGHT_INLINE V score(const Outcomes& outcomes, const V& p) {
        const V d = p - outcomes.number();
        return d * d;
    }
};
template <class V>
struct QuickBrier : Brier<V> {
    static constexpr double ceiling = 1;
    HINDSIGHT_INLINE bool failed() const { return false; }
};

/// For outcomes 0 and 1.
template <class V>
struct Log {
    template <class Outcomes>
    HINDSIGHT_INLINE V score(const Outcomes& outcomes, const V& p) {
        const auto not_p = complement(p);
        return surprise(outcomes.choose(p, not_p.value), outcomes.choose(V{}, not_p.rest)) + (p - p);
    }
};
template <class V>
struct QuickLog {
    static constexpr double ceiling = 1024;  // -ln of the smallest number is 745
    V least = all<V>(1);
    V seen{};

    template <class Outcomes>
    HINDSIGHT_INLINE V score(const Outcomes& outcomes, const V& p) {
        const auto not_p = complement(p);
        const V x = outcomes.choose(p, not_p.value);
        least = lower(x, least);
        seen += p;
        return surprise_of_normal(x, V(outcomes.choose(V{}, not_p.rest)));
    }
    HINDSIGHT_INLINE bool failed() const {
        bool found = false;
        for (std::size_t i = 0; i < width_of<V>; ++i)
            found |= least[i] < std::numeric_limits<double>::min() || seen[i] != seen[i];
        return found;
    }
};

/// For fractions: f -ln p + (1-f) -ln(1-p), with 0 times Infinity = 0.
template <class V>
struct FractionLog {
    template <class Outcomes>
    HINDSIGHT_INLINE V score(const Outcomes& outcomes, const V& p) {
        const V f = outcomes.number();
        const auto not_p = complement(p);
        const V if_yes = f == 0 ? V{} : f * surprise(p, V{});
        const V if_no = f == 1 ? V{} : (1.0 - f) * surprise(not_p.value, not_p.rest);
        return (if_yes + if_no) + (p - p);
    }
};

/// Asks for what will be read a while later. Processors do so by themselves, but not over the end of a page.
HINDSIGHT_INLINE void fetch_ahead(const void* now) {
    constexpr std::uintptr_t ahead = 8192;
    __builtin_prefetch(reinterpret_cast<const void*>(reinterpret_cast<std::uintptr_t>(now) + ahead));
}

/// Walks rows in groups of eight; gives the scores to a sink, a vector after the other.
template <template <class> class Rule, class V, class Outcome>
struct Walk {
    UnitCheck<V> check{};
    decltype(reader_of<V>(static_cast<const Outcome*>(nullptr))) reader{};
    Rule<V> rule{};

    HINDSIGHT_INLINE V score(const EventRows<Outcome>& rows, std::size_t at) {
        return rule.score(reader.read(rows.outcomes + at), load<V>(rows.predicted + at));
    }
    template <class Sink>
    HINDSIGHT_INLINE void take(const EventRows<Outcome>& rows, std::size_t at, std::size_t part, Sink& sink) {
        const std::size_t row = at + part * width_of<V>;
        check.see(load<V>(rows.predicted + row));
        sink.add(at, part, score(rows, row));
    }
    /// Written out, so that the sums stay in registers.
    template <class Sink, std::size_t... Part>
    HINDSIGHT_INLINE void take_group(const EventRows<Outcome>& rows, std::size_t at, Sink& sink, std::index_sequence<Part...>) {
        fetch_ahead(rows.predicted + at);
        fetch_ahead(rows.outcomes + at);
        reader.see(rows.outcomes + at);
        (take(rows, at, Part, sink), ...);
    }
    template <class Sink>
    HINDSIGHT_INLINE void run(const EventRows<Outcome>& rows, Sink& sink) {
        sink.begin(score(rows, 0));
        for (std::size_t at = 0; at + group <= rows.n; at += group)
            take_group(rows, at, sink, std::make_index_sequence<group / width_of<V>>{});
    }
    HINDSIGHT_INLINE bool failed() const { return check.failed() || reader.failed(); }
};

}  // namespace hindsight::scoring::vectors
