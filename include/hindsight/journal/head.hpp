// SPDX-License-Identifier: MIT
// The head of a journal: what a reader keeps to notice later changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hindsight/base/crypto.hpp"
#include "hindsight/base/json.hpp"

namespace hindsight::journal {

struct Head {
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};

    friend bool operator==(const Head&, const Head&) = default;
};

/// Three lines after C2SP tlog-checkpoint: `hindsight/<origin>`, the size, the root in base64.
std::string print_head(const Head& head);
/// Reads the three lines, or a JSON object with `origin`, `size`, `root` (hexadecimal), also one that stands as `head` in
/// a larger object such as a report. Throws Error{bad_json} with line and hint.
Head parse_head(std::string_view text, std::string_view file);
Json to_json(const Head& head);
/// The first 16 hexadecimal digits of the root.
std::string short_root(const Head& head);

}  // namespace hindsight::journal
