// SPDX-License-Identifier: MIT
// Scores flat files by the scores of forecasting sites, which look at whole questions.
#pragma once

#include "hindsight/app/flat.hpp"

namespace hindsight::app {

/// Whether the rules asked for are those of sites. Throws Error{usage} when some are and some are not.
bool asks_for_sites(const std::vector<std::string>& rules);

FlatScores score_by_sites(const FlatScoreVerb& request);

}  // namespace hindsight::app
