// SPDX-License-Identifier: MIT
// A journal as JSON Lines: its head, then every event with its contents. Nothing is lost: the bytes come back.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "hindsight/journal/event.hpp"
#include "hindsight/journal/head.hpp"

namespace hindsight::journal {

inline constexpr std::string_view kLinesFormat = "hindsight/journal/1";
/// Of one line: the parts of an event have at most half of it, and a writer may spell texts in escapes.
inline constexpr std::size_t kLineBytes = 8u << 20;

/// Whether a text begins with the first line of such a journal, be it of a newer version.
bool begins_journal(std::string_view text);

/// `{"format":"hindsight/journal/1","origin":…,"size":N,"root":…}`, without a newline.
std::string print_first_line(const Head& head);
/// `{"header":{…},"parts":{"body":{"content":{…},"salt":"…"}}}`, without a newline. Header and content are the canonical
/// bytes themselves; a part that was withheld or destroyed is absent.
std::string print_line(const Event& event);

// Reading takes any spelling of the same JSON: what counts are the canonical bytes. Both throw Error{bad_json, bad_utf8,
// too_large, too_deep, bad_journal, record_newer} with the place in the line.
Head parse_first_line(std::string_view line);
/// With its header read and its leaf computed. Whether parts and place are the right ones is for a SuccessionCheck.
Event parse_line(std::string_view line);

}  // namespace hindsight::journal
