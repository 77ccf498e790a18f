// SPDX-License-Identifier: MIT
// ROC curve, area, and its variance.
#include "hindsight/scoring/sets/roc.hpp"

#include <algorithm>
#include <cmath>

#include "../numeric.hpp"
#include "../special.hpp"
#include "sorted_rows.hpp"

namespace hindsight::scoring {
namespace {

/// Yes and no in all.
struct Classes {
    double yes;
    double no;
};

Classes classes_of(const SortedEvents& events) {
    if (!events.weighted() && !events.fractions()) return {events.yes(), events.weight() - events.yes()};
    Sum no;
    SortedRows(events).each_tie([&](const Tie& tie) { no.add(tie.no); });
    return {events.yes(), no.value()};
}

double area(const SortedEvents& events, Classes all) {
    Sum wins;
    Sum no_below;
    SortedRows(events).each_tie([&](const Tie& tie) {
        wins.add(tie.yes * (no_below.value() + tie.no / 2));
        no_below.add(tie.no);
    });
    return std::clamp(wins.value() / all.yes / all.no, 0.0, 1.0);
}

/// For each event the share of the other class that it beats; the variance is that of these shares within the classes.
double standard_error(const SortedEvents& events, Classes all, double auc) {
    Sum yes_spread;
    Sum no_spread;
    double yes_below = 0;
    double no_below = 0;
    SortedRows(events).each_tie([&](const Tie& tie) {
        const double yes_above = all.yes - yes_below - tie.yes;
        yes_spread.add(tie.yes * square((no_below + tie.no / 2) / all.no - auc));
        no_spread.add(tie.no * square((yes_above + tie.yes / 2) / all.yes - auc));
        yes_below += tie.yes;
        no_below += tie.no;
    });
    return std::sqrt(yes_spread.value() / (all.yes - 1) / all.yes + no_spread.value() / (all.no - 1) / all.no);
}

/// The corners of a curve from (0,0): a point on the line from the corner before to the point after is none.
class Corners {
   public:
    void add(double no, double yes, double threshold) {
        if (corners_.size() > 1 && on_line(no, yes)) corners_.pop_back();
        corners_.push_back({no, yes, threshold});
    }
    std::vector<RocPoint> rates(Classes all) && {
        for (RocPoint& point : corners_) {
            point.false_rate /= all.no;
            point.true_rate /= all.yes;
        }
        return std::move(corners_);
    }

   private:
    bool on_line(double no, double yes) const {
        const RocPoint& last = corners_.back();
        const RocPoint& before = corners_[corners_.size() - 2];
        return (last.false_rate - before.false_rate) * (yes - last.true_rate) ==
               (last.true_rate - before.true_rate) * (no - last.false_rate);
    }

    std::vector<RocPoint> corners_{{0, 0, infinity}};
};

std::vector<RocPoint> points(const SortedEvents& events, Classes all) {
    Corners corners;
    Sum yes;
    Sum no;
    SortedRows(events).each_tie_down([&](const Tie& tie) {
        if (tie.weight == 0) return;
        yes.add(tie.yes);
        no.add(tie.no);
        corners.add(std::fmin(no.value(), all.no), std::fmin(yes.value(), all.yes), tie.p);
    });
    auto result = std::move(corners).rates(all);
    result.back().false_rate = result.back().true_rate = 1;
    return result;
}

bool one_class(Classes all) { return !(all.yes > 0) || !(all.no > 0); }

/// What an event of this probability is worth: the share of the no that it beats as a yes, and of the yes as a no.
struct Share {
    double p;
    double as_yes;
    double as_no;
};

std::vector<Share> shares_of(const SortedEvents& events, Classes all) {
    std::vector<Share> shares;
    Sum yes_below;
    Sum no_below;
    SortedRows(events).each_tie([&](const Tie& tie) {
        const double yes_above = all.yes - yes_below.value() - tie.yes;
        shares.push_back({tie.p, (no_below.value() + tie.no / 2) / all.no, (yes_above + tie.yes / 2) / all.yes});
        yes_below.add(tie.yes);
        no_below.add(tie.no);
    });
    return shares;
}

/// The interval on the scale of the logit.
AreaInterval logit_interval(double auc, double reach) {
    const double centre = std::log(auc / (1 - auc));
    const double width = reach / (auc * (1 - auc));
    return {1 / (1 + std::exp(width - centre)), 1 / (1 + std::exp(-width - centre))};
}

}  // namespace

Score roc_auc(const SortedEvents& events) {
    const Classes all = classes_of(events);
    if (one_class(all)) return Reason::undefined;
    return area(events, all);
}

Score roc_auc(Outcomes observed, Probabilities predicted, Weights weights) {
    const auto events = SortedEvents::of(observed, predicted, weights);
    return events ? roc_auc(*events) : events.why();
}

Result<Roc> roc(const SortedEvents& events) {
    const Classes all = classes_of(events);
    if (one_class(all)) return Reason::undefined;
    Roc result;
    result.auc = area(events, all);
    if (!events.weighted() && !events.fractions() && all.yes > 1 && all.no > 1) {
        const double se = standard_error(events, all, result.auc);
        const double reach = normal_quantile(0.975) * se;
        result.auc_se = se;
        result.auc_ci95 = {std::fmax(0.0, result.auc - reach), std::fmin(1.0, result.auc + reach)};
    }
    result.points = points(events, all);
    return result;
}

Result<Roc> roc(Outcomes observed, Probabilities predicted, Weights weights) {
    const auto events = SortedEvents::of(observed, predicted, weights);
    return events ? roc(*events) : events.why();
}

Result<ClusteredArea> roc_auc_clustered(Outcomes observed, Probabilities predicted, Clusters clusters, Weights weights, double level) {
    if (!(level > 0 && level < 1)) return Reason::bad_level;
    const auto events = SortedEvents::of(observed, predicted, weights);
    if (!events) return events.why();
    const std::size_t n = events->size();
    if (!clusters.labels.empty() && clusters.labels.size() != n) return Reason::size_mismatch;
    const Classes all = classes_of(*events);
    if (one_class(all)) return Reason::undefined;
    const auto numbers = number_clusters(clusters, n);
    ClusteredArea result{area(*events, all), numbers.count, {}, {}};
    if (numbers.count < 2) return result;
    const auto shares = shares_of(*events, all);
    std::vector<Sum> parts(numbers.count);
    for (std::size_t i = 0; i < n; ++i) {
        const auto share = std::lower_bound(shares.begin(), shares.end(), predicted.values[i],
                                            [](const Share& s, double p) { return s.p < p; });
        const double w = weight_at(weights, i);
        const double yes = w * observed.values[i];
        parts[numbers.at(i)].add(yes / all.yes * (share->as_yes - result.auc) + (w - yes) / all.no * (share->as_no - result.auc));
    }
    Sum squares;
    for (const Sum& part : parts) squares.add(square(part.value()));
    const auto g = static_cast<double>(numbers.count);
    result.se = std::sqrt(g / (g - 1) * squares.value());
    if (result.auc > 0 && result.auc < 1)
        result.interval = logit_interval(result.auc, student_t_quantile(g - 1, (1 + level) / 2) * *result.se);
    return result;
}

}  // namespace hindsight::scoring
