// SPDX-License-Identifier: MIT
// The program that times kernels over columns; kernels.py runs it.
#include "kernels.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <string_view>
#include <utility>

namespace hindsight::bench {
namespace {

using Clock = std::chrono::steady_clock;

double nanoseconds_a_row(Clock::time_point begin, Clock::time_point end, std::size_t rows) {
    return std::chrono::duration<double, std::nano>(end - begin).count() / static_cast<double>(rows);
}

void time(benchmark::State& state, const Kernel& kernel) {
    for ([[maybe_unused]] auto _ : state) {
        const auto start = Clock::now();
        for (const auto column : kernel.columns) read_through(column);
        const auto between = Clock::now();
        benchmark::DoNotOptimize(kernel.run());
        const auto end = Clock::now();
        if (kernel.against) benchmark::DoNotOptimize(kernel.against());
        const auto after = Clock::now();
        state.SetIterationTime(std::chrono::duration<double>(end - between).count());
        state.counters["read"] = nanoseconds_a_row(start, between, kernel.rows);
        state.counters["kernel"] = nanoseconds_a_row(between, end, kernel.rows);
        if (kernel.against) state.counters["against"] = nanoseconds_a_row(end, after, kernel.rows);
        state.counters["rows"] = static_cast<double>(kernel.rows);
    }
}

}  // namespace

void add(Kernel kernel) {
    const std::string name = kernel.name;
    benchmark::RegisterBenchmark(name.c_str(), time, std::move(kernel))
        ->Iterations(1)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
}

void add_threads(Kernel kernel, const std::function<double(std::size_t)>& run) {
    kernel.run = [run] { return run(1); };
    add(kernel);
    kernel.name += "/threads";
    kernel.against = std::exchange(kernel.run, [run] { return run(2); });
    add(std::move(kernel));
}

}  // namespace hindsight::bench

namespace {

struct Group {
    std::string_view name;
    void (*add)();
};

constexpr Group kGroups[] = {
    {"events", hindsight::bench::add_event_kernels},   {"distributions", hindsight::bench::add_distribution_kernels},
    {"samples", hindsight::bench::add_sample_kernels}, {"quantiles", hindsight::bench::add_quantile_kernels},
    {"sets", hindsight::bench::add_set_kernels},
};

}  // namespace

/// kernels [GROUP] [options of the benchmark library]
int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    bool known = false;
    for (const Group& group : kGroups) {
        if (argc > 1 && group.name != argv[1]) continue;
        group.add();
        known = true;
    }
    if (!known || argc > 2) return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
