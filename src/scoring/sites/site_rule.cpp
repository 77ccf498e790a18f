// SPDX-License-Identifier: MIT
// The rows of the table of site rules.
#include "hindsight/scoring/sites/site_rule.hpp"

#include <algorithm>

namespace hindsight::scoring {
namespace {

constexpr std::array all_with_bins{Kind::binary, Kind::categorical, Kind::ordinal, Kind::cdf};
constexpr std::array with_options{Kind::binary, Kind::categorical, Kind::ordinal};
constexpr std::array events{Kind::binary};

constexpr auto higher = SiteOrientation::higher_is_better;
constexpr auto lower = SiteOrientation::lower_is_better;
constexpr SiteNeeds over_life{.made = true, .opens = true, .closes = true, .scheduled_close = true};
constexpr SiteNeeds at_moment{.made = true, .closes = true};
constexpr SiteNeeds by_day{.made = true, .opens = true, .closes = true};

// clang-format off
constexpr std::array table{
    SiteRule{
        .slug = "metaculus_baseline", .title = "Metaculus baseline score", .kinds = all_with_bins,
        .lowest = -infinity, .highest = infinity, .orientation = higher, .summary = SiteSummary::sum, .needs = over_life,
        .scale = "higher is better; 100 is perfect for options, 0 no knowledge; averaged over the scheduled life",
        .formula = "100 ln(p K)/ln K for K options, 50 ln(p/b) for a numeric bin of base mass b; x (time stood)/(scheduled life)",
        .as_published = "",
        .example = "yes-or-no question of 10 days, yes: 0.9 from day 5 on gives 42.40 (84.80 x 1/2)",
        .reference = "Metaculus, scores FAQ", .score = metaculus_baseline},
    SiteRule{
        .slug = "metaculus_peer", .title = "Metaculus peer score", .kinds = all_with_bins,
        .lowest = -infinity, .highest = infinity, .orientation = higher, .summary = SiteSummary::sum, .needs = over_life,
        .scale = "higher is better; 0 is as good as the others; adds to 0 over the forecasters; averaged over the scheduled life",
        .formula = "100 (ln p - mean ln p of the others), half of it for numeric; integrated over time / scheduled life; 0 alone",
        .as_published = "when nobody stands any more, those who left last are scored up to the next forecast or the close",
        .example = "0.8 and 0.7 on yes, both withdrawn on day 3 of 10: 4.01 and -4.01 (as published 13.35 and -13.35)",
        .reference = "Metaculus, scores FAQ", .score = metaculus_peer},
    SiteRule{
        .slug = "metaculus_spot_baseline", .title = "Metaculus spot baseline score", .kinds = all_with_bins,
        .lowest = -infinity, .highest = infinity, .orientation = higher, .summary = SiteSummary::sum, .needs = at_moment,
        .scale = "higher is better; 100 is perfect for options, 0 no knowledge; at one moment",
        .formula = "100 ln(p K)/ln K for K options, 50 ln(p/b) for a numeric bin of base mass b",
        .as_published = "",
        .example = "0.9 on yes gives 84.80, 0.5 gives 0, 0.9 on what did not happen -232.19",
        .reference = "Metaculus, scores FAQ", .score = metaculus_spot_baseline},
    SiteRule{
        .slug = "metaculus_spot_peer", .title = "Metaculus spot peer score", .kinds = all_with_bins,
        .lowest = -infinity, .highest = infinity, .orientation = higher, .summary = SiteSummary::sum, .needs = at_moment,
        .scale = "higher is better; 0 is as good as the others; adds to 0 over the forecasters; at one moment",
        .formula = "100 (ln p - mean ln p of the others), half of it for numeric; 0 alone",
        .as_published = "",
        .example = "0.9 and 0.1 on what happened give 219.72 and -219.72",
        .reference = "Metaculus, scores FAQ", .score = metaculus_spot_peer},
    SiteRule{
        .slug = "good_judgment_accuracy", .title = "Good Judgment accuracy score", .kinds = with_options,
        .lowest = -2, .highest = 2, .orientation = lower, .summary = SiteSummary::mean_of_questions,
        .needs = {.probability = false, .made = true, .opens = true, .closes = true},
        .scale = "lower is better; Brier of 0 to 2, less the daily median over the forecaster's own days",
        .formula = "sum over own days of (Brier - median Brier of the day) / days of the question",
        .as_published = "",
        .example = "7 days, no: 0.4 on yes from day 2, 0.3 from day 5, against 0.7 then 0.6 from day 3: -0.220",
        .reference = "Good Judgment Open, FAQ", .score = good_judgment_accuracy},
    SiteRule{
        .slug = "forecastbench_adjusted", .title = "ForecastBench difficulty-adjusted Brier score", .kinds = events,
        .lowest = -infinity, .highest = infinity, .orientation = lower, .summary = SiteSummary::mean_of_groups,
        .needs = {.probability = false},
        .scale = "lower is better; 0.25 is an even forecast on every question; the leaderboard shows 100 (1 - sqrt(mean))",
        .formula = "Brier - difficulty + constant; Brier = forecaster + difficulty + error by least squares",
        .as_published = "",
        .example = "Brier 0.04 and 0.64 against 0.16 and 0.36 on two questions: 0.24, 0.44 and 0.36, 0.16",
        .reference = "Karger et al. (2025), ForecastBench", .score = forecastbench_adjusted},
    SiteRule{
        .slug = "fatebook_relative", .title = "Fatebook relative Brier score", .kinds = events,
        .lowest = -2, .highest = 2, .orientation = lower, .summary = SiteSummary::mean_of_questions, .needs = by_day,
        .scale = "lower is better; Brier of 0 to 2, less the median of the day; a day without a forecast counts as the median",
        .formula = "sum over days of (2 (1 - mean p)^2 - median of it) / length in days, days since the question opened",
        .as_published = "the last forecast of a first day also stands for the time of that day before the first one",
        .example = "2.5 days, no: 0.2 from the start, 0.4 from day 0.5, 0.9 from day 1.25: -0.192, 0.048, 0.780",
        .reference = "Fatebook, lib/_scoring.ts", .score = fatebook_relative},
    SiteRule{
        .slug = "predictionbook", .title = "PredictionBook score", .kinds = events,
        .lowest = 0, .highest = infinity, .orientation = lower, .summary = SiteSummary::mean_of_rows, .needs = {},
        .scale = "lower is better; Brier of 0 to 1, of the forecast that stood last",
        .formula = "(1 - p)^2",
        .as_published = "every update counts as one more forecast",
        .example = "0.8 on what happened gives 0.04",
        .reference = "PredictionBook, score_calculator.rb", .score = predictionbook},
};
// clang-format on

}  // namespace

bool SiteRule::takes(Kind kind) const { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }

std::span<const SiteRule> site_rules() { return table; }

const SiteRule* site_rule_by_slug(std::string_view slug) {
    const auto at = std::find_if(table.begin(), table.end(), [slug](const SiteRule& rule) { return rule.slug == slug; });
    return at == table.end() ? nullptr : &*at;
}

std::string_view slug(SiteOrientation orientation) {
    constexpr std::array<std::string_view, 2> slugs{"higher", "lower"};
    return slugs[static_cast<std::size_t>(orientation)];
}

std::string_view slug(SiteSummary summary) {
    constexpr std::array<std::string_view, 4> slugs{"sum", "mean_of_questions", "mean_of_rows", "mean_of_groups"};
    return slugs[static_cast<std::size_t>(summary)];
}

}  // namespace hindsight::scoring
