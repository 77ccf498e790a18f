// SPDX-License-Identifier: MIT
// Scores flat files by the scores of forecasting sites, which look at whole questions.
#pragma once

#include "hindsight/app/flat.hpp"

namespace hindsight::app {

FlatScores score_by_sites(const FlatScoreVerb& request);

}  // namespace hindsight::app
