// SPDX-License-Identifier: MIT
// Prints intervals, decompositions and bins.
#include "diagnostics.hpp"

#include <fmt/format.h>

namespace hindsight::cli {

std::string range_text(double low, double high) { return fmt::format("{} to {}", score_number(low), score_number(high)); }

void put_decomposition(const scoring::Decomposition& brier, const scoring::ReliabilityBins& bins) {
    put(fmt::format("  Brier score {}: miscalibration {}, discrimination {}, uncertainty {}\n", score_number(brier.mean_score), score_number(brier.miscalibration),
                    score_number(brier.discrimination), score_number(brier.uncertainty)));
    put(fmt::format("  calibration error {} (largest {})\n", score_number(bins.ece), score_number(bins.mce)));
}

void put_bins(const Context& context, const scoring::ReliabilityBins& bins) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& bin : bins.bins) {
        rows.push_back({fmt::format("  {:.2f} to {:.2f}", bin.low, bin.high), std::to_string(bin.n), score_number(bin.mean_predicted), score_number(bin.observed_rate)});
    }
    put(table(context, {"  BIN", "N", "PREDICTED", "OBSERVED"}, rows));
}

}  // namespace hindsight::cli
