// SPDX-License-Identifier: MIT
// Whether events follow one another as in one journal, each with the parts that it commits to.
#include "hindsight/journal/succession.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/text.hpp"

namespace hindsight::journal {

namespace {

void check_part(const Event& event, const Part& part, std::uint64_t seq, std::vector<EventFault>& faults) {
    const auto& header = event.header;
    const auto promised = header.parts.find(part.name);
    if (promised == header.parts.end()) {
        faults.push_back({"commitment", fmt::format("event {} has a part \"{}\" that its header does not know", seq, part.name)});
    } else if (to_hex(commitment(header.origin, header.id, header.actor, part)) != promised->second) {
        faults.push_back({"commitment", fmt::format("the part \"{}\" of event {} is not the one that was recorded", part.name, seq)});
    }
}

void check_parts(const Event& event, std::uint64_t seq, std::vector<EventFault>& faults) {
    for (const auto& part : event.parts) check_part(event, part, seq, faults);
    for (const auto& [name, hash] : event.header.parts) {
        const bool there = std::any_of(event.parts.begin(), event.parts.end(), [&name = name](const auto& part) { return part.name == name; });
        if (!there) faults.push_back({"commitment", fmt::format("the part \"{}\" of event {} is missing", name, seq)});
    }
}

}  // namespace

std::vector<EventFault> SuccessionCheck::take(const Event& event, std::uint64_t seq) {
    const auto& header = event.header;
    std::vector<EventFault> faults;
    if (origin_.empty()) origin_ = header.origin;
    if (header.origin != origin_) faults.push_back({"sequence", fmt::format("event {} comes from another record", seq)});
    if (header.seq != seq) faults.push_back({"sequence", fmt::format("event {} says that it is event {}", seq, header.seq)});
    if (header.action != header.seq && header.action != action_) {
        faults.push_back({"sequence", fmt::format("event {} belongs to no action", seq)});
    }
    action_ = header.action;
    check_parts(event, seq, faults);
    return faults;
}

}  // namespace hindsight::journal
