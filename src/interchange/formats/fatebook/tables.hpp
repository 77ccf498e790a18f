// SPDX-License-Identifier: MIT
// Fatebook's two tables: the one that it exports (probabilities from 0 to 1) and the one that it imports (0 to 100).
#pragma once

#include "../times.hpp"
#include "question.hpp"

namespace hindsight::interchange::fatebook {

namespace column {
inline constexpr std::string_view kTitle = "Question title", kOption = "Multiple choice option",
                                  kBy = "Forecast created by", kForecast = "Forecast (scale = 0-1)",
                                  kMade = "Forecast created at", kCreator = "Question created by",
                                  kCreated = "Question created at", kResolveBy = "Question resolve by",
                                  kResolution = "Resolution", kResolved = "Resolved at",
                                  kBrier = "Your Brier score for this question",
                                  kRelative = "Your relative Brier score for this question", kNotes = "Question notes",
                                  kSharedWith = "Question shared with", kPublic = "Question shared publicly",
                                  kComments = "Question comments", kTags = "Question tags";
}  // namespace column

bool is_export(const Peek& peek);
bool is_spreadsheet(const Peek& peek);
void read_export(const Member& member, const Reading& reading, Questions& questions);
void read_spreadsheet(const Member& member, const Reading& reading, Questions& questions);
void read_api(const Member& member, const Reading& reading, Questions& questions);

}  // namespace hindsight::interchange::fatebook
