// SPDX-License-Identifier: MIT
// The rows of one question: when each stood, what it said, and where its score goes.
#pragma once

#include <vector>

#include "../check.hpp"
#include "hindsight/scoring/sites/site_scores.hpp"

namespace hindsight::scoring {

/// A row with the time that it stands, and why it does not stand after that.
struct Piece {
    std::size_t row;
    double from;
    double to;
    Reason ended;
    double value = 0;  ///< a probability or a Brier score, once it was asked for
};

struct Window {
    double from;
    double to;
    double length() const { return to - from; }
};

/// Scores and coverage of all rows of the table while they are being worked out. At first no row stood for any time.
struct RowScores {
    explicit RowScores(std::size_t n) : score(n, Score(Reason::superseded)), coverage(n) {
        for (std::size_t row = 0; row < n; ++row) refuse(row, Reason::superseded);
    }
    std::vector<Score> score;
    std::vector<double> coverage;

    void put(std::size_t row, double value, double share) {
        score[row] = value;
        coverage[row] = share;
    }
    void refuse(std::size_t row, Reason reason) { score[row] = NotScored{reason, row}; }
};

/// The rows of one question, in order of forecaster, time and row.
struct Block {
    const SiteForecasts& table;
    const SiteOptions& options;
    const SiteQuestion& question;
    std::span<const std::size_t> rows;
};

/// From when each row was made to the next one of its forecaster or its withdrawal. Rows without a time are refused.
std::vector<Piece> pieces_of(const Block& block, RowScores& out);

/// What of them lies in the window; rows with nothing in it are refused.
std::vector<Piece> clip(std::vector<Piece> pieces, Window window, RowScores& out);

/// Those that stand at a moment; the others are refused.
std::vector<Piece> standing_at(std::vector<Piece> pieces, double moment, RowScores& out);

/// With the probability of what happened as the value; rows without a good one are refused.
std::vector<Piece> with_probability(const Block& block, std::vector<Piece> pieces, RowScores& out);

/// With the Brier score, 0 to 2, as the value.
std::vector<Piece> with_brier(const Block& block, std::vector<Piece> pieces, RowScores& out);

/// From the opening to the moment at which forecasting ended; missing, infinite, outside_scale, reversed_interval,
/// undefined.
Result<Window> life(const SiteQuestion& question);

/// The same where days are counted: outside_scale for too many of them.
Result<Window> life_by_day(const Block& block);

/// How many options the row could choose from.
double options_of(const Block& block, std::size_t row);

/// Scores one question; a refusal is one of all its rows.
using QuestionRule = Refusal (*)(const Block& block, RowScores& out);

Result<SiteScores> score_questions(const SiteForecasts& table, const SiteOptions& options, QuestionRule rule);

// The parts of it, for a rule that looks at all questions at once.
Refusal check_table(const SiteForecasts& table, const SiteOptions& options);
std::vector<std::size_t> in_order(const SiteForecasts& table);
std::vector<Block> blocks_of(const SiteForecasts& table, const SiteOptions& options, std::span<const std::size_t> order);
SiteScores add_up(const SiteForecasts& table, std::span<const std::size_t> order, RowScores scores);

}  // namespace hindsight::scoring
