// SPDX-License-Identifier: MIT
// Maps families and their named parameters; cuts and mixtures follow.
#include "hindsight/evaluation/distribution_of.hpp"

#include <algorithm>

namespace hindsight::evaluation {

namespace {

using scoring::Distribution;
using scoring::Reason;
using scoring::Result;

/// The parameters in the engine's order; optional ones that are not given take their fallback.
Result<Distribution> plain(const FamilyForecast& forecast, scoring::Family family) {
    const auto& info = scoring::info(family);
    std::array<double, scoring::max_parameters> values{};
    for (std::size_t i = 0; i < info.count; ++i) {
        const auto& wanted = info.parameters[i];
        const auto given = std::find_if(forecast.parameters.begin(), forecast.parameters.end(),
                                        [&](const auto& p) { return p.first == wanted.name; });
        if (given == forecast.parameters.end() && !wanted.optional) return {Reason::size_mismatch, i};
        values[i] = given == forecast.parameters.end() ? wanted.fallback : given->second;
    }
    return Distribution::of(family, std::span<const double>(values.data(), info.count));
}

double lower_of(const FamilyForecast::Bounds& bounds) { return bounds[0].value_or(-scoring::infinity); }
double upper_of(const FamilyForecast::Bounds& bounds) { return bounds[1].value_or(scoring::infinity); }

template <class Convert>
Result<Distribution> mixed(const FamilyForecast& forecast, Convert convert) {
    std::vector<Distribution::Component> members;
    members.reserve(forecast.components.size());
    for (const auto& [weight, member] : forecast.components) {
        auto converted = convert(member);
        if (!converted) return converted;
        members.push_back({weight, *std::move(converted)});
    }
    return Distribution::mixture(std::move(members));
}

/// The family of ln X.
std::optional<scoring::Family> logged(scoring::Family family) {
    switch (family) {
        case scoring::Family::lognormal: return scoring::Family::normal;
        case scoring::Family::loglogistic: return scoring::Family::logistic;
        case scoring::Family::loglaplace: return scoring::Family::laplace;
        default: return std::nullopt;
    }
}

}  // namespace

Result<Distribution> distribution_of(const FamilyForecast& forecast) {
    const auto family = scoring::family_by_slug(forecast.family);
    if (!family) return Reason::not_applicable;
    if (*family == scoring::Family::mixture) return mixed(forecast, distribution_of);
    auto made = plain(forecast, *family);
    if (!made) return made;
    if (forecast.truncated) return made->truncated(lower_of(*forecast.truncated), upper_of(*forecast.truncated));
    if (forecast.censored) return made->censored(lower_of(*forecast.censored), upper_of(*forecast.censored));
    return made;
}

Result<Distribution> log_distribution_of(const FamilyForecast& forecast) {
    const auto family = scoring::family_by_slug(forecast.family);
    if (!family) return Reason::not_applicable;
    if (*family == scoring::Family::mixture) return mixed(forecast, log_distribution_of);
    const auto of_log = logged(*family);
    if (!of_log) return Reason::not_applicable;
    const auto made = plain(forecast, *family);
    if (!made) return made;
    return Distribution::of(*of_log, made->parameters());  // location and scale keep their places
}

}  // namespace hindsight::evaluation
