// SPDX-License-Identifier: MIT
// Characters by their numbers, as escapes and entities of other formats name them.
#pragma once

#include <string>

namespace hindsight::interchange {

/// Whether a text may hold it: no zero, no half of a pair, nothing beyond Unicode.
inline bool is_character(char32_t point) {
    return point != 0 && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

inline std::string utf8_of(char32_t point) {
    std::string out;
    const auto byte = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (point < 0x80) {
        byte(point);
        return out;
    }
    const int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static constexpr char32_t kFirst[] = {0, 0xC0, 0xE0, 0xF0};
    byte(kFirst[more] | (point >> (6 * more)));
    for (int i = more - 1; i >= 0; --i) byte(0x80 | ((point >> (6 * i)) & 0x3F));
    return out;
}

}  // namespace hindsight::interchange
