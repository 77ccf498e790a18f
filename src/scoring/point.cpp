// SPDX-License-Identifier: MIT
// Rules for a single predicted number.
#include "hindsight/scoring/point.hpp"

#include <cmath>

#include "check.hpp"
#include "numeric.hpp"

namespace hindsight::scoring {
namespace {

Refusal check(Observed observed, Point predicted) {
    if (const auto no = check_number(observed.value)) return no;
    return check_number(predicted.value);
}

}  // namespace

Score absolute_error(Observed observed, Point predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return std::abs(observed.value - predicted.value);
}

Score squared_error(Observed observed, Point predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    return square(observed.value - predicted.value);
}

}  // namespace hindsight::scoring
