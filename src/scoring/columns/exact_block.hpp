// SPDX-License-Identifier: MIT
// Exact sums of a block of scores and of their squares: gathered by exponent, which takes few steps a score.
#pragma once

#include <array>
#include <bit>

#include "hindsight/scoring/columns/exact_sum.hpp"

namespace hindsight::scoring {

/// Up to `most` scores between 2^-64 and 2^15.
class ExactBlock {
   public:
    static constexpr std::size_t most = 512;  // 54 bits and 9 are 63

    /// False, and nothing done, if the score is not in that range.
    bool add(double score) {
        const auto bits = std::bit_cast<std::uint64_t>(score);
        const std::uint64_t place = (bits >> 52) - lowest_field;
        if (place >= places) return false;
        const std::uint64_t mantissa = (bits & (hidden - 1)) | hidden;
        const Wide square = Wide{mantissa} * mantissa;
        Sums& sums = sums_[place];
        sums.scores += mantissa;
        sums.low += static_cast<std::uint64_t>(square) & (hidden - 1);
        sums.high += static_cast<std::uint64_t>(square >> 52);
        return true;
    }
    /// Adds what was gathered.
    void add_to(ExactSum& scores, ExactSum& squares) const {
        for (std::size_t i = 0; i < places; ++i) {
            if (sums_[i].scores == 0) continue;
            const int exponent = static_cast<int>(i + lowest_field) - 1075;
            scores.add_scaled(sums_[i].scores, exponent);
            squares.add_scaled(sums_[i].low, 2 * exponent);
            squares.add_scaled(sums_[i].high, 2 * exponent + 52);
        }
    }

   private:
    __extension__ typedef unsigned __int128 Wide;
    static constexpr std::uint64_t hidden = std::uint64_t{1} << 52;
    static constexpr std::uint64_t lowest_field = 1023 - 64;
    static constexpr std::size_t places = 64 + 15;
    struct Sums {
        std::uint64_t scores = 0;
        std::uint64_t low = 0;  ///< of squares: their lowest 52 bits, and the rest
        std::uint64_t high = 0;
    };
    std::array<Sums, places> sums_{};
};

}  // namespace hindsight::scoring
