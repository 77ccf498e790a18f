// SPDX-License-Identifier: MIT
// Baseline and peer scores, over time and at one moment. What the others say enters as running sums of ln p.
#include <algorithm>
#include <cmath>

#include "block.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "sweep.hpp"

namespace hindsight::scoring {
namespace {

/// Forecasting ends at the scheduled close at the latest, and shares are of the time up to there: a question that was
/// settled early leaves the rest at 0 for everyone, which keeps the score proper.
struct Life {
    Window open;
    double scheduled;
};

Result<Life> life_of(const SiteQuestion& question) {
    SiteQuestion q = question;
    if (const auto no = check_number(q.scheduled_close)) return *no;
    q.closes = std::min(q.closes, q.scheduled_close);
    const auto open = life(q);
    if (!open) return open.why();
    return Life{*open, q.scheduled_close - q.opens};
}

Score baseline(const Block& block, const Piece& piece) {
    const double base = block.question.base_mass;
    if (block.question.numeric) {
        if (const auto no = check_number(base)) return *no;
        if (!(base > 0 && base <= 1)) return Reason::bad_parameter;
        const double ratio = piece.value / base;
        return 50 * (std::isinf(ratio) ? std::log(piece.value) - std::log(base) : std::log(ratio));
    }
    const double k = options_of(block, piece.row);
    if (const auto no = check_number(k)) return *no;
    if (k < 2) return Reason::bad_parameter;
    return 100 * std::log(piece.value * k) / std::log(k);
}

void put_baseline(const Block& block, const Piece& piece, double share, RowScores& out) {
    const Score score = baseline(block, piece);
    if (!score) return out.refuse(piece.row, score.why().reason);
    out.put(piece.row, std::isinf(*score) ? *score : *score * share, share);  // however short it stood
}

Refusal baseline_over_time(const Block& block, RowScores& out) {
    const auto lived = life_of(block.question);
    if (!lived) return lived.why();
    const auto pieces = with_probability(block, clip(pieces_of(block, out), lived->open, out), out);
    for (const Piece& piece : pieces) put_baseline(block, piece, (piece.to - piece.from) / lived->scheduled, out);
    return accepted;
}

/// The forecasts that stand at a moment. Those of 0 are counted, as their logarithm could not be taken out again.
class Crowd {
   public:
    void enter(double p) { change(p, 1); }
    void leave(double p) { change(p, -1); }
    double n() const { return n_; }
    double zeros() const { return zeros_; }
    double logs() const { return logs_.value(); }  ///< of the probabilities above 0

   private:
    void change(double p, double by) {
        n_ += by;
        if (p == 0)
            zeros_ += by;
        else
            logs_.add(by * std::log(p));
    }
    double n_ = 0;
    double zeros_ = 0;
    Sum logs_;
};

/// Since the start: the time, for a crowd of two or more, of n/(n-1) and of sum ln p/(n-1), and in how many stretches one
/// or more, two or more, and two or more of 0 stood. A forecast that stood from a to b gets, over its scale,
/// ln p (ratio(b)-ratio(a)) - (logs(b)-logs(a)), as n ln p - sum ln p is what it has over the n-1 others.
struct Passed {
    Sum ratio;
    Sum logs;
    std::size_t together = 0;
    std::size_t with_zero = 0;
    std::size_t with_zeros = 0;

