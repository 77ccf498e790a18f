// SPDX-License-Identifier: MIT
// Where "now" comes from; handed in, never global.
#pragma once

#include "hindsight/base/calendar.hpp"

namespace hindsight {

/// Either the system's clock or one fixed instant (`$HINDSIGHT_NOW`).
class Clock {
   public:
    static Clock system() { return Clock{}; }
    static Clock fixed(Instant at) { return Clock{at}; }

    Instant now() const;
    bool is_given() const { return fixed_.has_value(); }

   private:
    Clock() = default;
    explicit Clock(Instant at) : fixed_(at) {}
    std::optional<Instant> fixed_;
};

}  // namespace hindsight
