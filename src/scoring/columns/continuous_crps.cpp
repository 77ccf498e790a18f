// SPDX-License-Identifier: MIT
// Closed forms of the CRPS over blocks of rows: normal, lognormal, logistic, Laplace, exponential, uniform.
#include "continuous_crps.hpp"

#include <algorithm>
#include <cmath>

#include "../special.hpp"
#include "continuous_functions.hpp"

namespace hindsight::scoring {
namespace {

using namespace lanes;

template <class V>
using RowsOf = std::array<V, max_parameters>;

/// Scales by which one can divide and multiply without leaving the normal numbers.
template <class V>
HINDSIGHT_INLINE V unusual(const V& scale) {
    return outside(scale, 1e-280, 1e280);
}

// Each formula gives the score of rows, and NaN where it does not hold.

constexpr double far = 1e150;  // its square is still a number
constexpr double tiny = 1e-150;

struct Normal {
    static constexpr std::size_t parameters = 2;

    /// s (|z| - 1/sqrt(pi) + 2 (phi(z) - |z| P(Z > |z|))), all of it even in z.
    template <class V>
    HINDSIGHT_INLINE static V score(const RowsOf<V>& p, const V& y) {
        const V z = magnitude(V(y - p[0])) / p[1];
        const V loss = exp(V(-0.5 * z * z)) * (inverse_sqrt_2pi - z * tail_ratio(z));
        const V score = p[1] * ((z - inverse_sqrt_pi) + 2 * loss);
        return unless(V(unusual(p[1]) + outside(z, 0, far)), score);
    }
};

struct Logistic {
    static constexpr std::size_t parameters = 2;

    template <class V>
    HINDSIGHT_INLINE static V score(const RowsOf<V>& p, const V& y) {
        const V z = magnitude(V(y - p[0])) / p[1];
        const V score = p[1] * (z + (2 * log1p_of_unit(exp(V(-z))) - 1));
        return unless(V(unusual(p[1]) + outside(z, 0, far)), score);
    }
};

struct Laplace {
    static constexpr std::size_t parameters = 2;

    template <class V>
    HINDSIGHT_INLINE static V score(const RowsOf<V>& p, const V& y) {
        const V z = magnitude(V(y - p[0])) / p[1];
        const V score = p[1] * (z + (exp(V(-z)) - 0.75));
        return unless(V(unusual(p[1]) + outside(z, 0, far)), score);
    }
};

struct Exponential {
    static constexpr std::size_t parameters = 3;

    template <class V>
    HINDSIGHT_INLINE static V score(const RowsOf<V>& p, const V& y) {
        const V z = (y - p[1]) * p[0];
        const V q = 1 - p[2];
        const V above = z + 2 * q * expm1(V(-z));
        const V score = (if_below(z, V{}, V(-z), above) + 0.5 * q * q) / p[0];
        return unless(V(unusual(p[0]) + outside(z, -far, far) + outside(q, tiny, 1)), score);
    }
};

struct Uniform {
    static constexpr std::size_t parameters = 4;

    /// The integral of (mass + q t)^2 over t in [0, length].
    template <class V>
    HINDSIGHT_INLINE static V squared(const V& length, const V& mass, const V& q) {
        return length * (q * length * (q * length / 3 + mass) + mass * mass);
    }
    template <class V>
    HINDSIGHT_INLINE static V score(const RowsOf<V>& p, const V& y) {
        const V width = p[1] - p[0];
        const V inside = (1 - p[2]) - p[3];
        const V at = lower(upper(y, p[0]), p[1]);
        const V below = squared(V((at - p[0]) / width), p[2], inside);
        const V above = squared(V((p[1] - at) / width), p[3], inside);
        const V score = magnitude(V(y - at)) + width * (below + above);
        const V masses = outside(p[2], 0, 1) + outside(p[3], 0, 1) + outside(inside, tiny, 1);
        return unless(V(unusual(width) + y * 0 + masses), score);
    }
};

struct Lognormal {
    static constexpr std::size_t parameters = 2;

