// SPDX-License-Identifier: MIT
// Curves as JSON, as reports and flat files print them.
#pragma once

#include <optional>
#include <vector>

#include "hindsight/base/json.hpp"
#include "hindsight/scoring/sets/bands.hpp"
#include "hindsight/scoring/sets/roc.hpp"

namespace hindsight::evaluation {

// Curves of more than 1001 points are shown by so many of them, both ends among these.

/// Null where there are none.
Json bands_json(const std::optional<scoring::ConsistencyBands>& bands);
Json roc_points_json(const std::vector<scoring::RocPoint>& points);

}  // namespace hindsight::evaluation
