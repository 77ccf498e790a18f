// SPDX-License-Identifier: MIT
// Columns of events for tests, and how far two scores are apart.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "hindsight/scoring/columns/binary.hpp"

namespace hindsight::test {

struct Events {
    std::vector<double> outcomes;
    std::vector<std::uint8_t> bytes;
    std::vector<double> predicted;

    scoring::Outcomes as_numbers() const { return {outcomes}; }
    scoring::OutcomeBytes as_bytes() const { return {bytes}; }
    scoring::Probabilities probabilities() const { return {predicted}; }
};

/// Forecasts of every size, near 0, near 1 and between, with the outcomes 0 and 1.
inline Events events(std::size_t n, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform;
    Events made;
    for (std::size_t i = 0; i < n; ++i) {
        const double small = std::pow(10.0, -20 * uniform(random));
        made.predicted.push_back(i % 3 == 0 ? uniform(random) : i % 3 == 1 ? small : 1 - small);
        made.bytes.push_back(uniform(random) < 0.5 ? 1 : 0);
        made.outcomes.push_back(made.bytes.back());
        if (made.predicted.back() == 1.0) made.predicted.back() = 0.5;  // no score is infinite
    }
    return made;
}

/// How many doubles lie between two that are not negative.
inline std::uint64_t units_apart(double a, double b) {
    const auto x = std::bit_cast<std::uint64_t>(a);
    const auto y = std::bit_cast<std::uint64_t>(b);
    return x < y ? y - x : x - y;
}

}  // namespace hindsight::test