    /// e^(mu + s^2/2), the rounding of the sum made good.
    template <class V>
    HINDSIGHT_INLINE static V mean(const V& mu, const V& s) {
        const V half_square = 0.5 * s * s;
        const V total = mu + half_square;
        const V back = total - mu;
        const V lost = (mu - (total - back)) + (half_square - back);
        const V rounded = exp(total);
        return rounded + rounded * lost;
    }

    /// y (2 Phi(w) - 1) - m (2 Phi(w - s) - 1 + erf(s/2)), m the mean, with m phi(w - s) = y phi(w) in the tails of both.
    /// For s above 2.5 the last bracket would cancel, for small ones all do.
    template <class V>
    HINDSIGHT_INLINE static V score(const RowsOf<V>& p, const V& y) {
        const V s = p[1];
        const V w = (log(y) - p[0]) / s;
        const V v = w - s;
        const V m = mean(p[0], s);
        const V tails = with_sign(tail_ratio(magnitude(w)), w) - with_sign(tail_ratio(magnitude(v)), v);
        const V middle = (with_sign(y, w) - with_sign(m, v)) - m * erf_near_0(V(0.5 * s));
        const V score = middle - 2 * y * exp(V(-0.5 * w * w)) * tails;
        return unless(V(unusual(y) + outside(s, 1e-3, 2.5) + outside(p[0], -300, 300)), score);
    }
};

/// Stores the scores of a vector of rows and gives 0 for each, or NaN.
template <class Formula, class V>
HINDSIGHT_INLINE V score_vector(const RowBlock& block, std::size_t row) {
    RowsOf<V> p{};
    for (std::size_t k = 0; k < Formula::parameters; ++k) p[k] = load<V>(block.parameters[k] + row);
    const V score = Formula::score(p, load<V>(block.observed + row));
    store(block.scores + row, score);
    return score * 0;
}

template <class Formula>
struct BlockKernel {
    /// Fewer rows than a vector: once more with the columns copied to where a whole vector can be read.
    template <class V>
    HINDSIGHT_INLINE static bool rest(const RowBlock& block, std::size_t from) {
        std::array<std::array<double, width_of<V>>, max_parameters + 2> copy{};
        const std::size_t n = block.n - from;
        RowBlock small{{}, copy[max_parameters].data(), copy[max_parameters + 1].data(), width_of<V>};
        for (std::size_t k = 0; k < Formula::parameters; ++k) {
            std::copy_n(block.parameters[k] + from, n, copy[k].data());
            small.parameters[k] = copy[k].data();
        }
        std::copy_n(block.observed + from, n, copy[max_parameters].data());
        score_vector<Formula, V>(small, 0);
        std::copy_n(small.scores, n, block.scores + from);
        bool found = false;
        for (std::size_t i = 0; i < n; ++i) found |= std::isnan(small.scores[i]);
        return found;
    }

    template <int Width>
    HINDSIGHT_INLINE static bool run(const RowBlock& block) {
        using V = Lane<Width>;
        V left{};
        std::size_t row = 0;
        for (; row + Width <= block.n; row += Width) left += score_vector<Formula, V>(block, row);
        const bool found = any_nan(left);
        return row < block.n ? rest<V>(block, row) || found : found;
    }
};

template <class Formula>
bool kernel(const RowBlock& block) {
    return run_fused<BlockKernel<Formula>>(block);
}

struct Entry {
    Family family;
    CrpsKernel best;
    bool (*with)(vectors::Level, const RowBlock&);
};

template <class Formula>
constexpr Entry entry(Family family) {
    return {family, kernel<Formula>, run_fused<BlockKernel<Formula>, RowBlock>};
}

constexpr std::array<Entry, 6> kernels{entry<Normal>(Family::normal),           entry<Logistic>(Family::logistic),
                                       entry<Laplace>(Family::laplace),         entry<Lognormal>(Family::lognormal),
                                       entry<Exponential>(Family::exponential), entry<Uniform>(Family::uniform)};

}  // namespace

CrpsKernel crps_kernel(Family family) {
    for (const Entry& e : kernels)
        if (e.family == family) return e.best;
    return nullptr;
}

bool run_crps_kernel(Family family, vectors::Level level, const RowBlock& block) {
    for (const Entry& e : kernels)
        if (e.family == family) return e.with(level, block);
    return false;
}

}  // namespace hindsight::scoring
