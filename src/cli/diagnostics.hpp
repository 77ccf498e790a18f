// SPDX-License-Identifier: MIT
// What --diagnostics shows of the record and of files alike.
#pragma once

#include <string>

#include "hindsight/app/flat.hpp"
#include "output.hpp"

namespace hindsight::cli {

/// "0.1000 to 0.2000".
std::string range_text(double low, double high);
/// The parts of a mean Brier score, and how far the bins are off.
void put_decomposition(const scoring::Decomposition& brier, const scoring::ReliabilityBins& bins);
void put_bins(const Context& context, const scoring::ReliabilityBins& bins);

}  // namespace hindsight::cli
