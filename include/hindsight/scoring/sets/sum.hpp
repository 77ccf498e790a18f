// SPDX-License-Identifier: MIT
// Sums that do not lose digits.
#pragma once

#include <cmath>
#include <span>

namespace hindsight::scoring {

/// A running sum in twice the precision (two-sum at every step): error near 1e-32 relative to the sum of magnitudes,
/// before the one rounding of `value`. Adding up shards with `add(Sum)` keeps that.
class Sum {
   public:
    constexpr void add(double x) {
        const double s = high_ + x;
        const double back = s - high_;
        low_ += (high_ - (s - back)) + (x - back);
        high_ = s;
    }
    constexpr void add(const Sum& other) {
        add(other.high_);
        low_ += other.low_;
    }
    /// a b, to the last bit.
    void add_product(double a, double b) {
        const double product = a * b;
        add(product);
        if (a != 1 && b != 1 && std::isfinite(product)) low_ += std::fma(a, b, -product);
    }
    /// `factor` times another sum.
    void add_scaled(const Sum& other, double factor) {
        add_product(other.high_, factor);
        low_ += other.low_ * factor;
    }
    void add_product(const Sum& a, const Sum& b) {
        add_scaled(a, b.high_);
        add_scaled(a, b.low_);
    }
    /// An infinite sum is infinite, and NaN when both infinities were added.
    double value() const { return std::isfinite(high_) ? high_ + low_ : high_; }

   private:
    double high_ = 0;
    double low_ = 0;
};

inline double sum(std::span<const double> values) {
    Sum total;
    for (const double x : values) total.add(x);
    return total.value();
}

}  // namespace hindsight::scoring
