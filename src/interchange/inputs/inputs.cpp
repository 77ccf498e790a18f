// SPDX-License-Identifier: MIT
// Opens what a command line names.
#include "inputs.hpp"

#include <fmt/format.h>

#include "hindsight/base/error.hpp"

namespace hindsight::interchange {

std::vector<Input> expand(const std::string& file) { return {{file == "-" ? "standard input" : file, file, {}}}; }

std::string peek(const Input& input, std::size_t size) {
    ByteSource source(input.path);
    std::string bytes(size, '\0');
    std::size_t got = 0;
    while (got < size) {
        const auto more = source.read(bytes.data() + got, size - got);
        if (more == 0) break;
        got += more;
    }
    bytes.resize(got);
    return bytes;
}

std::string read_whole(const Input& input, std::size_t limit) {
    auto bytes = peek(input, limit + 1);
    if (bytes.size() > limit) {
        throw Error(ErrorCode::too_large, fmt::format("{} is larger than the limit of {} MB", input.name, limit >> 20), "split it");
    }
    return bytes;
}

}  // namespace hindsight::interchange
