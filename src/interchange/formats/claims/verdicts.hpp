// SPDX-License-Identifier: MIT
// What fact checkers call what they found, as a fraction of true: one table for all of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hindsight::interchange {

/// What a rating in words says: how far a claim is true, or that there is no verdict.
struct Verdict {
    std::optional<double> fraction;  // nothing: looked into, and left open
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// By its words: case, punctuation and dashes do not count. Nothing for words of no scale that is known.
std::optional<Verdict> verdict_of(std::string_view label);

/// The words that say it: they read back as the same fraction, or as nothing, and then a number beside them counts.
std::string words_for(double fraction);

/// A note that begins with the words of the rating, for people; and the note without them.
std::string note_with(std::string_view label, std::string_view note);
std::string note_without(std::string_view label, std::string_view note);

/// The reason of an annulment for want of a verdict, and the words that say it.
inline constexpr std::string_view kNoVerdict = "no verdict";

}  // namespace hindsight::interchange
