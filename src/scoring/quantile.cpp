// SPDX-License-Identifier: MIT
// Rules for ranges at a level and for sets of quantiles.
#include "hindsight/scoring/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "check.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "numeric.hpp"

namespace hindsight::scoring {
namespace {

constexpr double same_level = 1e-9;

Refusal check_ends(Observed observed, Interval predicted) {
    for (const double x : {observed.value, predicted.lower, predicted.upper, predicted.level})
        if (const auto no = check_number(x)) return no;
    if (predicted.lower > predicted.upper) return NotScored{Reason::reversed_interval, 0};
    return accepted;
}

Refusal check_interval(Observed observed, Interval predicted) {
    if (const auto no = check_ends(observed, predicted)) return no;
    if (predicted.level == 1) return NotScored{Reason::level_one, 0};
    if (!(predicted.level > 0 && predicted.level < 1)) return NotScored{Reason::bad_level, 0};
    return accepted;
}

double pinball_loss(double y, double level, double q) {
    return y < q ? complement_of_level(level) * (q - y) : level * (y - q);
}

/// Quantiles that were checked, in ascending order of level; a copy only if they came in another order.
class SortedQuantiles {
   public:
    static Result<SortedQuantiles> of(Observed observed, Quantiles given);
    std::size_t size() const { return levels_.size(); }
    double level(std::size_t i) const { return levels_[i]; }
    double value(std::size_t i) const { return values_[i]; }
    double pinball(double y, std::size_t i) const { return pinball_loss(y, levels_[i], values_[i]); }
    /// The place of a level, or none.
    std::optional<std::size_t> find(double level) const;
    /// The median, given or interpolated.
    Score median() const;

    SortedQuantiles(SortedQuantiles&&) = default;  // a copy would look into the storage of the original

   private:
    SortedQuantiles() = default;
    void sort(Quantiles given);
    std::vector<double> storage_;
    std::span<const double> levels_;
    std::span<const double> values_;
};

Result<SortedQuantiles> SortedQuantiles::of(Observed observed, Quantiles given) {
    if (given.levels.size() != given.values.size()) return Reason::size_mismatch;
    if (given.levels.empty()) return Reason::empty;
    if (const auto no = check_number(observed.value)) return *no;
    if (const auto no = check_numbers(given.values)) return *no;
    for (std::size_t i = 0; i < given.levels.size(); ++i)
        if (const auto no = check_unit(given.levels[i], Reason::bad_level, i)) return *no;
    SortedQuantiles result;
    result.levels_ = given.levels;
    result.values_ = given.values;
    if (!std::is_sorted(given.levels.begin(), given.levels.end())) result.sort(given);
    for (std::size_t i = 1; i < result.size(); ++i) {
        if (result.level(i) == result.level(i - 1)) return NotScored{Reason::bad_level, i};
        if (result.value(i) < result.value(i - 1)) return NotScored{Reason::crossing_quantiles, i};
    }
    return Result<SortedQuantiles>(std::move(result));
}

void SortedQuantiles::sort(Quantiles given) {
    const std::size_t n = given.levels.size();
    std::vector<std::pair<double, double>> pairs(n);
    for (std::size_t i = 0; i < n; ++i) pairs[i] = {given.levels[i], given.values[i]};
    std::sort(pairs.begin(), pairs.end());
    storage_.resize(2 * n);
    for (std::size_t i = 0; i < n; ++i) {
        storage_[i] = pairs[i].first;
        storage_[n + i] = pairs[i].second;
    }
    levels_ = std::span<const double>(storage_).first(n);
    values_ = std::span<const double>(storage_).last(n);
}

std::optional<std::size_t> SortedQuantiles::find(double level) const {
    const auto at = std::lower_bound(levels_.begin(), levels_.end(), level - same_level);
    if (at == levels_.end() || *at > level + same_level) return std::nullopt;
    return static_cast<std::size_t>(at - levels_.begin());
}

Score SortedQuantiles::median() const {
    if (const auto at = find(0.5)) return values_[*at];
    const auto above = std::upper_bound(levels_.begin(), levels_.end(), 0.5);
    if (above == levels_.begin() || above == levels_.end()) return Reason::missing_level;
    const auto hi = static_cast<std::size_t>(above - levels_.begin());
    const double share = (0.5 - levels_[hi - 1]) / (levels_[hi] - levels_[hi - 1]);
    return values_[hi - 1] + share * (values_[hi] - values_[hi - 1]);
}

double mean_pinball(double y, const SortedQuantiles& q) {
    Sum total;
    for (std::size_t i = 0; i < q.size(); ++i) total.add(q.pinball(y, i));
    return total.value() / static_cast<double>(q.size());
}

/// Twice the pinball scores of levels, split by what they pay for.
struct Split {
    Sum dispersion, under, over;

