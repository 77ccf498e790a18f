// SPDX-License-Identifier: MIT
// Pages of Markdown that begin with front matter in YAML.
#pragma once

#include <string>
#include <string_view>

#include "hindsight/base/json.hpp"
#include "hindsight/interchange/limits.hpp"

namespace hindsight::interchange {

struct Page {
    std::string file;  // for messages
    int line = 0;      // of its front matter
    std::string path;  // where it stands among the others: "content/claims/x/_index.md"
    Json front;
};

/// Throws what parse_yaml throws, and Error{bad_yaml} when the front matter does not end. `body` is what stands below it.
Page page_of(std::string_view bytes, const std::string& file, std::string path, const ReadLimits& limits, std::string_view& body);

}  // namespace hindsight::interchange
