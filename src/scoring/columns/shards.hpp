// SPDX-License-Identifier: MIT
// Work on shards of rows by several threads. Shards are the same for any number of them.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace hindsight::scoring {

inline constexpr std::size_t shard_rows = 65'536;

/// How many threads work on so many rows when `wanted` are: 0 is as many as there are processors, but one for fewer
/// than a million rows, where starting another costs about what it saves.
inline std::size_t thread_count(std::size_t wanted, std::size_t rows) {
    constexpr std::size_t worth_a_thread = 1'000'000;
    const std::size_t shards = (rows + shard_rows - 1) / shard_rows;
    if (wanted == 0) wanted = rows < worth_a_thread ? 1 : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    return std::min(wanted, std::max<std::size_t>(1, shards));
}

/// Calls `work(shard)` once for each of `shards`, in their order if alone, until `stop` is less than the next one's number.
template <class Work>
void over_shards(std::size_t shards, std::size_t threads, const std::atomic<std::size_t>& stop, const Work& work) {
    std::atomic<std::size_t> next = 0;
    const auto take = [&] {
        for (std::size_t shard = next++; shard < shards && shard <= stop; shard = next++) work(shard);
    };
    std::vector<std::jthread> helpers;
    try {
        while (helpers.size() + 1 < threads) helpers.emplace_back(take);
    } catch (const std::system_error&) {
        // The system gives no more threads: those there are do all.
    }
    take();
}

/// The lowest of the numbers given, from several threads.
inline void lower_to(std::atomic<std::size_t>& lowest, std::size_t number) {
    std::size_t seen = lowest;
    while (number < seen && !lowest.compare_exchange_weak(seen, number)) {
    }
}

}  // namespace hindsight::scoring
