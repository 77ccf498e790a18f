// SPDX-License-Identifier: MIT
// Finds for each range whether it held the value, and for each distribution where the value fell in it.
#include "hindsight/evaluation/ranges.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "hindsight/evaluation/distribution_of.hpp"
#include "hindsight/evaluation/standing.hpp"
#include "hindsight/scoring/cdf.hpp"
#include "hindsight/scoring/sample.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

namespace {

constexpr std::array<double, 3> kCentral{0.5, 0.8, 0.9};
constexpr double kLevels = 1e9;  // levels nearer than 1/1e9 are the same one, as in scoring::coverage_quantile

double rounded(double level) { return std::round(level * kLevels) / kLevels; }

class Gatherer {
   public:
    void add_range(double level, double held) {
        Level& at = levels_[rounded(level)];
        at.held.add(held);
        ++at.n;
    }
    void add_pit(double below, double at) {
        below_.push_back(below);
        at_.push_back(at);
    }
    void count(std::uint32_t statement) {
        ++out_.forecasts;
        if (statement != last_) ++out_.questions;
        last_ = statement;
    }

    std::optional<RangeCalibration> result() {
        scoring::Sum nominal, held;
        for (const auto& [level, seen] : levels_) {
            const auto n = static_cast<double>(seen.n);
            out_.levels.push_back({level, seen.n, seen.held.value() / n});
            out_.n += seen.n;
            nominal.add(n * level);
            held.add(seen.held);
        }
        if (out_.n == 0 && at_.empty()) return std::nullopt;
        if (out_.n > 0) {
            out_.nominal = nominal.value() / static_cast<double>(out_.n);
            out_.observed = held.value() / static_cast<double>(out_.n);
        }
        if (auto pit = scoring::pit_histogram(scoring::PitRanges{below_, at_})) out_.pit = *std::move(pit);
        return std::move(out_);
    }

   private:
    struct Level {
        std::size_t n = 0;
        scoring::Sum held;
    };
    std::map<double, Level> levels_;
    std::vector<double> below_, at_;
    std::uint32_t last_ = UINT32_MAX;  // rows come by statement
    RangeCalibration out_;
};

/// Where the value lies in each form that is a distribution. False where it is none, or has no answer.
struct Placer {
    const bool log;
    const double y;
    Gatherer& out;

    double on_scale(double value) const { return log ? std::log(value) : value; }

    template <class Other>
    bool operator()(const Other&) const {
        return false;
    }

    bool operator()(const QuantileForecast& forecast) const {
        std::vector<double> levels, values;
        for (const auto& [level, value] : forecast.quantiles) {
            levels.push_back(level);
            values.push_back(value);
        }
        between(levels, values);
        for (const double level : levels) {
            const double central = rounded(1 - 2 * level);
            if (central <= 0) break;
            const auto held = scoring::coverage_quantile(scoring::Observed{y}, {levels, values}, central);
            if (held) out.add_range(central, *held);
        }
        return true;
    }

    bool operator()(const SampleForecast& forecast) const {
        return place(scoring::pit_sample(scoring::Observed{y}, {forecast.samples, forecast.weights}));
    }

    bool operator()(const FamilyForecast& forecast) const {
        const auto distribution = distribution_of(forecast);
        return distribution && place(scoring::pit_distribution(scoring::Observed{y}, *distribution));
    }

    bool operator()(const CdfForecast& forecast) const {
        std::vector<double> x, probability;
        for (const auto& point : forecast.points) {
            x.push_back(on_scale(point.first));
            probability.push_back(point.second);
        }
        return place(scoring::pit_cdf(scoring::Observed{on_scale(y)}, {x, probability}));
    }

    /// The levels of the quantiles that the value lies between; of those that it is equal to the least and the greatest.
    void between(const std::vector<double>& levels, const std::vector<double>& values) const {
        const auto less = static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), y) - values.begin());
        const auto not_more = static_cast<std::size_t>(std::upper_bound(values.begin(), values.end(), y) - values.begin());
        if (less < not_more) return out.add_pit(levels[less], levels[not_more - 1]);
        out.add_pit(less > 0 ? levels[less - 1] : 0, less < levels.size() ? levels[less] : 1);
    }

    bool place(const scoring::Score& pit) const {
        if (!pit) return false;
        out.add_pit(*pit, *pit);
        for (const double level : kCentral) out.add_range(level, 2 * std::abs(*pit - 0.5) <= level ? 1 : 0);
        return true;
    }
};

bool add_distribution(const Evaluation& evaluation, const Row& row, Gatherer& out) {
    const auto* outcome = row.resolution ? row.resolution->outcome() : nullptr;
    const auto* value = outcome ? std::get_if<Observed>(outcome) : nullptr;
    if (!value) return false;
    const Wordings wordings(evaluation.record_of(row), row.resolution->decided_on);
    const Question* question = wordings.at(row.forecast->made);
    const bool log = question && question->scale == Scale::log;
    return std::visit(Placer{log, value->value, out}, row.forecast->forecast.predictive);
}

}  // namespace

std::optional<RangeCalibration> range_calibration_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows) {
    Gatherer out;
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.gap.empty() || !row.forecast) continue;
        if (row.in_range_form) {
            if (!row.score.event) continue;
            out.add_range(*row.score.probability, *row.score.observed);
        } else if (!add_distribution(evaluation, row, out)) {
            continue;
        }
        out.count(row.statement);
    }
    return out.result();
}

}  // namespace hindsight::evaluation
