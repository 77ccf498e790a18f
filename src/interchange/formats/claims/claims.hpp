// SPDX-License-Identifier: MIT
// What readers of claim trackers share: statements about then, and which of them repeat others.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/interchange/book.hpp"

namespace hindsight::interchange {

inline constexpr std::string_view kAsSaid = "Is it as said?";

/// A claim being made from foreign data.
struct ClaimDraft {
    BookStatement draft;                // kind claim, with a binary question
    std::vector<std::string> repeated;  // what it claims and who says so: what others with the same one repeat
};

ClaimDraft new_claim();

/// In the order in which they were said, each linked to the first that says the same: `repeats`.
void link_repetitions(std::vector<ClaimDraft>& claims);

/// Adds a line to a text that may be empty; an empty line adds nothing.
void add_line(std::string& text, std::string_view line);

/// A day as written, also at the beginning of a time: the day that it was where it was written.
std::optional<Day> day_in(std::string_view text);

/// A part of a recording, in seconds.
struct ClipTimes {
    double start = 0;
    std::optional<double> end;
};
/// "75 to 90 s", "75 s"; and the same read back.
std::string clip_locator(const ClipTimes& clip);
std::optional<ClipTimes> clip_of(std::string_view locator);

}  // namespace hindsight::interchange
