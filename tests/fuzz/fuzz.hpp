// SPDX-License-Identifier: MIT
// What the fuzz targets share: the input as text or as a file, and a law that ends the run when it is broken.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "hindsight/base/error.hpp"

namespace hindsight::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

inline void law(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

/// The input as a file, for readers that take a name.
class File {
   public:
    File(const std::uint8_t* data, std::size_t size) : descriptor_(::memfd_create("fuzz", 0)) {
        law(descriptor_ >= 0 && ::write(descriptor_, data, size) == static_cast<ssize_t>(size), "a file can be made");
    }
    ~File() { ::close(descriptor_); }
    std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

   private:
    int descriptor_;
};

/// Runs `body`; bad input may end it with an Error and with nothing else.
template <class Body>
void refusing(Body body) {
    try {
        body();
    } catch (const Error&) {
    }
}

}  // namespace hindsight::fuzz
