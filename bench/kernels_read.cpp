// SPDX-License-Identifier: MIT
// The limit that kernels are held against: adds up the words of a column in wide vectors, and does nothing else.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstring>

#include "kernels.hpp"

namespace hindsight::bench {
namespace {

typedef std::uint64_t Words __attribute__((vector_size(64)));
constexpr std::size_t kStreams = 4;  // several sums side by side, so that no add waits for another

}  // namespace

void read_through(std::span<const std::byte> column) {
    Words sums[kStreams] = {};
    std::size_t at = 0;
    for (; at + sizeof sums <= column.size(); at += sizeof sums) {
        for (std::size_t i = 0; i < kStreams; ++i) {
            Words words;
            std::memcpy(&words, column.data() + at + i * sizeof words, sizeof words);
            sums[i] += words;
        }
    }
    for (; at < column.size(); ++at) sums[0][0] += static_cast<std::uint64_t>(column[at]);
    benchmark::DoNotOptimize(sums);
}

}  // namespace hindsight::bench
