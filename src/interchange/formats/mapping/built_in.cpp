// SPDX-License-Identifier: MIT
// The mappings that come with the program, in the language that users write theirs in (docs/formats.md).
#include <array>

#include "mapping.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::string_view kIqisa = R"toml(
format = "hindsight/mapping/1"
site = "iqisa"
title = "iqisa's common table"
address = "https://github.com/niplav/iqisa"
zone = "UTC"
missing = ["NA", "NaN", "nan"]

[[table]]
name = "forecasts"
columns = ["question_id", "user_id", "probability", "timestamp"]
optional = ["open_time", "close_time", "resolve_time"]
ignored = ["time_open", "n_opts", "options", "q_status", "team_id=0.0", "q_type=0.0"]
require = { answer_option = ["1", "1.0"] }

  [table.question]
  id = "question_id"
  text = "question {question_id} of iqisa's table"
  opens = "open_time"
  due = { column = "close_time", least = "open_time" }
  decided_on = { column = "resolve_time", least = "open_time" }
  outcome = { column = "outcome", values = { "1.0" = "yes", "1" = "yes", "0.0" = "no", "0" = "no", "-1.0" = "annulled: ambiguous", "-1" = "annulled: ambiguous" } }

  [table.forecast]
  forecaster = "user_id"
  probability = "probability"
  made_at = "timestamp"

[[table]]
name = "questions"
columns = ["question_id", "q_title", "q_status"]
optional = ["open_time", "close_time", "resolve_time"]
ignored = ["time_open", "n_opts", "options", "q_status"]

  [table.question]
  id = "question_id"
  text = "q_title"
  opens = "open_time"
  due = { column = "close_time", least = "open_time" }
  decided_on = { column = "resolve_time", least = "open_time" }
  outcome = { column = "outcome", values = { "1.0" = "yes", "1" = "yes", "0.0" = "no", "0" = "no", "-1.0" = "annulled: ambiguous", "-1" = "annulled: ambiguous" } }
)toml";

struct BuiltIn {
    std::string_view slug, text;
};
constexpr std::array kBuiltIn{BuiltIn{"iqisa", kIqisa}};

}  // namespace

std::string_view built_in_mapping(std::string_view slug) {
    for (const auto& mapping : kBuiltIn) {
        if (mapping.slug == slug) return mapping.text;
    }
    return {};
}

}  // namespace hindsight::interchange
