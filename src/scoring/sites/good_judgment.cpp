// SPDX-License-Identifier: MIT
// Accuracy of Good Judgment: each day the last forecast, carried forward, against the median of the day.
#include <cmath>

#include "block.hpp"
#include "median.hpp"

namespace hindsight::scoring {
namespace {

/// Pieces in whole days, each from the day whose last forecast it is up to the day that has a later one or none.
std::vector<Piece> in_days(std::vector<Piece> pieces, const SiteOptions& options, Window open, RowScores& out) {
    const auto day = [&](double time) { return (time - options.midnight) / options.day; };
    for (Piece& piece : pieces) {
        piece.from = std::floor(day(piece.from));
        piece.to = piece.to == open.to ? std::ceil(day(piece.to)) : std::floor(day(piece.to));
    }
    const Window days{std::floor(day(open.from)), std::ceil(day(open.to))};
    return clip(std::move(pieces), days, out);
}

Refusal accuracy(const Block& block, RowScores& out) {
    const auto open = life_by_day(block);
    if (!open) return open.why();
    const SiteOptions& options = block.options;
    auto pieces = in_days(clip(pieces_of(block, out), *open, out), options, *open, out);
    pieces = with_brier(block, std::move(pieces), out);
    const Medians medians = medians_of(pieces);
    const double possible = std::ceil((open->to - options.midnight) / options.day) -
                            std::floor((open->from - options.midnight) / options.day);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        const double days = piece.to - piece.from;
        const double compared =
            options.median_days == MedianDays::own ? medians.beside[i] : days * (medians.total / medians.time);
        out.put(piece.row, (days * piece.value - compared) / possible, days / possible);
    }
    return accepted;
}

}  // namespace

Result<SiteScores> good_judgment_accuracy(const SiteForecasts& forecasts, const SiteOptions& options) {
    return score_questions(forecasts, options, accuracy);
}

}  // namespace hindsight::scoring
