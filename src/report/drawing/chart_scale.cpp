// SPDX-License-Identifier: MIT
// Scales and ticks.
#include "report/drawing/chart_scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/words/words.hpp"

namespace hindsight::report {

namespace {

constexpr double kMostTicks = 60;  // more are never tried
using Candidates = std::vector<std::vector<Tick>>;

/// m times ten to the k, the double nearest to what people write so.
double decimal(double m, int k) { return k < 0 ? m / std::pow(10.0, -k) : m * std::pow(10.0, k); }

/// Takes values that lie on the axis.
class TickWriter {
   public:
    TickWriter(const Axis& axis, const AxisWords& words) : axis_(axis), words_(words) {}

    void add(double value, std::vector<Tick>& out) const {
        const double slack = 1e-9 * (axis_.scale == AxisScale::logarithmic ? value : axis_.high - axis_.low);
        if (value >= axis_.low - slack && value <= axis_.high + slack) out.push_back({value, label(value)});
    }

   private:
    std::string label(double value) const {
        if (axis_.percent) return print_percent(value);
        return axis_.whole ? fmt::format("{:.0f}", value) : words_.number(value);
    }

    const Axis& axis_;
    const AxisWords& words_;
};

std::vector<Tick> multiples(const Axis& axis, const TickWriter& writer, double m, int k) {
    std::vector<Tick> out;
    const double step = decimal(m, k);
    const double first = std::ceil(axis.low / step - 1e-9), last = std::floor(axis.high / step + 1e-9);
    if (!(last - first <= kMostTicks) || std::abs(first) > 1e15) return out;
    for (double i = first; i <= last; ++i) writer.add(i == 0 ? 0 : decimal(i * m, k), out);
    return out;
}

Candidates linear_candidates(const Axis& axis, const AxisWords& words) {
    Candidates out;
    const double size = axis.high - axis.low;
    if (!(size > 0) || !std::isfinite(size)) return out;
    const TickWriter writer(axis, words);
    const int least = static_cast<int>(std::floor(std::log10(size))) - 2;
    for (int k = axis.whole ? std::max(0, least) : least; k <= least + 3; ++k) {
        for (const double m : {1.0, 2.0, 5.0}) out.push_back(multiples(axis, writer, m, k));
    }
    if (axis.whole && least + 3 < 0) out.push_back(multiples(axis, writer, 1, 0));
    return out;
}

/// Every `stride`th decade, with `between` in each.
std::vector<Tick> decades(const Axis& axis, const TickWriter& writer, int stride, std::initializer_list<double> between) {
    std::vector<Tick> out;
    const int first = static_cast<int>(std::floor(std::log10(axis.low))), last = static_cast<int>(std::ceil(std::log10(axis.high)));
    for (int k = first; k <= last; ++k) {
        if (k % stride != 0) continue;
        for (const double m : between) writer.add(decimal(m, k), out);
    }
    return out;
}

Candidates log_candidates(const Axis& axis, const AxisWords& words) {
    if (!(axis.low > 0) || !std::isfinite(axis.high)) return {};
    if (axis.high / axis.low < 5) return linear_candidates(axis, words);
    const TickWriter writer(axis, words);
    Candidates out;
    out.push_back(decades(axis, writer, 1, {1, 2, 5}));
    out.push_back(decades(axis, writer, 1, {1, 3}));
    for (const int stride : {1, 2, 3, 5, 10, 20, 50, 100}) out.push_back(decades(axis, writer, stride, {1}));
    return out;
}

Day day_at(double days) { return Day(std::chrono::days(static_cast<int>(days))); }
double days_to(std::chrono::year_month_day date) { return static_cast<double>(Day(date).time_since_epoch().count()); }

/// Every `step` days; weeks begin on Mondays.
std::vector<Tick> day_ticks(const Axis& axis, const AxisWords& words, int step) {
    std::vector<Tick> out;
    const double monday = 4;  // 5 January 1970
    for (double d = std::ceil((axis.low - monday) / step) * step + monday; d <= axis.high; d += step) out.push_back({d, words.day(day_at(d))});
    return out;
}

/// The first day of every `step`th month; of twelve or more those of years.
std::vector<Tick> month_ticks(const Axis& axis, const AxisWords& words, int step) {
    std::vector<Tick> out;
    const std::chrono::year_month_day low(day_at(std::ceil(axis.low)));
    for (int m = static_cast<int>(low.year()) * 12 / step * step;; m += step) {
        const double d = days_to(std::chrono::year(m / 12) / (m % 12 + 1) / 1);
        if (d > axis.high || m > 12 * 20000) return out;
        if (d >= axis.low) out.push_back({d, step < 12 ? words.month(day_at(d)) : words.year(day_at(d))});
    }
}

Candidates day_candidates(const Axis& axis, const AxisWords& words) {
    Candidates out;
    const double size = axis.high - axis.low;
    if (!(size > 0) || axis.low < days_to(std::chrono::year(1) / 1 / 1) || axis.high > days_to(std::chrono::year(9999) / 12 / 31)) return out;
    for (const int step : {1, 2, 7, 14}) {
        if (size / step <= kMostTicks) out.push_back(day_ticks(axis, words, step));
    }
    for (const int step : {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000}) {
        if (size / (30.4 * step) <= kMostTicks) out.push_back(month_ticks(axis, words, step));
    }
    return out;
}

Candidates candidates(const Axis& axis, const AxisWords& words) {
    switch (axis.scale) {
        case AxisScale::logarithmic: return log_candidates(axis, words);
        case AxisScale::days: return day_candidates(axis, words);
        case AxisScale::names: break;
        case AxisScale::linear: return linear_candidates(axis, words);
    }
    std::vector<Tick> out;
    for (const auto& name : axis.names) out.push_back({static_cast<double>(out.size()), name});
    return {out};
}

}  // namespace

AxisWords axis_words(const Words& words) {
    return {[words](double value) { return words.number(value); }, [words](Day day) { return words("format.year", {std::to_string(year_of(day))}); },
            [words](Day day) { return words.month(day); }, [words](Day day) { return words.day(day); }};
}

PlotScale::PlotScale(const Axis& axis, double from, double to) : axis_(&axis), from_(from), to_(to) {}

double PlotScale::onto(double value) const { return axis_->scale == AxisScale::logarithmic ? std::log(value) : value; }

double PlotScale::share_at(double value) const {
    if (axis_->scale == AxisScale::names) return (value + 0.5) / std::max<double>(1, static_cast<double>(axis_->names.size()));
    const double low = onto(axis_->low), size = onto(axis_->high) - low;
    return size > 0 ? (onto(std::clamp(value, axis_->low, axis_->high)) - low) / size : 0.5;
}

double PlotScale::at(double value) const {
    const double share = share_at(value);
    return from_ + (std::isfinite(share) ? share : 0.5) * (to_ - from_);
}

std::vector<Tick> ticks(const Axis& axis, const AxisWords& words, const HasRoom& has_room) {
    const auto all = candidates(axis, words);
    std::vector<Tick> alone;
    for (const auto& some : all) {
        if (!has_room(some)) continue;
        if (some.size() > 1) return some;
        if (alone.empty()) alone = some;
    }
    return alone;
}

}  // namespace hindsight::report