    void add_pair(double y, double lower, double upper, double level) {
        dispersion.add(2 * level * (upper - lower));
        over.add(2 * positive_part(lower - y));
        under.add(2 * positive_part(y - upper));
    }
    void add_median(double y, double m) {
        over.add(positive_part(m - y));
        under.add(positive_part(y - m));
    }
    void add_single(double y, double level, double q) {
        const double cost = 2 * pinball_loss(y, level, q);
        if (level < 0.5 ? y >= q : y <= q)
            dispersion.add(cost);
        else
            (y < q ? over : under).add(cost);
    }
};

bool is_median(double level) { return std::abs(level - 0.5) <= same_level; }

/// Walks from both ends inwards: levels that add to 1 are a pair.
Split split(double y, const SortedQuantiles& q) {
    Split parts;
    std::size_t lo = 0;
    std::size_t hi = q.size();
    while (lo < hi) {
        const double low = q.level(lo);
        const double high = q.level(hi - 1);
        const double excess = low + high - 1;
        if (is_median(low) && is_median(high)) {
            parts.add_median(y, q.value(lo++));
        } else if (hi - lo > 1 && std::abs(excess) <= same_level) {
            parts.add_pair(y, q.value(lo++), q.value(--hi), low);
        } else if (excess < 0) {
            parts.add_single(y, low, q.value(lo++));
        } else {
            parts.add_single(y, high, q.value(--hi));
        }
    }
    return parts;
}

double coverage(double y, double lower, double upper) { return lower <= y && y <= upper ? 1.0 : 0.0; }

}  // namespace

Score interval(Observed observed, Interval predicted) {
    if (const auto no = check_interval(observed, predicted)) return *no;
    const auto [l, u, level] = predicted;
    const double outside = positive_part(l - observed.value) + positive_part(observed.value - u);
    return (u - l) + 2 * outside / complement_of_level(level);
}

Score interval_weighted(Observed observed, Interval predicted) {
    if (const auto no = check_interval(observed, predicted)) return *no;
    const auto [l, u, level] = predicted;
    const double outside = positive_part(l - observed.value) + positive_part(observed.value - u);
    return complement_of_level(level) / 2 * (u - l) + outside;
}

Score coverage_interval(Observed observed, Interval predicted) {
    if (const auto no = check_ends(observed, predicted)) return *no;
    if (!(predicted.level > 0 && predicted.level <= 1)) return Reason::bad_level;
    return coverage(observed.value, predicted.lower, predicted.upper);
}

Score pinball(Observed observed, Quantile predicted) {
    for (const double x : {observed.value, predicted.value})
        if (const auto no = check_number(x)) return *no;
    if (const auto no = check_unit(predicted.level, Reason::bad_level)) return *no;
    return pinball_loss(observed.value, predicted.level, predicted.value);
}

Score pinball_quantile(Observed observed, Quantiles predicted) {
    const auto q = SortedQuantiles::of(observed, predicted);
    if (!q) return q.why();
    return mean_pinball(observed.value, *q);
}

Result<WisParts> wis_quantile(Observed observed, Quantiles predicted) {
    const auto q = SortedQuantiles::of(observed, predicted);
    if (!q) return q.why();
    const Split parts = split(observed.value, *q);
    const double n = static_cast<double>(q->size());
    Sum total = parts.dispersion;
    total.add(parts.under);
    total.add(parts.over);
    return WisParts{total.value() / n, parts.dispersion.value() / n, parts.under.value() / n, parts.over.value() / n};
}

Score crps_quantile(Observed observed, Quantiles predicted) {
    const auto q = SortedQuantiles::of(observed, predicted);
    if (!q) return q.why();
    return 2 * mean_pinball(observed.value, *q);
}

Score coverage_quantile(Observed observed, Quantiles predicted, double level) {
    const auto q = SortedQuantiles::of(observed, predicted);
    if (!q) return q.why();
    if (!(level > 0 && level <= 1)) return Reason::bad_level;
    const auto low = q->find((1 - level) / 2);
    const auto high = q->find((1 + level) / 2);
    if (!low || !high) return Reason::missing_level;
    return coverage(observed.value, q->value(*low), q->value(*high));
}

Score bias_quantile(Observed observed, Quantiles predicted) {
    const auto q = SortedQuantiles::of(observed, predicted);
    if (!q) return q.why();
    const auto m = q->median();
    if (!m) return m.why();
    const double y = observed.value;
    if (y == *m) return 0.0;
    if (y < *m) {
        std::size_t below = 0;
        while (below < q->size() && q->value(below) <= y) ++below;
        return below == 0 ? 1.0 : 1 - 2 * q->level(below - 1);
    }
    std::size_t above = q->size();
    while (above > 0 && q->value(above - 1) >= y) --above;
    return above == q->size() ? -1.0 : 1 - 2 * q->level(above);
}

Score ae_median_quantile(Observed observed, Quantiles predicted) {
    const auto q = SortedQuantiles::of(observed, predicted);
    if (!q) return q.why();
    const auto m = q->median();
    if (!m) return m.why();
    return std::abs(observed.value - *m);
}

Score se_mean_quantile(Observed observed, Quantiles predicted) {
    const auto q = SortedQuantiles::of(observed, predicted);
    if (!q) return q.why();
    // as distances from y, so that nothing cancels far from 0
    const double y = observed.value;
    const std::size_t last = q->size() - 1;
    Sum distance;
    distance.add_product(q->level(0), q->value(0) - y);
    distance.add_product(1 - q->level(last), q->value(last) - y);
    for (std::size_t i = 0; i < last; ++i) {
        distance.add_product(q->level(i + 1) - q->level(i), ((q->value(i) - y) + (q->value(i + 1) - y)) / 2);
    }
    return square(distance.value());
}

}  // namespace hindsight::scoring
