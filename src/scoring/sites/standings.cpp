// SPDX-License-Identifier: MIT
// From the scores of forecasters on questions to one number each.
#include <cmath>
#include <map>

#include "hindsight/scoring/sets/sum.hpp"
#include "hindsight/scoring/sites/site_rule.hpp"

namespace hindsight::scoring {
namespace {

/// What a forecaster has, in one group of questions or in all.
struct Collected {
    Sum score;
    double questions = 0;
    double rows = 0;
    void add(const SiteTotal& total) {
        score.add(*total.score);
        ++questions;
        rows += static_cast<double>(total.rows);
    }
};

double value_of(const Collected& all, SiteSummary summary) {
    const double sum = all.score.value();
    if (summary == SiteSummary::sum) return sum;
    return sum / (summary == SiteSummary::mean_of_rows ? all.rows : all.questions);
}

double mean_of(const std::map<std::uint32_t, Collected>& groups) {
    Sum means;
    for (const auto& [number, group] : groups) means.add(value_of(group, SiteSummary::mean_of_questions));
    return means.value() / static_cast<double>(groups.size());
}

struct Forecaster {
    Collected all;
    Sum coverage;
    std::map<std::uint32_t, Collected> groups;
};

SiteStanding standing_of(std::uint32_t number, const Forecaster& who, SiteSummary summary) {
    SiteStanding result{number, Reason::empty, static_cast<std::size_t>(who.all.questions), who.coverage.value()};
    if (result.questions == 0) return result;
    const double value = summary == SiteSummary::mean_of_groups ? mean_of(who.groups) : value_of(who.all, summary);
    result.score = std::isnan(value) ? Score(Reason::undefined) : Score(value);
    return result;
}

}  // namespace

std::vector<SiteStanding> standings(std::span<const SiteTotal> totals, std::span<const SiteQuestion> questions,
                                    SiteSummary summary) {
    std::map<std::uint32_t, Forecaster> forecasters;
    for (const SiteTotal& total : totals) {
        Forecaster& who = forecasters[total.forecaster];
        if (!total.score) continue;
        who.all.add(total);
        who.coverage.add(total.coverage);
        who.groups[questions[total.question].group].add(total);
    }
    std::vector<SiteStanding> result;
    for (const auto& [number, who] : forecasters) result.push_back(standing_of(number, who, summary));
    return result;
}

}  // namespace hindsight::scoring
