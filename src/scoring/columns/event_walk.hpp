// SPDX-License-Identifier: MIT
// Rows of events read eight at a time, whatever the width of the vectors, so that sums have the same bits everywhere.
#pragma once

#include "event_sums.hpp"
#include "surprise.hpp"

namespace hindsight::scoring::vectors {

inline constexpr std::size_t group = 8;  // row i goes to sum i mod 8

/// Outcomes as bytes: the one bit of each that may be set.
template <class V>
struct ByteOutcomes {
    BitsOf<V> bits;

    HINDSIGHT_INLINE V number() const { return bits != 0 ? all<V>(1) : V{}; }
    HINDSIGHT_INLINE V choose(const V& if_yes, const V& if_no) const { return bits != 0 ? if_yes : if_no; }
};
/// The same where there is no comparison of such vectors: all bits of each, or none.
template <class V>
struct MaskOutcomes {
    BitsOf<V> mask;

    HINDSIGHT_INLINE V number() const { return (V)(mask & 0x3ff0000000000000u); }
    HINDSIGHT_INLINE V choose(const V& if_yes, const V& if_no) const {
        return (V)((mask & (BitsOf<V>)if_yes) | (~mask & (BitsOf<V>)if_no));
    }
};
/// Outcomes as numbers.
template <class V>
struct NumberOutcomes {
    V f;

    HINDSIGHT_INLINE V number() const { return f; }
    HINDSIGHT_INLINE V choose(const V& if_yes, const V& if_no) const { return f == 0 ? if_no : if_yes; }
};

template <class V>
HINDSIGHT_INLINE V lower(const V& x, const V& otherwise) {
    return x < otherwise ? x : otherwise;
}
template <class V>
HINDSIGHT_INLINE V higher(const V& x, const V& otherwise) {
    return x > otherwise ? x : otherwise;
}

/// Notices what lies outside [0,1]; NaN does not.
template <class V>
struct UnitCheck {
    V low{};
    V high{};

    HINDSIGHT_INLINE void see(const V& x) {
        low = lower(x, low);
        high = higher(x, high);
    }
    HINDSIGHT_INLINE bool failed() const {
        bool found = false;
        for (std::size_t i = 0; i < width_of<V>; ++i) found |= low[i] < 0 || high[i] > 1;
        return found;
    }
};

/// Reads outcomes, and checks them: `see` once for every eight rows, `read` for each vector of them.
template <class V>
struct ByteReader {
    std::uint64_t seen = 0;

    HINDSIGHT_INLINE static std::uint64_t word(const std::uint8_t* bytes) {
        std::uint64_t eight;
        std::memcpy(&eight, bytes, sizeof eight);
        return eight;
    }
    HINDSIGHT_INLINE void see(const std::uint8_t* bytes) { seen |= word(bytes); }
    HINDSIGHT_INLINE auto read(const std::uint8_t* bytes) const {
        using Bits = BitsOf<V>;
        constexpr std::uint64_t one = 1;
        if constexpr (width_of<V> == 8) {
            constexpr Bits last{one, one << 8, one << 16, one << 24, one << 32, one << 40, one << 48, one << 56};
            return ByteOutcomes<V>{(Bits{} + word(bytes)) & last};
        } else if constexpr (width_of<V> == 4) {
            std::uint32_t four;
            std::memcpy(&four, bytes, sizeof four);
            return ByteOutcomes<V>{(Bits{} + four) & Bits{one, one << 8, one << 16, one << 24}};
        } else {
            return MaskOutcomes<V>{-Bits{bytes[0] & one, bytes[1] & one}};
        }
    }
    HINDSIGHT_INLINE bool failed() const { return (seen & 0xfefefefefefefefeu) != 0; }
};
template <class V>
struct NumberReader {
    UnitCheck<V> check;

    HINDSIGHT_INLINE void see(const double* numbers) {
        for (std::size_t i = 0; i < group; i += width_of<V>) check.see(load<V>(numbers + i));
    }
    HINDSIGHT_INLINE NumberOutcomes<V> read(const double* numbers) const { return {load<V>(numbers)}; }
    HINDSIGHT_INLINE bool failed() const { return check.failed(); }
};

template <class V>
ByteReader<V> reader_of(const std::uint8_t*);
template <class V>
NumberReader<V> reader_of(const double*);

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
    HINDSIGHT_INLINE void run(const EventRows<Outcome>& rows, Sink& sink) {
        sink.begin(score(rows, 0));
        for (std::size_t at = 0; at + group <= rows.n; at += group) {
            fetch_ahead(rows.predicted + at);
            fetch_ahead(rows.outcomes + at);
            reader.see(rows.outcomes + at);
            for (std::size_t i = 0; i < group; i += width_of<V>) {
                check.see(load<V>(rows.predicted + at + i));
                sink.add(at, i / width_of<V>, score(rows, at + i));
            }
        }
    }
    HINDSIGHT_INLINE bool failed() const { return check.failed() || reader.failed(); }
};

}  // namespace hindsight::scoring::vectors
