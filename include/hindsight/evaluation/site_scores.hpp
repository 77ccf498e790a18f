// SPDX-License-Identifier: MIT
// The scores of forecasting sites: the columns that their rules take, and what the forecasters of a group earned by one.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "hindsight/scoring/sites/site_rule.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

/// Whether the rules asked for are those of sites. Throws Error{usage} when some are and some are not.
bool asks_for_sites(std::span<const std::string> rules);

/// What scoring::SiteForecasts looks at.
struct SiteColumns {
    std::vector<scoring::SiteQuestion> questions;
    std::vector<std::uint32_t> question, forecaster;
    std::vector<double> made, withdrawn, probability, brier, options;

    /// Without the times that no row has.
    scoring::SiteForecasts view() const;
};

/// The column has no number.
bool is_missing(std::span<const double> column);

/// By one rule, of a group of rows: what each forecaster earned on each question.
class SiteTotals {
   public:
    void add(std::uint32_t question, std::uint32_t forecaster, double score);

    /// In order of question and forecaster.
    std::vector<scoring::SiteTotal> all() const;
    double sum() const;
    /// What the site shows for a forecaster, of a group of one.
    std::optional<double> standing(const scoring::SiteRule& rule, std::span<const scoring::SiteQuestion> questions) const;

   private:
    struct Total {
        scoring::Sum score;
        std::size_t rows = 0;
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, Total> totals_;
};

}  // namespace hindsight::evaluation
