// SPDX-License-Identifier: MIT
// Standing times of rows, and the values that they bring.
#include "block.hpp"

#include <algorithm>

#include "../numeric.hpp"

namespace hindsight::scoring {
namespace {

constexpr double farthest_time = 1e100;  ///< so that sums over time stay finite

/// Without times all rows were made at once, before anything else: the last one stands.
double made_at(const SiteForecasts& table, std::size_t row) { return table.made.empty() ? -infinity : table.made[row]; }

double withdrawn_at(const SiteForecasts& table, std::size_t row) {
    const double at = table.withdrawn.empty() ? not_given : table.withdrawn[row];
    return std::isnan(at) ? infinity : at;
}

Refusal check_times(const SiteForecasts& table, std::size_t row) {
    if (table.made.empty()) return accepted;
    if (const auto no = check_number(table.made[row], row)) return no;
    if (withdrawn_at(table, row) < table.made[row]) return NotScored{Reason::reversed_interval, row};
    return accepted;
}

bool ends(const Piece& earlier, const Piece& later, const SiteForecasts& table) {
    return table.forecaster[earlier.row] == table.forecaster[later.row];
}

/// Keeps the pieces for which `keep` gives no reason against it.
template <class Keep>
std::vector<Piece> filter(std::vector<Piece> pieces, RowScores& out, Keep keep) {
    std::erase_if(pieces, [&](Piece& piece) {
        const std::optional<Reason> no = keep(piece);
        if (no) out.refuse(piece.row, *no);
        return no.has_value();
    });
    return pieces;
}

Score probability_of(const SiteForecasts& table, std::size_t row) {
    if (table.probability.empty()) return Reason::missing;
    if (const auto no = check_unit(table.probability[row], Reason::bad_probability)) return *no;
    return table.probability[row];
}

Score brier_of(const Block& block, std::size_t row) {
    const double given = block.table.brier.empty() ? not_given : block.table.brier[row];
    if (given >= 0 && given <= 2) return given;
    if (!std::isnan(given)) return Reason::outside_scale;
    if (block.question.numeric || options_of(block, row) != 2) return Reason::missing;
    const Score p = probability_of(block.table, row);
    if (!p) return p;
    return 2 * square(1 - *p);
}

template <class Value>
std::vector<Piece> with_value(std::vector<Piece> pieces, RowScores& out, Value value) {
    return filter(std::move(pieces), out, [&](Piece& piece) -> std::optional<Reason> {
        const Score got = value(piece.row);
        if (!got) return got.why().reason;
        piece.value = *got;
        return std::nullopt;
    });
}

}  // namespace

std::vector<Piece> pieces_of(const Block& block, RowScores& out) {
    std::vector<Piece> pieces;
    pieces.reserve(block.rows.size());
    for (const std::size_t row : block.rows) {
        const auto no = check_times(block.table, row);
        if (no) out.score[row] = *no;
        if (no && no->reason != Reason::reversed_interval) continue;
        const Piece next{row, made_at(block.table, row), infinity, Reason::superseded};
        if (!pieces.empty() && ends(pieces.back(), next, block.table)) pieces.back().to = next.from;
        pieces.push_back(next);
    }
    for (Piece& piece : pieces) {
        const double withdrawn = withdrawn_at(block.table, piece.row);
        if (withdrawn < piece.to) piece = {piece.row, piece.from, withdrawn, Reason::withdrawn};
    }
    // a row withdrawn before it was made only served to end the one before
    std::erase_if(pieces, [](const Piece& piece) { return piece.to < piece.from; });
    return pieces;
}

std::vector<Piece> clip(std::vector<Piece> pieces, Window window, RowScores& out) {
    return filter(std::move(pieces), out, [&](Piece& piece) -> std::optional<Reason> {
        if (piece.from >= window.to) return Reason::too_late;
        piece.from = std::max(piece.from, window.from);
        piece.to = std::min(piece.to, window.to);
        return piece.from < piece.to ? std::nullopt : std::optional{piece.ended};
    });
}

std::vector<Piece> standing_at(std::vector<Piece> pieces, double moment, RowScores& out) {
    return filter(std::move(pieces), out, [&](const Piece& piece) -> std::optional<Reason> {
        if (piece.from > moment) return Reason::too_late;
        return moment < piece.to ? std::nullopt : std::optional{piece.ended};
    });
}

std::vector<Piece> with_probability(const Block& block, std::vector<Piece> pieces, RowScores& out) {
    return with_value(std::move(pieces), out, [&](std::size_t row) { return probability_of(block.table, row); });
}

std::vector<Piece> with_brier(const Block& block, std::vector<Piece> pieces, RowScores& out) {
    return with_value(std::move(pieces), out, [&](std::size_t row) { return brier_of(block, row); });
}

Result<Window> life(const SiteQuestion& question) {
    for (const double time : {question.opens, question.closes}) {
        if (const auto no = check_number(time)) return *no;
        if (std::abs(time) > farthest_time) return Reason::outside_scale;
    }
    if (question.closes < question.opens) return Reason::reversed_interval;
    if (question.closes == question.opens) return Reason::undefined;
    return Window{question.opens, question.closes};
}

Result<Window> life_by_day(const Block& block) {
    constexpr double most_days = 0x1p52;  // beyond that a double cannot tell one day from the next
    const auto open = life(block.question);
    if (!open) return open;
    const double midnight = block.options.midnight;
    for (const double time : {open->length(), open->from - midnight, open->to - midnight})
        if (!(std::abs(time / block.options.day) < most_days)) return Reason::outside_scale;
    return open;
}

double options_of(const Block& block, std::size_t row) {
    const double given = block.table.options.empty() ? not_given : block.table.options[row];
    return std::isnan(given) ? block.question.options : given;
}

}  // namespace hindsight::scoring
