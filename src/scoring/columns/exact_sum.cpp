// SPDX-License-Identifier: MIT
// A sum of doubles without any error.
#include "hindsight/scoring/columns/exact_sum.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>

namespace hindsight::scoring {
namespace {

constexpr std::size_t digit_bits = 32;
constexpr std::size_t point = 2176;  // bits below 1: a square has up to 2148 of them
constexpr std::size_t point_place = point / digit_bits;
constexpr std::uint64_t most_pending = std::uint64_t{1} << 29;

constexpr std::uint64_t low_half(std::uint64_t x) { return x & 0xffffffffu; }
constexpr std::uint64_t high_half(std::uint64_t x) { return x >> digit_bits; }

/// |x| = mantissa 2^exponent.
struct Parts {
    std::uint64_t mantissa;
    int exponent;
    bool negative;
};

Parts parts_of(double x) {
    constexpr std::uint64_t hidden = std::uint64_t{1} << 52;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const auto field = static_cast<int>(bits >> 52 & 0x7ff);
    const std::uint64_t fraction = bits & (hidden - 1);
    return {field == 0 ? fraction : fraction | hidden, std::max(field, 1) - 1075, (bits >> 63) != 0};
}

std::size_t bit_of(int exponent) { return static_cast<std::size_t>(static_cast<int>(point) + exponent); }

/// The leading 64 bits of a number; the highest of them is 2^exponent.
struct Leading {
    std::uint64_t bits = 0;
    int exponent = 0;
    bool more = false;  ///< whether anything but zeros follows
};

Leading leading_of(const std::vector<std::uint32_t>& digits, std::size_t first) {
    Leading result;
    std::size_t top = digits.size();
    while (top > 0 && digits[top - 1] == 0) --top;
    if (top == 0) return result;
    const auto digit = [&](std::size_t below) -> std::uint64_t { return below < top ? digits[top - 1 - below] : 0; };
    const int unused = std::countl_zero(static_cast<std::uint32_t>(digit(0)));
    result.bits = (digit(0) << digit_bits | digit(1)) << unused;
    if (unused > 0) result.bits |= digit(2) >> (static_cast<int>(digit_bits) - unused);
    result.exponent = static_cast<int>((first + top) * digit_bits) - static_cast<int>(point) - 1 - unused;
    result.more = low_half(digit(2) << unused) != 0;
    for (std::size_t below = 3; below < top; ++below) result.more |= digit(below) != 0;
    return result;
}

/// To the nearest double, ties to even.
double rounded(const Leading& x) {
    if (x.bits == 0) return 0;
    const int kept = std::min(53, x.exponent + 1075);  // fewer where doubles are subnormal
    if (kept < 0) return 0;
    constexpr std::uint64_t half = std::uint64_t{1} << 63;
    std::uint64_t whole = kept == 0 ? 0 : x.bits >> (64 - kept);
    const std::uint64_t rest = x.bits << kept;
    if (rest > half || (rest == half && (x.more || whole % 2 == 1))) ++whole;
    return std::ldexp(static_cast<double>(whole), x.exponent + 1 - kept);
}

}  // namespace

void ExactSum::reserve(std::size_t first, std::size_t last) {
    if (digits_.empty()) first_ = first;
    if (first < first_) {
        digits_.insert(digits_.begin(), first_ - first, 0);
        first_ = first;
    }
    if (last >= first_ + digits_.size()) digits_.resize(last - first_ + 1);
}

/// Adds x 2^bit.
void ExactSum::put(std::uint64_t x, std::size_t bit, bool negative) {
    const std::size_t place = bit / digit_bits;
    const std::size_t shift = bit % digit_bits;
    if (pending_ >= most_pending) carry();
    if (place < first_ || place + 2 >= first_ + digits_.size()) reserve(place, place + 2);
    const std::uint64_t low = low_half(x) << shift;
    const std::uint64_t high = high_half(x) << shift;
    const std::int64_t sign = negative ? -1 : 1;
    std::int64_t* digit = digits_.data() + (place - first_);
    digit[0] += sign * static_cast<std::int64_t>(low_half(low));
    digit[1] += sign * static_cast<std::int64_t>(high_half(low) + low_half(high));
    digit[2] += sign * static_cast<std::int64_t>(high_half(high));
    ++pending_;
}

void ExactSum::add(double x) {
    assert(std::isfinite(x));
    const auto [mantissa, exponent, negative] = parts_of(x);
    if (mantissa != 0) put(mantissa, bit_of(exponent), negative);
}

void ExactSum::add_square(double x) {
    assert(std::isfinite(x));
    const auto [mantissa, exponent, negative] = parts_of(x);
    if (mantissa == 0) return;
    const std::uint64_t low = low_half(mantissa);
    const std::uint64_t high = high_half(mantissa);
    const std::size_t bit = bit_of(2 * exponent);
    put(low * low, bit, false);
    put(2 * low * high, bit + digit_bits, false);
    put(high * high, bit + 2 * digit_bits, false);
}

void ExactSum::add_scaled(std::uint64_t whole, int exponent) {
    assert(exponent >= -2148 && exponent < 2048);
    if (whole != 0) put(whole, bit_of(exponent), false);
}

/// Brings every digit but the highest into 0 to 2^32 - 1; that one, not 0 but in an empty sum, has the sign of the whole.
void ExactSum::carry() {
    std::int64_t over = 0;
    const auto take = [&](std::int64_t& digit) {
        const std::int64_t total = digit + over;
        digit = static_cast<std::int64_t>(low_half(static_cast<std::uint64_t>(total)));
        over = total >> digit_bits;
    };
    for (std::int64_t& digit : digits_) take(digit);
    for (; over > 0 || over < -1; over >>= digit_bits)
        digits_.push_back(static_cast<std::int64_t>(low_half(static_cast<std::uint64_t>(over))));
    while (digits_.size() > 1 && digits_.back() == 0 && over == 0) digits_.pop_back();
    if (over == -1) digits_.back() -= std::int64_t{1} << digit_bits;
    pending_ = 1;
}

void ExactSum::add(const ExactSum& other) {
    if (other.digits_.empty()) return;
    reserve(other.first_, other.first_ + other.digits_.size() - 1);
    if (pending_ + other.pending_ > most_pending) {
        carry();
        if (other.pending_ + 1 > most_pending) {
            ExactSum carried = other;
            carried.carry();
            return add(carried);
        }
        reserve(other.first_, other.first_ + other.digits_.size() - 1);
    }
    for (std::size_t i = 0; i < other.digits_.size(); ++i) digits_[other.first_ - first_ + i] += other.digits_[i];
    pending_ += other.pending_;
}

ExactSum::Magnitude ExactSum::magnitude() const {
    ExactSum sum = *this;
    sum.carry();
    const bool negative = sum.digits_.back() < 0;
    if (negative) {
        for (std::int64_t& digit : sum.digits_) digit = -digit;
        sum.carry();
    }
    Magnitude result{sum.first_, {}, negative};
    for (const std::int64_t digit : sum.digits_) result.digits.push_back(static_cast<std::uint32_t>(digit));
    return result;
}

double ExactSum::value() const {
    if (digits_.empty()) return 0;
    const Magnitude whole = magnitude();
    const double size = rounded(leading_of(whole.digits, whole.first));
    return whole.negative && size > 0 ? -size : size;
}

double ExactSum::spread(std::uint64_t n, const ExactSum& sum, const ExactSum& squares) {
    if (squares.digits_.empty()) return 0;
    const Magnitude s = sum.magnitude();
    const Magnitude q = squares.magnitude();
    ExactSum total;
    for (std::size_t i = 0; i < q.digits.size(); ++i) {
        const std::size_t bit = (q.first + i) * digit_bits;
        total.put(q.digits[i] * low_half(n), bit, false);
        total.put(q.digits[i] * high_half(n), bit + digit_bits, false);
    }
    for (std::size_t i = 0; i < s.digits.size(); ++i) {
        for (std::size_t j = 0; j < s.digits.size(); ++j) {
            const std::uint64_t product = std::uint64_t{s.digits[i]} * s.digits[j];
            if (product != 0) total.put(product, (2 * s.first + i + j - point_place) * digit_bits, true);
        }
    }
    return total.value();
}

}  // namespace hindsight::scoring
