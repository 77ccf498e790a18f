// SPDX-License-Identifier: MIT
// Outcomes read eight at a time, as bytes or as numbers, and checked on the way.
#pragma once

#include <utility>

#include "vectors.hpp"

namespace hindsight::scoring::vectors {

inline constexpr std::size_t group = 8;

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
            constexpr std::uint64_t every = ~std::uint64_t{0};
            static constexpr std::uint64_t masks[4][2] = {{0, 0}, {every, 0}, {0, every}, {every, every}};
            MaskOutcomes<V> outcomes;
            std::memcpy(&outcomes.mask, masks[(bytes[0] & 1) | (bytes[1] & 1) << 1], sizeof outcomes.mask);
            return outcomes;
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

}  // namespace hindsight::scoring::vectors
