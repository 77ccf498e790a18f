// SPDX-License-Identifier: MIT
// What the fuzz targets share: the input as text, and a law that ends the run when it is broken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "hindsight/base/error.hpp"

namespace hindsight::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

inline void law(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

/// Runs `body`; bad input may end it with an Error and with nothing else.
template <class Body>
void refusing(Body body) {
    try {
        body();
    } catch (const Error&) {
    }
}

}  // namespace hindsight::fuzz
