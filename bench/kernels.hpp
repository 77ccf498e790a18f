// SPDX-License-Identifier: MIT
// Times kernels over columns, each in turn with the mere reading of the same columns.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace hindsight::bench {

/// The bytes of a column.
template <class T>
std::span<const std::byte> bytes_of(const std::vector<T>& column) {
    return std::as_bytes(std::span(column));
}

/// A pass over rows, and the columns that it reads.
struct Kernel {
    std::string name;
    std::size_t rows;
    std::vector<std::span<const std::byte>> columns;
    std::function<double()> run;           ///< its result is kept from being optimised away
    std::function<double()> against = {};  ///< what it is compared with, if anything
};

/// Registers a kernel. Every repetition reads the columns once, runs the kernel once, then what it is compared with,
/// and counts them as `read`, `kernel` and `against`, in nanoseconds a row.
void add(Kernel kernel);

/// Registers `run(1)`, and `run(2)` against it under the name with `/threads`; `run` takes how many threads may work.
void add_threads(Kernel kernel, const std::function<double(std::size_t)>& run);

/// Reads a column as fast as one thread can.
void read_through(std::span<const std::byte> column);

// One function a group of kernels; their data live as long as the program.
void add_event_kernels();
void add_distribution_kernels();
void add_sample_kernels();
void add_quantile_kernels();
void add_set_kernels();

}  // namespace hindsight::bench
