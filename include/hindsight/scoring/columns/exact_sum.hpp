// SPDX-License-Identifier: MIT
// A sum of doubles without any error, whatever their sizes and order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hindsight::scoring {

/// The sum of any finite doubles, and of squares of doubles, to the last bit: a long whole number in units of 2^-2176, of
/// which only the digits in use are kept. Any order of adding and merging gives the same value. After Neal (2015).
class ExactSum {
   public:
    /// `x` is finite.
    void add(double x);
    void add_square(double x);
    /// whole 2^exponent, for exponents from -2148 to 2047.
    void add_scaled(std::uint64_t whole, int exponent);
    void add(const ExactSum& other);

    /// Rounded once, to the nearest double, ties to even; infinite beyond the largest.
    double value() const;

    /// n times the sum of squares less the square of the sum, of `n` doubles, rounded once.
    static double spread(std::uint64_t n, const ExactSum& sum, const ExactSum& squares);

   private:
    using Digits = std::vector<std::uint32_t>;
    struct Magnitude {
        std::size_t first;  ///< the place of the lowest digit
        Digits digits;
        bool negative;
    };

    void put(std::uint64_t x, std::size_t bit, bool negative);
    void reserve(std::size_t first, std::size_t last);
    void carry();
    Magnitude magnitude() const;

    // Digits to the base 2^32, a place each from `first_` on, in words wide enough for many to be added without a carry.
    std::vector<std::int64_t> digits_;
    std::size_t first_ = 0;
    std::uint64_t pending_ = 0;  ///< no digit is above 2^33 times this
};

}  // namespace hindsight::scoring
