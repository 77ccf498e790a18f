// SPDX-License-Identifier: MIT
// From the notation's families to the scoring engine's distributions.
#pragma once

#include "hindsight/domain/predictive.hpp"
#include "hindsight/scoring/distribution.hpp"

namespace hindsight::evaluation {

scoring::Result<scoring::Distribution> distribution_of(const FamilyForecast& forecast);

/// The distribution of ln X where it is one of the families (lognormal, loglogistic, loglaplace, and mixtures of them);
/// not_applicable otherwise.
scoring::Result<scoring::Distribution> log_distribution_of(const FamilyForecast& forecast);

}  // namespace hindsight::evaluation
