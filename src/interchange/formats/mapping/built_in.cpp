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
columns = ["question_id", "user_id", "probability", "answer_option", "timestamp"]
optional = ["outcome", "open_time", "close_time", "resolve_time"]
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

constexpr std::string_view kGjp = R"toml(
format = "hindsight/mapping/1"
site = "gjp"
title = "Good Judgment Project"
missing = ["NA", "NULL", "12/31/69 0:00"]  # the last is the second 0 of 1970, for a time that nobody set
sum_tolerance = 0.006

[[table]]
name = "ifps"
columns = ["ifp_id", "q_text", "q_status", "options"]
ignored = ["days_open", "n_opts"]

  [table.question]
  id = "ifp_id"
  text = "q_text"
  title = "short_title"
  criteria = "q_desc"
  type = { column = "q_type", values = { "6" = "ordinal", "*" = "categorical" } }
  tags = { column = "q_type", values = { "0" = "", "6" = "", "*" = "conditional" }, list = "," }
  options = { column = "options", list = "letters" }
  opens = { column = "date_start", times = "m/d/y" }
  closes = { column = "date_suspend", times = "m/d/y" }
  due = { column = "date_to_close", least = "date_start", times = "m/d/y" }
  outcome = { column = "q_status", values = { voided = "annulled: voided by the project", open = "open", closed = "{outcome}" } }
  decided_on = { column = "date_closed", else = "{date_to_close}", least = "date_start", times = "m/d/y" }

[[table]]
name = "survey_fcasts"
columns = ["ifp_id", "user_id", "forecast_id", "answer_option", "value", "timestamp"]
ignored = ["fcast_date", "q_status", "year"]

  [table.forecast]
  question = "ifp_id"
  forecaster = "user_id"
  group = "forecast_id"
  option = "answer_option"
  probability = "value"
  made_at = "timestamp"
  withdrawn = { column = "fcast_type", values = { "4" = "yes", "*" = "no" } }
)toml";

/// A bet is a step of the market's probability, which is the forecast: who bet is not who believes it.
constexpr std::string_view kManifold = R"toml(
format = "hindsight/mapping/1"
site = "manifold"
title = "Manifold"
address = "https://manifold.markets"

[[table]]
name = "markets"
columns = ["id", "createdTime", "closeTime", "probability", "resolution"]
optional = ["question", "url", "description", "outcomeType", "resolutionTime", "resolutionProbability", "lastUpdatedTime"]
require = { outcomeType = ["", "BINARY"] }

  [table.question]
  id = "id"
  text = { column = "question", else = "Manifold market {id}" }
  criteria = "description"
  address = { column = "url", else = "https://manifold.markets/api/v0/market/{id}" }
  opens = { column = "createdTime", times = "milliseconds" }
  closes = { column = "closeTime", times = "milliseconds" }
  outcome = { column = "resolution", values = { YES = "yes", NO = "no", MKT = "{resolutionProbability}", CANCEL = "annulled: cancelled" } }
  decided_on = { column = "resolutionTime", times = "milliseconds" }

  [table.forecast]
  forecaster = { fixed = "fetched" }
  forecaster_name = { fixed = "Manifold, as fetched" }
  probability = "probability"
  made_at = { column = "lastUpdatedTime", times = "milliseconds" }

[[table]]
name = "bets"
columns = ["contractId", "probAfter", "createdTime"]
optional = ["answerId"]
require = { answerId = [""] }
ignored = ["probBefore"]
order = "newest first"

  [table.forecast]
  question = "contractId"
  forecaster = { fixed = "market" }
  forecaster_name = { fixed = "Manifold" }
  probability = "probAfter"
  made_at = { column = "createdTime", times = "milliseconds" }
)toml";

constexpr std::string_view kMetaculusDump = R"toml(
format = "hindsight/mapping/1"
site = "metaculus"
title = "Metaculus"
address = "https://www.metaculus.com"

[[table]]
name = "forecasts"
columns = ["question_id", "post_id", "question_title", "forecaster", "forecast_timestamp", "probability_yes", "continuous_cdf", "published_at"]
ignored = ["is_bot=false", "question_weight=1.0"]

  [table.question]
  id = "question_id"
  text = "question_title"
  address = "https://www.metaculus.com/questions/{post_id}/"
  type = { column = "type", values = { binary = "binary", multiple_choice = "categorical", numeric = "numeric", discrete = "numeric" } }
  options = "options"
  low = "range_min"
  high = "range_max"
  open_low = "open_lower_bound"
  open_high = "open_upper_bound"
  zero_point = "zero_point"
  opens = "published_at"
  closes = "actual_close_time"
  scheduled_close = "scheduled_close_time"
  spot_at = "spot_scoring_time"
  due = "scheduled_resolve_time"
  decided_on = "actual_resolve_time"
  outcome = { column = "resolution", values = { annulled = "annulled: by the site", ambiguous = "annulled: ambiguous", below_lower_bound = "below", above_upper_bound = "above", "*" = "{resolution}" } }

  [table.forecast]
  forecaster = "forecaster"
  probability = "probability_yes"
  probabilities = "probability_yes_per_category"
  cdf = "continuous_cdf"
  made_at = "forecast_timestamp"
)toml";

