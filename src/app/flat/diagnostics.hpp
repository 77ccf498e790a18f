// SPDX-License-Identifier: MIT
// What a group of forecasts is like beyond its means.
#pragma once

#include "groups.hpp"
#include "hindsight/app/flat.hpp"

namespace hindsight::app {

/// Of the probabilities of a group; nothing when it has none that count.
std::optional<FlatCalibration> calibrate(const GroupSums& sums, const scoring::Binning& bins);
/// The bins alone.
std::optional<scoring::ReliabilityBins> fill_bins(const GroupSums& sums, const scoring::Binning& bins);

Json calibration_json(const FlatCalibration& calibration);
Json reliability_json(const scoring::ReliabilityBins& filled, const scoring::Binning& bins);
Json reliability_json(const FlatCalibration& calibration, const scoring::Binning& bins);
Json roc_json(const FlatCalibration& calibration);
Json tests_json(const FlatCalibration& calibration);
/// Adds what there is of coverage, levels of quantiles and transforms.
void set_spread(Json& out, const FlatGroup& group);

}  // namespace hindsight::app
