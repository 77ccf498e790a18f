// SPDX-License-Identifier: MIT
// A running median over pieces that come and go.
#include "median.hpp"

#include <algorithm>

#include "hindsight/scoring/sets/sum.hpp"
#include "sweep.hpp"

namespace hindsight::scoring {
namespace {

/// Values in ascending order; the median of an even number is the middle between two.
class Sorted {
   public:
    bool empty() const { return values_.empty(); }
    void add(double x) { values_.insert(place(x), x); }
    void remove(double x) { values_.erase(place(x)); }
    double median() const {
        const std::size_t half = values_.size() / 2;
        return values_.size() % 2 == 1 ? values_[half] : (values_[half - 1] + values_[half]) / 2;
    }

   private:
    std::vector<double>::iterator place(double x) { return std::lower_bound(values_.begin(), values_.end(), x); }
    std::vector<double> values_;
};

}  // namespace

Medians medians_of(std::span<const Piece> pieces) {
    Medians result{std::vector<double>(pieces.size())};
    std::vector<Sum> entered(pieces.size());
    Sorted standing;
    Sum passed;
    Sum time;
    const auto over = [&](double length) {
        if (standing.empty()) return;
        passed.add(length * standing.median());
        time.add(length);
    };
    const auto enter = [&](std::size_t i) {
        entered[i] = passed;
        standing.add(pieces[i].value);
    };
    const auto leave = [&](std::size_t i) {
        Sum beside = passed;
        beside.add(-entered[i].value());
        result.beside[i] = beside.value();
        standing.remove(pieces[i].value);
    };
    sweep(pieces, over, enter, leave);
    result.total = passed.value();
    result.time = time.value();
    return result;
}

}  // namespace hindsight::scoring
