// SPDX-License-Identifier: MIT
// Relative score of Fatebook: each day the Brier score of the day's mean forecast against the median of the day.
#include <algorithm>
#include <cmath>

#include "../numeric.hpp"
#include "block.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "median.hpp"

namespace hindsight::scoring {
namespace {

/// What a row is worth in the mean of a day.
struct Part {
    std::size_t row;
    double weight;
    double probability;
};

/// One day of a forecaster, or several whole days of one row; the last day of a question may be a short one.
struct Run {
    Window days;
    std::size_t first;  ///< of its parts
    bool is_first_of_forecaster;
};

struct Days {
    std::vector<Part> parts;
    std::vector<Run> runs;

    std::span<Part> parts_of(std::size_t run) {
        const std::size_t end = run + 1 < runs.size() ? runs[run + 1].first : parts.size();
        return std::span(parts).subspan(runs[run].first, end - runs[run].first);
    }
};

/// Cuts the pieces of all forecasters at the borders of days.
class Cutter {
   public:
    Cutter(const SiteForecasts& table, double last) : table_(table), last_(last) {}

    void add(const Piece& piece) {
        is_new_ = days_.runs.empty() || table_.forecaster[piece.row] != forecaster_;
        forecaster_ = table_.forecaster[piece.row];
        const double first_border = std::floor(piece.from) + 1;
        const double last_border = std::max(std::floor(piece.to), first_border);
        put(piece, {piece.from, std::min(first_border, piece.to)});
        put(piece, {first_border, std::min(last_border, piece.to)});
        put(piece, {last_border, piece.to});
    }

    Days take() { return std::move(days_); }

   private:
    void put(const Piece& piece, Window time) {
        if (time.length() <= 0) return;
        const Window days{std::floor(time.from), std::min(std::ceil(time.to), last_)};
        const bool same_day = !is_new_ && days_.runs.back().days.from == days.from;
        if (!same_day) days_.runs.push_back({days, days_.parts.size(), is_new_});
        days_.parts.push_back({piece.row, time.length(), piece.value});
        is_new_ = false;
    }

    const SiteForecasts& table_;
    double last_;
    std::uint32_t forecaster_ = 0;
    bool is_new_ = true;
    Days days_;
};

double weight_of(std::span<const Part> parts) {
    Sum weight;
    for (const Part& part : parts) weight.add(part.weight);
    return weight.value();
}

double brier_of_mean(std::span<const Part> parts) {
    Sum missed;
    for (const Part& part : parts) missed.add(part.weight * (1 - part.probability));
    return 2 * square(missed.value() / weight_of(parts));
}

/// The site lets the last forecast of a forecaster's first day stand for the part of the day before the first one too.
void fill_first_days(Days& days) {
    for (std::size_t i = 0; i < days.runs.size(); ++i) {
        if (!days.runs[i].is_first_of_forecaster) continue;
        const auto parts = days.parts_of(i);
        parts.back().weight += days.runs[i].days.length() - weight_of(parts);
    }
}

/// Times in days since the question opened.
Days cut(const Block& block, std::span<const Piece> pieces, Window open) {
    const auto day = [&](double time) { return (time - open.from) / block.options.day; };
    Cutter cutter(block.table, day(open.to));
    for (const Piece& piece : pieces)
        cutter.add({piece.row, day(piece.from), day(piece.to), piece.ended, piece.value});
    return cutter.take();
}

bool is_alone(const Block& block, std::span<const Piece> pieces) {
    const auto forecaster = [&](const Piece& piece) { return block.table.forecaster[piece.row]; };
    return pieces.empty() || forecaster(pieces.front()) == forecaster(pieces.back());
}

/// A row has of a run what its part is of the weight.
void share_out(std::span<const Part> parts, double score, double coverage, RowScores& out) {
    const double weight = weight_of(parts);
    for (const Part& part : parts) {
        out.score[part.row] = out.score[part.row].value_or(0) + score * (part.weight / weight);
        out.coverage[part.row] += coverage * (part.weight / weight);
    }
}

Refusal relative(const Block& block, RowScores& out) {
    const auto open = life_by_day(block);
    if (!open) return open.why();
    if (block.question.numeric || block.question.options != 2) return NotScored{Reason::not_applicable, 0};
    const auto pieces = with_probability(block, clip(pieces_of(block, out), *open, out), out);
    if (is_alone(block, pieces)) {
        for (const Piece& piece : pieces) out.refuse(piece.row, Reason::undefined);
        return accepted;
    }
    Days days = cut(block, pieces, *open);
    if (block.options.as_published) fill_first_days(days);
    std::vector<Piece> runs;
    for (std::size_t i = 0; i < days.runs.size(); ++i) {
        const Window time = days.runs[i].days;
        runs.push_back({i, time.from, time.to, Reason::superseded, brier_of_mean(days.parts_of(i))});
    }
    const Medians medians = medians_of(runs);
    const double length = open->length() / block.options.day;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const double time = days.runs[i].days.length();
        const double score = time * runs[i].value - medians.beside[i];
        share_out(days.parts_of(i), score / length, time / length, out);
    }
    return accepted;
}

}  // namespace

Result<SiteScores> fatebook_relative(const SiteForecasts& forecasts, const SiteOptions& options) {
    return score_questions(forecasts, options, relative);
}

}  // namespace hindsight::scoring
