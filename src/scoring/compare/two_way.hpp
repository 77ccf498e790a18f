// SPDX-License-Identifier: MIT
// Least squares for forecaster and task effects.
#pragma once

#include "layout.hpp"

namespace hindsight::scoring {

/// Effects are determined up to a constant that moves from forecasters to tasks, one for each component.
struct TwoWay {
    std::vector<double> forecaster;
    std::vector<double> task;  ///< by place
    std::size_t iterations = 0;
    double residual = 0;
};

TwoWay fit_two_way(const Layout& layout);

}  // namespace hindsight::scoring
