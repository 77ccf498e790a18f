// SPDX-License-Identifier: MIT
// Scores three forecasts through the engine alone.
#include <cmath>
#include <cstdio>
#include <hindsight/scoring.hpp>

int main() {
    using namespace hindsight::scoring;
    // By hand: (0.7-1)^2 = 0.09, (0.2-0)^2 = 0.04, (0.5-1)^2 = 0.25; their mean is 0.38 / 3.
    const double p[] = {0.7, 0.2, 0.5};
    const double f[] = {1, 0, 1};
    double sum = 0;
    for (int i = 0; i < 3; ++i) sum += *brier_binary(Observed{f[i]}, Probability{p[i]});
    std::printf("mean Brier score %.6f\n", sum / 3);
    return std::abs(sum / 3 - 0.38 / 3) < 1e-15 ? 0 : 1;
}
