// SPDX-License-Identifier: MIT
// Adaptive Gauss-Kronrod integration of smooth pieces.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace hindsight::scoring {

namespace kronrod {

// Nodes and weights of the 21-point rule, and of the 10-point Gauss rule within it (QUADPACK, Piessens et al. 1983).
inline constexpr std::array<double, 11> nodes{
    0.995657163025808080735527280689003, 0.973906528517171720077964012084452, 0.930157491355708226001207180059508,
    0.865063366688984510732096688423493, 0.780817726586416897063717578345042, 0.679409568299024406234327365114874,
    0.562757134668604683339000099272694, 0.433395394129247190799265943165784, 0.294392862701460198131126603103866,
    0.148874338981631210884826001129720, 0.0};
inline constexpr std::array<double, 11> weights{
    0.011694638867371874278064396062192, 0.032558162307964727478818972459390, 0.054755896574351996031381300244580,
    0.075039674810919952767043140916190, 0.093125454583697605535065465083366, 0.109387158802297641899210590325805,
    0.123491976262065851077958109585166, 0.134709217311473325928054001771707, 0.142775938577060080797094273138717,
    0.147739104901338491374841515972068, 0.149445554002916905664936468389821};
inline constexpr std::array<double, 5> gauss_weights{
    0.066671344308688137593568809893332, 0.149451349150580593145863396957658, 0.219086362515982043995534934228163,
    0.269266719309996355091226921569469, 0.295524224714752870173815619188769};

struct Estimate {
    double value;
    double error;
};

template <class F>
Estimate apply(const F& f, double a, double b) {
    const double middle = 0.5 * (a + b);
    const double half = 0.5 * (b - a);
    double fine = weights[10] * f(middle);
    double coarse = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        const double both = f(middle - half * nodes[i]) + f(middle + half * nodes[i]);
        fine += weights[i] * both;
        if (i % 2 == 1) coarse += gauss_weights[i / 2] * both;
    }
    return {fine * half, std::abs(fine - coarse) * std::abs(half)};
}

/// Halves [a,b] until the two rules agree to `tolerance`, nothing is left to halve, or `budget` intervals were looked at. A
/// value that is not a number ends it at once.
template <class F>
double refine(const F& f, double a, double b, Estimate whole, double tolerance, int depth, int& budget) {
    // The 21-point value is far better than the difference of the two rules: its error falls with the square.
    const double error = whole.error * std::sqrt(whole.error / (std::abs(whole.value) + 1e-300));
    if (!(error > tolerance) || depth == 0 || budget <= 0) return whole.value;
    budget -= 2;
    const double middle = 0.5 * (a + b);
    const Estimate left = apply(f, a, middle);
    const Estimate right = apply(f, middle, b);
    return refine(f, a, middle, left, tolerance, depth - 1, budget) + refine(f, middle, b, right, tolerance, depth - 1, budget);
}

}  // namespace kronrod

/// The integral of `f` over the pieces between ascending `breaks`, to about 1e-15 of its value; `f` is smooth within each.
template <class F>
double integrate(const F& f, std::span<const double> breaks) {
    double rough = 0;
    for (std::size_t i = 1; i < breaks.size(); ++i) rough += std::abs(kronrod::apply(f, breaks[i - 1], breaks[i]).value);
    double total = 0;
    for (std::size_t i = 1; i < breaks.size(); ++i) {
        int budget = 2000;
        if (!(breaks[i] > breaks[i - 1])) continue;
        const auto whole = kronrod::apply(f, breaks[i - 1], breaks[i]);
        total += kronrod::refine(f, breaks[i - 1], breaks[i], whole, 1e-16 * rough, 40, budget);
    }
    return total;
}

}  // namespace hindsight::scoring
