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
/// Reads a head in any form in which this program shows one: the three lines; `origin X`, `size N`, `root HEX` as printed
/// by `hindsight head` and by reports (there `record` and `events`), also somewhere in a larger text; a JSON object with
/// these members, also one that stands as `head` in a larger object. Throws Error{bad_head} with line and hint.
Head parse_head(std::string_view text, std::string_view file);
Json to_json(const Head& head);
/// The first 16 hexadecimal digits of the root.
std::string short_root(const Head& head);

}  // namespace hindsight::journal
