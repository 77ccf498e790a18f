// SPDX-License-Identifier: MIT
// The table of the scores of forecasting sites: what each is, its scale, and the function that computes it.
#pragma once

#include "hindsight/scoring/rule.hpp"
#include "hindsight/scoring/sites/site_scores.hpp"

namespace hindsight::scoring {

enum class SiteOrientation : std::uint8_t { higher_is_better, lower_is_better };

/// How the scores of a forecaster on many questions become one: their sum, their mean, the mean over the scored rows of
/// all questions, or the mean of the means of the groups of questions.
enum class SiteSummary : std::uint8_t { sum, mean_of_questions, mean_of_rows, mean_of_groups };

/// What a table must have for the rule, beside question and forecaster.
struct SiteNeeds {
    bool probability = true;      ///< false: `brier` does as well
    bool made = false;
    bool opens = false;
    bool closes = false;
    bool scheduled_close = false;
};

struct SiteRule {
    std::string_view slug;
    std::string_view title;
    std::span<const Kind> kinds;
    double lowest;   ///< of the score on one question
    double highest;
    SiteOrientation orientation;
    SiteSummary summary;
    SiteNeeds needs;
    std::string_view scale;         ///< a few words that say how to read the number
    std::string_view formula;
    std::string_view as_published;  ///< what SiteOptions::as_published changes; empty: nothing
    std::string_view example;
    std::string_view reference;
    Result<SiteScores> (*score)(const SiteForecasts&, const SiteOptions&);

    bool takes(Kind kind) const;
};

std::span<const SiteRule> site_rules();
/// Null if there is no such rule.
const SiteRule* site_rule_by_slug(std::string_view slug);

/// One number for a forecaster over all questions that have a score.
struct SiteStanding {
    std::uint32_t forecaster;
    Score score;  ///< empty without a question; undefined when both infinities meet
    std::size_t questions;
    double coverage;  ///< added up over the questions
};

/// In order of forecaster. The totals are those of these questions.
std::vector<SiteStanding> standings(std::span<const SiteTotal> totals, std::span<const SiteQuestion> questions,
                                    SiteSummary summary);

std::string_view slug(SiteOrientation orientation);
std::string_view slug(SiteSummary summary);

}  // namespace hindsight::scoring
