// SPDX-License-Identifier: MIT
// Whether events follow one another as in one journal, each with the parts that it commits to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/journal/event.hpp"

namespace hindsight::journal {

struct EventFault {
    std::string_view kind;  // "sequence" or "commitment"
    std::string what;
};

/// Takes the events of a journal in order.
class SuccessionCheck {
   public:
    /// What is wrong with the event that stands at place `seq`, after those taken before; nothing in a sound journal.
    std::vector<EventFault> take(const Event& event, std::uint64_t seq);
    /// Of the first event.
    const std::string& origin() const { return origin_; }

   private:
    std::string origin_;
    std::uint64_t action_ = 0;
};

}  // namespace hindsight::journal
