// SPDX-License-Identifier: MIT
// Where JSON stands in a file that carries fact checks: the whole of it, each line, or the scripts of a page.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hindsight::interchange {

struct JsonText {
    std::string_view text;
    std::uint64_t line = 1;  // of its first character
};

/// The JSON-LD scripts of a page that hold a ClaimReview; of anything else each line, when the first one is an object by
/// itself and more follow; else all of it.
std::vector<JsonText> json_texts(std::string_view bytes);

}  // namespace hindsight::interchange