    void over(const Crowd& crowd, double time) {
        if (crowd.n() < 2) return;
        ratio.add(time * (crowd.n() / (crowd.n() - 1)));
        logs.add(time * (crowd.logs() / (crowd.n() - 1)));
        ++together;
        if (crowd.zeros() >= 1) ++with_zero;
        if (crowd.zeros() >= 2) ++with_zeros;
    }
};

double difference(Sum later, const Sum& earlier) {
    later.add(-earlier.value());
    return later.value();
}

Score peer_between(double p, const Passed& from, const Passed& to) {
    if (p == 0) {
        if (to.with_zeros > from.with_zeros) return Reason::undefined;
        return to.together > from.together ? -infinity : 0.0;
    }
    if (to.with_zero > from.with_zero) return infinity;
    return 0.0 + std::log(p) * difference(to.ratio, from.ratio) - difference(to.logs, from.logs);
}

double peer_scale(const SiteQuestion& question) { return question.numeric ? 50 : 100; }

/// The site's defect: while nobody stands, those who left last are taken to stand on, up to the next forecast or `end`.
void stand_on(std::vector<Piece>& pieces, double end) {
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.from < b.from; });
    double latest = -infinity;
    for (std::size_t k = 0; k <= pieces.size(); ++k) {
        const double next = k < pieces.size() ? pieces[k].from : end;
        for (std::size_t i = k; latest < next && i > 0; --i)
            if (pieces[i - 1].to == latest) pieces[i - 1].to = next;
        if (k < pieces.size()) latest = std::max(latest, pieces[k].to);
    }
}

Refusal peer_over_time(const Block& block, RowScores& out) {
    const auto lived = life_of(block.question);
    if (!lived) return lived.why();
    auto pieces = with_probability(block, clip(pieces_of(block, out), lived->open, out), out);
    if (block.options.as_published) stand_on(pieces, lived->open.to);
    std::vector<Passed> entered(pieces.size());
    Passed passed;
    Crowd crowd;
    const auto leave = [&](std::size_t i) {
        const Piece& piece = pieces[i];
        crowd.leave(piece.value);
        const Score sum = peer_between(piece.value, entered[i], passed);
        if (!sum) return out.refuse(piece.row, sum.why().reason);
        const double share = (piece.to - piece.from) / lived->scheduled;
        out.put(piece.row, peer_scale(block.question) * *sum / lived->scheduled, share);
    };
    const auto enter = [&](std::size_t i) {
        entered[i] = passed;
        crowd.enter(pieces[i].value);
    };
    sweep(pieces, [&](double time) { passed.over(crowd, time); }, enter, leave);
    return accepted;
}

/// Never after forecasting ended.
Result<double> spot_of(const SiteQuestion& question) {
    const double spot = std::isnan(question.spot) ? question.closes : question.spot;
    if (const auto no = check_number(spot)) return *no;
    return std::fmin(spot, question.closes);
}

Refusal baseline_at_spot(const Block& block, RowScores& out) {
    const auto spot = spot_of(block.question);
    if (!spot) return spot.why();
    const auto pieces = with_probability(block, standing_at(pieces_of(block, out), *spot, out), out);
    for (const Piece& piece : pieces) put_baseline(block, piece, 1, out);
    return accepted;
}

Refusal peer_at_spot(const Block& block, RowScores& out) {
    const auto spot = spot_of(block.question);
    if (!spot) return spot.why();
    const auto pieces = with_probability(block, standing_at(pieces_of(block, out), *spot, out), out);
    Crowd crowd;
    for (const Piece& piece : pieces) crowd.enter(piece.value);
    Passed passed;
    passed.over(crowd, 1);
    for (const Piece& piece : pieces) {
        const Score score = peer_between(piece.value, {}, passed);
        if (score)
            out.put(piece.row, peer_scale(block.question) * *score, 1);
        else
            out.refuse(piece.row, score.why().reason);
    }
    return accepted;
}

}  // namespace

Result<SiteScores> metaculus_baseline(const SiteForecasts& forecasts, const SiteOptions& options) {
    return score_questions(forecasts, options, baseline_over_time);
}

Result<SiteScores> metaculus_peer(const SiteForecasts& forecasts, const SiteOptions& options) {
    return score_questions(forecasts, options, peer_over_time);
}

Result<SiteScores> metaculus_spot_baseline(const SiteForecasts& forecasts, const SiteOptions& options) {
    return score_questions(forecasts, options, baseline_at_spot);
}

Result<SiteScores> metaculus_spot_peer(const SiteForecasts& forecasts, const SiteOptions& options) {
    return score_questions(forecasts, options, peer_at_spot);
}

}  // namespace hindsight::scoring
