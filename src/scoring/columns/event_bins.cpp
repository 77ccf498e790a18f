// SPDX-License-Identifier: MIT
// Reliability bins filled from columns.
#include "event_bins.hpp"

#include <algorithm>
#include <cmath>

#include "../numeric.hpp"

namespace hindsight::scoring {
namespace {

/// The lowest number of bin i.
double start(std::size_t i, std::size_t count, Closed closed) {
    if (i > count) return infinity;
    return closed == Closed::left || i == 0 ? bin_edge(i, count) : std::nextafter(bin_edge(i, count), infinity);
}

}  // namespace

BinEdges::BinEdges(std::size_t count, Closed closed) : scale_(static_cast<double>(count)) {
    for (std::size_t i = 0; i <= count + 1; ++i) starts_.push_back(start(i, count, closed));
}

void ColumnBinSums::add(const ColumnBinSums& other) {
    n += other.n;
    predicted.add(other.predicted);
    observed.add(other.observed);
}

template <class Outcome>
BinFiller<Outcome>::BinFiller(const BinEdges& edges) : edges_(edges), cells_(tables * (edges.count() + 1)) {}

template <class Outcome>
void BinFiller<Outcome>::fill(EventRows<Outcome> rows) {
    Cell* const cells = cells_.data();
    for (std::size_t i = 0; i < rows.n; ++i) {
        const double p = rows.predicted[i];
        put(cells[edges_.index(p) * tables + i % tables], rows.outcomes[i], p);
    }
}

template <class Outcome>
void BinFiller<Outcome>::fill_present(EventRows<Outcome> rows) {
    for (std::size_t i = 0; i < rows.n; ++i)
        if (!std::isnan(rows.predicted[i]) && !std::isnan(static_cast<double>(rows.outcomes[i]))) fill(rows.part(i, 1));
}

template <class Outcome>
std::vector<ColumnBinSums> BinFiller<Outcome>::sums() const {
    std::vector<ColumnBinSums> bins(edges_.count());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        ColumnBinSums& bin = bins[std::min(i / tables, bins.size() - 1)];
        bin.n += cells_[i].n_and_yes & 0xffffffffu;
        bin.observed.add(static_cast<double>(cells_[i].n_and_yes >> 32));
        cells_[i].fractions.add_to(bin.observed);
        cells_[i].predicted.add_to(bin.predicted);
    }
    return bins;
}

template class BinFiller<double>;
template class BinFiller<std::uint8_t>;

ReliabilityBins summarise(const std::vector<ColumnBinSums>& bins) {
    ReliabilityBins result;
    Sum total;
    Sum absolute;
    Sum squared;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i].n == 0) continue;
        const double n = static_cast<double>(bins[i].n);
        const double mean = bins[i].predicted.value() / n;
        const double rate = bins[i].observed.value() / n;
        result.bins.push_back({bin_edge(i, bins.size()), bin_edge(i + 1, bins.size()), bins[i].n, n, mean, rate});
        const double gap = std::abs(mean - rate);
        total.add(n);
        absolute.add(n * gap);
        squared.add(n * square(gap));
        result.mce = std::max(result.mce, gap);
    }
    result.ece = absolute.value() / total.value();
    result.rmsce = std::sqrt(squared.value() / total.value());
    return result;
}

}  // namespace hindsight::scoring