/// FiveThirtyEight's tables. They say neither when a season's questions were asked nor when they were decided, and those of
/// games being played say no day at all: such times are the beginning and the end of the year of the season.
constexpr std::string_view kWide = R"toml(
format = "hindsight/mapping/1"
site = "fivethirtyeight"
title = "FiveThirtyEight"
address = "https://github.com/fivethirtyeight/checking-our-work-data"

[[table]]
name = "games being played"
columns = ["season", "team1", "team2", "period", "secs"]
ignored = ["period", "secs"]
pairs = "*_outcome"

  [table.question]
  id = "{file}-{season}-{team1}-{team2}-{*}"
  text = { column = "*", values = { prob1 = "{team1} beats {team2}, season {season} ({file})", prob2 = "{team2} beats {team1}, season {season} ({file})", "*" = "{team1} against {team2}, season {season}: {*} ({file})" } }
  said = "{season}-01-01"
  decided_on = "{season}-12-31"

  [table.forecast]
  forecaster = { fixed = "model" }
  forecaster_name = { fixed = "FiveThirtyEight" }
  made_at = "{season}-12-31"

[[table]]
name = "games"
columns = ["season", "date", "team1", "team2"]
optional = ["league", "dh"]
ignored = ["season"]
pairs = "*_outcome"

  [table.question]
  id = "{file}-{date}-{team1}-{team2}-{dh}-{*}"
  text = { column = "*", values = { prob1 = "{team1} beats {team2} on {date} ({file})", prob2 = "{team2} beats {team1} on {date} ({file})", probtie = "{team1} and {team2} draw on {date} ({file})", "*" = "{team1} against {team2} on {date}: {*} ({file})" } }
  tags = { column = "league", list = ";" }
  said = "date"
  decided_on = "date"

  [table.forecast]
  forecaster = { fixed = "model" }
  forecaster_name = { fixed = "FiveThirtyEight" }
  made_at = "date"

[[table]]
name = "college football"
columns = ["season", "forecast_date", "team", "natchamp"]
pairs = "*_outcome"

  [table.question]
  id = "{file}-{season}-{team}-{*}"
  text = "{team}, season {season}: {*} ({file})"
  said = "{season}-01-01"
  decided_on = "{season+1}-01-31"

  [table.forecast]
  forecaster = { fixed = "model" }
  forecaster_name = { fixed = "FiveThirtyEight" }
  made_at = "forecast_date"

[[table]]
name = "tournaments"
columns = ["season", "forecast_date", "team"]
optional = ["league"]
pairs = "*_outcome"

  [table.question]
  id = "{file}-{season}-{team}-{*}"
  text = "{team}, season {season}: {*} ({file})"
  tags = { column = "league", list = ";" }
  said = "{season}-01-01"
  decided_on = "{season}-12-31"

  [table.forecast]
  forecaster = { fixed = "model" }
  forecaster_name = { fixed = "FiveThirtyEight" }
  made_at = "forecast_date"

[[table]]
name = "elections"
columns = ["year", "office", "state", "election_date", "forecast_date", "forecast_type", "party", "candidate"]
optional = ["district", "special"]
ignored = ["year"]
pairs = "*_outcome"

  [table.question]
  id = "{file}-{election_date}-{office}-{state}-{district}-{special}-{party}-{candidate}-{*}"
  text = "{candidate} ({party}), {office} {state} {district}, election of {election_date}: {*}"
  said = "{year}-01-01"
  decided_on = "{election_date+1}"

  [table.forecast]
  forecaster = { column = "forecast_type", else = "model" }
  forecaster_name = "FiveThirtyEight {forecast_type}"
  made_at = "forecast_date"

[[table]]
name = "long"
columns = ["project", "year", "entity", "forecast_date", "field", "prob", "outcome"]
optional = ["event", "event_date", "forecast_type"]
ignored = ["topic", "category", "bucket"]

  [table.question]
  id = "{project}-{year}-{event}-{event_date}-{entity}-{field}"
  text = "{entity} {event} {event_date}, season {year}: {field} ({project})"
  said = "{year}-01-01"
  decided_on = "{year+1}-01-31"
  outcome = { column = "outcome", values = { "1.0" = "yes", "1" = "yes", "0.0" = "no", "0" = "no", "*" = "{outcome}" } }

  [table.forecast]
  forecaster = { column = "forecast_type", else = "model" }
  forecaster_name = "FiveThirtyEight {forecast_type}"
  probability = "prob"
  made_at = "forecast_date"
)toml";

struct BuiltIn {
    std::string_view slug, text;
};
constexpr std::array kBuiltIn{BuiltIn{"iqisa", kIqisa}, BuiltIn{"gjp", kGjp}, BuiltIn{"manifold", kManifold}, BuiltIn{"metaculus-dump", kMetaculusDump}, BuiltIn{"wide", kWide}};

}  // namespace

std::string_view built_in_mapping(std::string_view slug) {
    for (const auto& mapping : kBuiltIn) {
        if (mapping.slug == slug) return mapping.text;
    }
    return {};
}

}  // namespace hindsight::interchange
