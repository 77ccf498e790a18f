// SPDX-License-Identifier: MIT
// Events put into bins.
#include "bins.hpp"

#include <algorithm>
#include <cmath>

#include "../check.hpp"
#include "../numeric.hpp"
#include "columns.hpp"
#include "sorted_rows.hpp"

namespace hindsight::scoring {

double bin_edge(std::size_t i, std::size_t count) { return static_cast<double>(i) / static_cast<double>(count); }

std::size_t bin_index(double p, std::size_t count, Closed closed) {
    auto i = std::min(static_cast<std::size_t>(p * static_cast<double>(count)), count - 1);
    if (closed == Closed::left) {
        if (p < bin_edge(i, count)) --i;
        if (i + 1 < count && p >= bin_edge(i + 1, count)) ++i;
    } else {
        if (i > 0 && p <= bin_edge(i, count)) --i;
        if (i + 1 < count && p > bin_edge(i + 1, count)) ++i;
    }
    return i;
}

namespace {

std::vector<BinSums> bins_of_width(std::size_t count) {
    std::vector<BinSums> bins;
    for (std::size_t i = 0; i < count; ++i) bins.emplace_back(bin_edge(i, count), bin_edge(i + 1, count));
    return bins;
}

void drop_empty(std::vector<BinSums>& bins) {
    std::erase_if(bins, [](const BinSums& bin) { return bin.n() == 0 || bin.weight() == 0; });
}

/// Type 7 quantiles at 0, 1/count, ..., 1: exactly a forecast where one lies at that place.
std::vector<double> quantile_edges(const SortedEvents& events, std::size_t count) {
    const SortedRows rows(events);
    const std::size_t steps = events.size() - 1;
    std::vector<double> edges;
    for (std::size_t i = 0; i <= count; ++i) {
        const std::size_t whole = steps / count * i + steps % count * i / count;
        const std::size_t rest = steps % count * i % count;
        const double below = rows.probability(whole);
        const double above = rows.probability(std::min(whole + 1, steps));
        edges.push_back(below + (above - below) * bin_edge(rest, count));
    }
    return edges;
}

/// The ends of the bin of each forecast, asked for in ascending order.
class EndsOfBins {
   public:
    EndsOfBins(const SortedEvents& events, Binning binning) : closed_(binning.closed), distinct_(binning.bins == Bins::distinct) {
        if (binning.bins == Bins::width)
            for (std::size_t i = 0; i <= binning.count; ++i) edges_.push_back(bin_edge(i, binning.count));
        if (binning.bins == Bins::count) edges_ = quantile_edges(events, binning.count);
    }

    std::pair<double, double> of(double p) {
        if (distinct_) return {p, p};
        while (at_ + 2 < edges_.size() && beyond(p, edges_[at_ + 1])) ++at_;
        return {edges_[at_], edges_[at_ + 1]};
    }

   private:
    bool beyond(double p, double high) const { return closed_ == Closed::left ? p >= high : p > high; }

    Closed closed_;
    bool distinct_;
    std::vector<double> edges_;
    std::size_t at_ = 0;
};

}  // namespace

double BinSums::variation() const {
    return std::fmax(0.0, squares_.value() - square(shift_.value()) / weight());
}

double BinSums::covariation() const { return products_.value() - shift_.value() * observed_.value() / weight(); }

Result<std::vector<BinSums>> fill_bins(const SortedEvents& events, Binning binning) {
    if (binning.count == 0 && binning.bins != Bins::distinct) return Reason::bad_level;
    const SortedRows rows(events);
    EndsOfBins ends(events, binning);
    std::vector<BinSums> bins;
    rows.each_tie([&](const Tie& tie) {
        const auto [low, high] = ends.of(tie.p);
        if (bins.empty() || !bins.back().spans(low, high)) bins.emplace_back(low, high);
        bins.back().count(tie.end - tie.first);
        rows.each_group(tie.first, tie.end, [&](double p, double f, double weight) { bins.back().add(p, f, weight); });
    });
    drop_empty(bins);
    return bins;
}

Result<std::vector<BinSums>> fill_bins(Outcomes observed, Probabilities predicted, Weights weights, Binning binning) {
    if (binning.bins != Bins::width) {
        const auto events = SortedEvents::of(observed, predicted, weights);
        return events ? fill_bins(*events, binning) : events.why();
    }
    if (const auto no = check_events(observed.values, predicted.values, weights.values)) return *no;
    if (binning.count == 0) return Reason::bad_level;
    std::vector<BinSums> bins = bins_of_width(binning.count);
    for (std::size_t i = 0; i < observed.values.size(); ++i) {
        BinSums& bin = bins[bin_index(predicted.values[i], binning.count, binning.closed)];
        bin.count(1);
        bin.add(predicted.values[i], observed.values[i], weight_at(weights, i));
    }
    drop_empty(bins);
    return bins;
}

}  // namespace hindsight::scoring
