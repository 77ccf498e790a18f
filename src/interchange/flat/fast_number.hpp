// SPDX-License-Identifier: MIT
// Short decimals as doubles, quickly and exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hindsight::interchange {

/// Of digits with at most one point among them, such as 0.25: nothing for anything else, which may still be a number. Up to
/// 15 digits and the power of ten are exact as doubles, and so their quotient is rounded once (Clinger 1990).
inline std::optional<double> short_decimal(std::string_view text) {
    static constexpr double kPowers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    constexpr std::size_t kMost = 16;  // with the point
    if (text.size() < 2 || text.size() > kMost) {
        if (text.size() == 1 && text[0] >= '0' && text[0] <= '9') return text[0] - '0';
        return std::nullopt;
    }
    std::uint64_t whole = 0;
    std::size_t decimals = 0;
    bool point = false;
    for (const char c : text) {
        const auto digit = static_cast<unsigned>(c - '0');
        if (digit <= 9) {
            whole = whole * 10 + digit;
            decimals += point;
        } else if (c == '.' && !point) {
            point = true;
        } else {
            return std::nullopt;
        }
    }
    if (!point && text.size() == kMost) return std::nullopt;
    return static_cast<double>(whole) / kPowers[decimals];
}

}  // namespace hindsight::interchange
