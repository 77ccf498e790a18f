// SPDX-License-Identifier: MIT
// Where values lie along an axis, and at which of them it is marked.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "hindsight/base/calendar.hpp"
#include "report/drawing/chart.hpp"

namespace hindsight::report {

class Words;

/// How the language of a report writes what stands beside an axis.
struct AxisWords {
    std::function<std::string(double)> number;
    std::function<std::string(Day)> year, month, day;
};
/// The report of the words must outlive them.
AxisWords axis_words(const Words& words);

/// Maps the values of an axis to a length, from its low end to its high end; values beyond lie at the end. Always finite: what
/// has no place, since it or an end of the axis is no finite number, lies in the middle.
class PlotScale {
   public:
    PlotScale(const Axis& axis, double from, double to);
    double at(double value) const;
    bool holds(double value) const { return value >= axis_->low && value <= axis_->high; }

   private:
    double onto(double value) const;
    double share_at(double value) const;

    const Axis* axis_;
    double from_, to_;
};

struct Tick {
    double value;
    std::string label;
    friend bool operator==(const Tick&, const Tick&) = default;
};
/// Whether the labels of ticks have room beside each other.
using HasRoom = std::function<bool(std::span<const Tick>)>;

/// The finest ticks that have room: steps of 1, 2 and 5; on a logarithmic axis decades with 2 and 5 between, or whole decades;
/// days, Mondays, first days of months and of years; every name. None when not even the coarsest have room.
std::vector<Tick> ticks(const Axis& axis, const AxisWords& words, const HasRoom& has_room);

}  // namespace hindsight::report
