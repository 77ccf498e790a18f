// SPDX-License-Identifier: MIT
// Small tables of forecasts for the tests of site rules; times are in days.
#pragma once

#include <vector>

#include "hindsight/scoring/sites/site_scores.hpp"

namespace hindsight::test {

struct SiteTable {
    std::vector<scoring::SiteQuestion> questions;
    std::vector<std::uint32_t> question;
    std::vector<std::uint32_t> forecaster;
    std::vector<double> made;
    std::vector<double> withdrawn;
    std::vector<double> probability;
    std::vector<double> brier;
    std::vector<double> options;

    SiteTable() = default;
    /// One question open for so many days.
    explicit SiteTable(double days) {
        questions.push_back(scoring::SiteQuestion{.opens = 0, .closes = days, .scheduled_close = days});
    }

    SiteTable& add(std::uint32_t who, double when, double p, double until = scoring::not_given) {
        question.push_back(static_cast<std::uint32_t>(questions.size() - 1));
        forecaster.push_back(who);
        made.push_back(when);
        withdrawn.push_back(until);
        probability.push_back(p);
        return *this;
    }

    operator scoring::SiteForecasts() const {  // NOLINT: implicit on purpose
        return {questions, question, forecaster, made, withdrawn, probability, brier, options};
    }
};

/// One day is 1.
inline scoring::SiteOptions in_days(bool as_published = false) { return {.as_published = as_published, .day = 1}; }

}  // namespace hindsight::test
