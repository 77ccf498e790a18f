// SPDX-License-Identifier: MIT
// Consistency bands: choice of the method, and the bootstrap.
#include "hindsight/scoring/sets/bands.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "asymptotic_bands.hpp"
#include "pools.hpp"
#include "sorted_rows.hpp"

namespace hindsight::scoring {
namespace {

/// A distinct forecast with what a resample drew of it.
struct Drawn {
    double p;
    double weight = 0;
    double yes = 0;
};

/// Draws rows of a set anew, with outcomes that come from their forecasts.
class Resampler {
   public:
    Resampler(const SortedEvents& events, std::uint64_t seed) : random_(seed), n_(static_cast<std::uint32_t>(events.size())) {
        const SortedRows rows(events);
        rows.each_tie([&](const Tie& tie) {
            of_row_.insert(of_row_.end(), tie.end - tie.first, static_cast<std::uint32_t>(drawn_.size()));
            drawn_.push_back({tie.p});
        });
        if (!events.weighted()) return;
        for (std::size_t i = 0; i < events.size(); ++i) weight_of_row_.push_back(rows.weight(i));
    }

    const std::vector<Drawn>& forecasts() const { return drawn_; }

    /// The isotonic fit to n rows drawn. Places are those of the distinct forecasts; ones not drawn are not in it.
    const std::vector<Pool>& next() {
        do {
            draw();
            fit_.clear();
            for (std::size_t i = 0; i < drawn_.size(); ++i)
                if (drawn_[i].weight > 0) fit_.add({i, i + 1, drawn_[i].weight, drawn_[i].yes});
        } while (fit_.pools().empty());  // rows of weight 0 only
        return fit_.pools();
    }

   private:
    void draw() {
        for (Drawn& forecast : drawn_) forecast.weight = forecast.yes = 0;
        for (std::uint32_t i = 0; i < n_; ++i) {
            const std::uint32_t row = random_.below(n_);
            Drawn& forecast = drawn_[of_row_[row]];
            const double weight = weight_of_row_.empty() ? 1.0 : weight_of_row_[row];
            forecast.weight += weight;
            forecast.yes += random_.uniform() < forecast.p ? weight : 0.0;
        }
    }

    Random random_;
    std::uint32_t n_;
    std::vector<Drawn> drawn_;
    std::vector<std::uint32_t> of_row_;
    std::vector<double> weight_of_row_;
    IsotonicFit fit_;
};

/// A fitted curve as it is kept: constant over the forecasts [first, last], linear in p from there to the next step.
struct Step {
    std::size_t first;
    std::size_t last;
    double rate;
};

/// Reads a curve at every forecast in ascending order.
class Curve {
   public:
    explicit Curve(const std::vector<Pool>& pools) {
        for (const Pool& pool : pools) steps_.push_back({pool.first, pool.end - 1, pool.rate()});
    }

    double at(std::size_t i, const std::vector<Drawn>& forecasts) {
        while (at_ + 1 < steps_.size() && i >= steps_[at_ + 1].first) ++at_;
        const Step& step = steps_[at_];
        if (i <= step.last || at_ + 1 == steps_.size()) return step.rate;
        const Step& next = steps_[at_ + 1];
        const double from = forecasts[step.last].p;
        const double part = (forecasts[i].p - from) / (forecasts[next.first].p - from);
        return step.rate + part * (next.rate - step.rate);
    }

   private:
    std::vector<Step> steps_;
    std::size_t at_ = 0;
};

/// Numbers in ascending order, of which one at a time is exchanged.
class Ordered {
   public:
    explicit Ordered(std::vector<double> values) : values_(std::move(values)) { std::sort(values_.begin(), values_.end()); }

    void exchange(double former, double latter) {
        const auto from = std::lower_bound(values_.begin(), values_.end(), former);
        const auto to = std::lower_bound(values_.begin(), values_.end(), latter);
        *from = latter;
        if (from < to)
            std::rotate(from, from + 1, to);
        else
            std::rotate(to, from, from + 1);
    }

    /// By linear interpolation between order statistics (type 7 of Hyndman and Fan).
    double quantile(double level) const {
        const double place = level * static_cast<double>(values_.size() - 1);
        const auto below = std::min(static_cast<std::size_t>(place), values_.size() - 1);
        const auto above = std::min(below + 1, values_.size() - 1);
        return values_[below] + (place - std::floor(place)) * (values_[above] - values_[below]);
    }

   private:
    std::vector<double> values_;
};

std::vector<BandPoint> bootstrap_band(const SortedEvents& events, const BandOptions& options) {
    Resampler resampler(events, options.seed);
    std::vector<Curve> curves;
    while (curves.size() < options.resamples) curves.emplace_back(resampler.next());
    const std::vector<Drawn>& forecasts = resampler.forecasts();
    std::vector<double> values;
    for (Curve& curve : curves) values.push_back(curve.at(0, forecasts));
    Ordered ordered(values);
    std::vector<BandPoint> points;
    for (std::size_t i = 0; i < forecasts.size(); ++i) {
        for (std::size_t c = 0; c < curves.size(); ++c) {
            const double value = curves[c].at(i, forecasts);
            if (value == values[c]) continue;
            ordered.exchange(values[c], value);
            values[c] = value;
        }
        const double low = ordered.quantile((1 - options.level) / 2);
        const double high = ordered.quantile((1 + options.level) / 2);
        points.push_back({forecasts[i].p, std::fmin(forecasts[i].p, low), std::fmax(forecasts[i].p, high)});
    }
    return points;
}

std::size_t count_distinct(const SortedEvents& events) {
    std::size_t count = 0;
    SortedRows(events).each_tie([&](const Tie&) { ++count; });
    return count;
}

BandMethod choose(const SortedEvents& events) {
    if (events.weighted()) return BandMethod::bootstrap;
    const std::size_t n = events.size();
    const std::size_t distinct = count_distinct(events);
    if (n <= std::max<std::size_t>(1000, std::min<std::size_t>(5000, 50 * distinct))) return BandMethod::bootstrap;
    return n / 8 >= distinct * distinct ? BandMethod::discrete : BandMethod::continuous;
}

}  // namespace

Result<ConsistencyBands> consistency_bands(const SortedEvents& events, BandOptions options) {
    if (!(options.level > 0 && options.level < 1)) return Reason::bad_level;
    const BandMethod method = options.method == BandMethod::automatic ? choose(events) : options.method;
    if (method == BandMethod::bootstrap) {
        if (options.resamples == 0) return Reason::empty;
        if (events.size() > std::numeric_limits<std::uint32_t>::max()) return Reason::not_applicable;
        return ConsistencyBands{method, bootstrap_band(events, options)};
    }
    if (events.weighted()) return Reason::not_applicable;
    return ConsistencyBands{method, method == BandMethod::discrete ? discrete_band(events, options.level)
                                                                   : continuous_band(events, options.level)};
}

Result<ConsistencyBands> consistency_bands(Outcomes observed, Probabilities predicted, Weights weights, BandOptions options) {
    const auto events = SortedEvents::of(observed, predicted, weights);
    return events ? consistency_bands(*events, options) : events.why();
}

}  // namespace hindsight::scoring
