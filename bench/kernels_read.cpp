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
constexpr std::size_t kAhead = 8192;  // asked for beforehand: processors do not fetch over the end of a page by themselves

void fetch_ahead(const std::byte* now) {
    __builtin_prefetch(reinterpret_cast<const void*>(reinterpret_cast<std::uintptr_t>(now) + kAhead));
}

}  // namespace

void read_through(std::span<const std::byte> column) {
    Words sums[kStreams] = {};
    std::size_t at = 0;
    for (; at + sizeof sums <= column.size(); at += sizeof sums) {
        for (std::size_t i = 0; i < kStreams; ++i) {
            const std::byte* place = column.data() + at + i * sizeof(Words);
            fetch_ahead(place);
            Words words;
            std::memcpy(&words, place, sizeof words);
            sums[i] += words;
        }
    }
    for (; at < column.size(); ++at) sums[0][0] += static_cast<std::uint64_t>(column[at]);
    benchmark::DoNotOptimize(sums);
}

}  // namespace hindsight::bench
