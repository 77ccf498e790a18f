// SPDX-License-Identifier: MIT
// The columns that the scores of sites take, gathered from the rows of flat files.
#pragma once

#include <string>
#include <vector>

#include "hindsight/scoring/sites/numeric_bins.hpp"
#include "hindsight/scoring/sites/site_rule.hpp"
#include "input.hpp"
#include "labels.hpp"

namespace hindsight::app {

class SiteTable {
   public:
    /// Cells that a row may have, for InputColumns::optional.
    static const std::vector<std::string>& columns();

    /// Throws Error{missing_key, bad_date, bad_number} with the line.
    void add(const InputRow& input);

    scoring::SiteForecasts forecasts() const;
    /// What the rule needs and no row has: its column, or "".
    std::string lacks(const scoring::SiteNeeds& needs) const;
    std::uint32_t question(std::size_t row) const { return question_[row]; }
    std::uint32_t forecaster(std::size_t row) const { return forecaster_[row]; }

   private:
    void add_question(const InputRow& input);
    void add_forecast(const InputRow& input);

    Labels questions_, forecasters_, groups_;
    std::vector<scoring::SiteQuestion> question_fields_;
    std::vector<scoring::BinScale> scales_;   // of each question; numeric ones only
    std::vector<double> open_bounds_;
    std::vector<std::uint32_t> question_, forecaster_;
    std::vector<double> made_, withdrawn_, probability_, brier_, options_;
};

}  // namespace hindsight::app
