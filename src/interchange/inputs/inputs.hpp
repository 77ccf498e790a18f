// SPDX-License-Identifier: MIT
// What the files named on a command line hold: each file, or each member of an archive.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "../flat/byte_source.hpp"

namespace hindsight::interchange {

struct Input {
    std::string name;    // for messages
    std::string path;    // "-" is standard input
    std::string member;  // of an archive; "": the file itself
};

std::vector<Input> expand(const std::string& file);
/// The first bytes, unpacked.
std::string peek(const Input& input, std::size_t size);
/// All of it. Throws Error{too_large} before more than `limit` bytes are held.
std::string read_whole(const Input& input, std::size_t limit);

}  // namespace hindsight::interchange
