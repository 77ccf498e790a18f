// SPDX-License-Identifier: MIT
// How far a long piece of work has come; handed in, never global.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace hindsight {

/// Called now and then with what is done and of how many. May be empty.
using Progress = std::function<void(std::string_view what, std::size_t done, std::size_t total)>;

/// Calls `progress`, if there is one, at every 256th step and at the last one.
inline void tell(const Progress& progress, std::string_view what, std::size_t done, std::size_t total) {
    if (progress && (done % 256 == 0 || done == total)) progress(what, done, total);
}

}  // namespace hindsight
