// SPDX-License-Identifier: MIT
// Any file is one input, an archive or refused; what is read stays within the limits and is the same every time.
#include <algorithm>
#include <array>
#include <string>

#include "fuzz.hpp"
#include "interchange/inputs/input.hpp"

using namespace hindsight;
using namespace hindsight::interchange;

namespace {

ReadLimits small_limits() {
    ReadLimits limits;
    limits.stream_bytes = 16u << 20;
    limits.members = 100;
    return limits;
}

/// How many bytes an input has, and what they sum to.
std::array<std::size_t, 2> read_all(const Input& input) {
    std::array<std::size_t, 2> seen{};
    std::string piece(32u << 10, '\0');
    for (const auto stream = input.open(); const auto got = stream->read(piece.data(), piece.size());) {
        fuzz::law(got <= piece.size(), "no more is read than there is room for");
        seen[0] += got;
        for (std::size_t i = 0; i < got; ++i) seen[1] = seen[1] * 31 + static_cast<unsigned char>(piece[i]);
    }
    return seen;
}

void read(const Input& input, const ReadLimits& limits) {
    fuzz::refusing([&] {
        const auto start = peek(input, 100);
        const auto once = read_all(input);
        fuzz::law(once[0] <= limits.stream_bytes, "an input keeps its limit");
        fuzz::law(start.size() == std::min<std::size_t>(once[0], 100), "a peek is the start of the whole");
        fuzz::law(once == read_all(input), "an input reads the same again");
    });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::File file(data, size);
    const auto limits = small_limits();
    fuzz::refusing([&] {
        const auto inputs = expand(file.name(), limits);
        fuzz::law(!inputs.empty() && inputs.size() <= limits.members, "there is an input, and not too many");
        for (const auto& input : inputs) read(input, limits);
    });
    return 0;
}
