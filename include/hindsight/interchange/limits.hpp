// SPDX-License-Identifier: MIT
// How much a reader of foreign files takes before it refuses, and how somebody changes that.
#pragma once

#include <cstddef>
#include <limits>
#include <string_view>

namespace hindsight::interchange {

inline constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

struct ReadLimits {
    std::size_t stream_bytes = std::size_t{1} << 30;  // of a file read row by row, unpacked
    std::size_t book_bytes = 256u << 20;     // of an own book; of what is kept of an archive from standard input
    std::size_t document_bytes = 16u << 20;  // of a foreign JSON or TOML document
    std::size_t field_bytes = 256u << 10;    // of one cell or text
    std::size_t depth = 32;                  // of lists and objects in one another
    std::size_t members = 10'000;            // of an archive
    std::size_t ratio = 200;                 // unpacked to packed, once more than 10 MB are unpacked
};

/// The limits with some of them changed: `stream=4GB,field=1MB,depth=64`. Sizes in B, KB, MB or GB (of 1024).
/// Throws Error{usage}.
ReadLimits limits_from(std::string_view text);

}  // namespace hindsight::interchange
