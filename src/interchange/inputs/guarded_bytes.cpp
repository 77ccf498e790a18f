// SPDX-License-Identifier: MIT
// By how much, and by how many times, something may unpack.
#include "guarded_bytes.hpp"

#include <fmt/format.h>

#include "hindsight/base/error.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::size_t kSmall = 10u << 20;  // a table of few different rows packs well

std::string shown_size(std::size_t bytes) {
    return bytes >= 1u << 20 ? fmt::format("{} MB", bytes >> 20) : fmt::format("{} KB", bytes >> 10);
}

}  // namespace

void check_size(std::size_t unpacked, const std::string& name, const ReadLimits& limits) {
    if (unpacked <= limits.stream_bytes) return;
    throw Error(ErrorCode::too_large,
                fmt::format("{} is larger than the limit of {}", name, shown_size(limits.stream_bytes)),
                "split it, or raise the limit \"stream\"");
}

void check_ratio(std::size_t unpacked, std::size_t packed, const std::string& name, const ReadLimits& limits) {
    if (unpacked <= kSmall || packed == 0 || unpacked / packed < limits.ratio) return;
    throw Error(ErrorCode::too_large, fmt::format("{} unpacks to more than {} times its size", name, limits.ratio),
                "it is made to fill a disk or a memory; if it is not, raise the limit \"ratio\"");
}

}  // namespace hindsight::interchange
