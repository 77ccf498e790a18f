// SPDX-License-Identifier: MIT
// The sum of a block in twice the precision.
#include "continuous_blocks.hpp"
#include "continuous_dispatch.hpp"
#include "continuous_lanes.hpp"

namespace hindsight::scoring {
namespace {

using namespace lanes;

constexpr std::size_t streams = 8;

struct Block {
    const double* scores;
    std::size_t n;
};

struct Streams {
    std::array<double, streams> high{};
    std::array<double, streams> low{};
};

struct SumKernel {
    /// Rows i, i + 8, i + 16, ... go to stream i whatever the width is: the sum is the same on every processor.
    template <int Width>
    HINDSIGHT_INLINE static Streams run(const Block& block) {
        using V = Lane<Width>;
        constexpr std::size_t parts = streams / Width;
        V high[parts] = {};
        V low[parts] = {};
        for (std::size_t i = 0; i + streams <= block.n; i += streams)
            for (std::size_t k = 0; k < parts; ++k) two_sum(high[k], low[k], load<V>(block.scores + i + k * Width));
        Streams result;
        for (std::size_t k = 0; k < parts; ++k) {
            store(result.high.data() + k * Width, high[k]);
            store(result.low.data() + k * Width, low[k]);
        }
        return result;
    }
};

}  // namespace

Sum sum_block(const double* scores, std::size_t n) {
    const Streams s = lanes::run_fused<SumKernel>(Block{scores, n});
    Sum total;
    for (std::size_t i = 0; i < streams; ++i) {
        total.add(s.high[i]);
        if (std::isfinite(s.high[i])) total.add(s.low[i]);  // beside an infinity it is NaN
    }
    for (std::size_t i = n - n % streams; i < n; ++i) total.add(scores[i]);
    return total;
}

}  // namespace hindsight::scoring
