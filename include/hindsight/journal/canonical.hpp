// SPDX-License-Identifier: MIT
// Canonical JSON: RFC 8785 in a narrow profile (ASCII keys, no floating point).
#pragma once

#include <string>
#include <string_view>

#include "hindsight/base/json.hpp"

namespace hindsight::journal {

/// Canonical bytes. Throws Error{bad_canonical} for a key outside `[a-z0-9_]{1,40}`, a duplicate key, a floating-point
/// number, an integer beyond +-(2^53-1), invalid UTF-8, or more than 16 levels.
std::string canonical(const Json& value);

/// Parses bytes that must already be canonical: canonical(parse(bytes)) == bytes. Throws Error{bad_canonical}.
Json parse_canonical(std::string_view bytes, std::size_t limit = 4u << 20);

}  // namespace hindsight::journal
