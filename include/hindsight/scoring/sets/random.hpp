// SPDX-License-Identifier: MIT
// A small fixed random generator: the same numbers on every platform.
#pragma once

#include <array>
#include <cstdint>

namespace hindsight::scoring {

/// The seed of everything random here, unless another is given.
inline constexpr std::uint64_t default_seed = 0x68696e6473696768;

/// xoshiro256** of Blackman and Vigna (2021), seeded by splitmix64.
class Random {
   public:
    explicit constexpr Random(std::uint64_t seed) {
        for (auto& word : state_) {
            seed += 0x9e3779b97f4a7c15;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            word = z ^ (z >> 31);
        }
    }

    constexpr std::uint64_t next() {
        const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
        const std::uint64_t t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = rotate(state_[3], 45);
        return result;
    }

    /// A whole number in [0, n), n < 2^32, by Lemire's multiplication (2019), without bias.
    constexpr std::uint32_t below(std::uint32_t n) {
        std::uint64_t m = (next() >> 32) * n;
        if (static_cast<std::uint32_t>(m) < n) {
            const std::uint32_t threshold = (0u - n) % n;
            while (static_cast<std::uint32_t>(m) < threshold) m = (next() >> 32) * n;
        }
        return static_cast<std::uint32_t>(m >> 32);
    }

    /// Two whole numbers in [0, n) from one step of the generator, as `below`.
    constexpr std::array<std::uint32_t, 2> two_below(std::uint32_t n) {
        const std::uint64_t bits = next();
        std::uint64_t a = (bits >> 32) * n;
        std::uint64_t b = (bits & 0xffffffff) * n;
        if (static_cast<std::uint32_t>(a) < n || static_cast<std::uint32_t>(b) < n) {  // seldom
            const std::uint32_t threshold = (0u - n) % n;
            while (static_cast<std::uint32_t>(a) < threshold) a = (next() >> 32) * n;
            while (static_cast<std::uint32_t>(b) < threshold) b = (next() >> 32) * n;
        }
        return {static_cast<std::uint32_t>(a >> 32), static_cast<std::uint32_t>(b >> 32)};
    }

    /// A number in [0,1) with 53 random bits.
    constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

   private:
    static constexpr std::uint64_t rotate(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace hindsight::scoring
