// SPDX-License-Identifier: MIT
// The Brier score as PredictionBook prints it: of the forecast that stood at the end, or of every one.
#include "../numeric.hpp"
#include "block.hpp"

namespace hindsight::scoring {
namespace {

/// The site counts each forecast as one more observation, so that who updates often weighs more.
std::vector<Piece> counted(const Block& block, RowScores& out) {
    auto pieces = pieces_of(block, out);
    if (block.options.as_published) return pieces;
    const double closes = block.question.closes;
    return standing_at(std::move(pieces), std::isnan(closes) ? std::numeric_limits<double>::max() : closes, out);
}

Refusal brier(const Block& block, RowScores& out) {
    if (block.question.numeric) return NotScored{Reason::not_applicable, 0};
    for (const Piece& piece : with_probability(block, counted(block, out), out))
        out.put(piece.row, square(1 - piece.value), 1);
    return accepted;
}

}  // namespace

Result<SiteScores> predictionbook(const SiteForecasts& forecasts, const SiteOptions& options) {
    return score_questions(forecasts, options, brier);
}

}  // namespace hindsight::scoring
