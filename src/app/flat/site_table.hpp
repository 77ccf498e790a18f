// SPDX-License-Identifier: MIT
// The columns that the scores of sites take, gathered from the rows of flat files.
#pragma once

#include <string>
#include <vector>

#include "hindsight/evaluation/site_scores.hpp"
#include "hindsight/scoring/sites/numeric_bins.hpp"
#include "input.hpp"
#include "labels.hpp"

namespace hindsight::app {

class SiteTable {
   public:
    /// Cells that a row may have, for InputColumns::optional.
    static const std::vector<std::string>& columns();

    /// Throws Error{missing_key, bad_date, bad_number} with the line.
    void add(const InputRow& input);

    scoring::SiteForecasts forecasts() const { return columns_.view(); }
    std::span<const scoring::SiteQuestion> questions() const { return columns_.questions; }
    /// What the rule needs and no row has: its column, or "".
    std::string lacks(const scoring::SiteNeeds& needs) const;
    std::uint32_t question(std::size_t row) const { return columns_.question[row]; }
    std::uint32_t forecaster(std::size_t row) const { return columns_.forecaster[row]; }

   private:
    void add_question(const InputRow& input);
    void add_forecast(const InputRow& input);

    Labels questions_, forecasters_, groups_;
    std::vector<scoring::BinScale> scales_;   // of each question; numeric ones only
    std::vector<double> open_bounds_;
    evaluation::SiteColumns columns_;
};

}  // namespace hindsight::app
