// SPDX-License-Identifier: MIT
// The clock of the system, in microseconds.
#include "hindsight/base/clock.hpp"

namespace hindsight {

Instant Clock::now() const {
    if (fixed_) return *fixed_;
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace hindsight
