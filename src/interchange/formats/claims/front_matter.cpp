// SPDX-License-Identifier: MIT
// Cuts front matter off.
#include "front_matter.hpp"

#include <fmt/format.h>

#include "../../yaml.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::string_view kFence = "---";

/// The line that starts at `at`, and the start of the one after it.
std::string_view line_at(std::string_view text, std::size_t at, std::size_t& next) {
    const auto end = text.find('\n', at);
    next = end == std::string_view::npos ? text.size() : end + 1;
    return trim(text.substr(at, end == std::string_view::npos ? end : end - at));
}

}  // namespace

Page page_of(std::string_view bytes, const std::string& file, std::string path, const ReadLimits& limits, std::string_view& body) {
    std::size_t start = 0, next = 0;
    Span where;
    where.file = file;
    where.line = 1;
    if (line_at(bytes, 0, start) != kFence) throw Error(ErrorCode::bad_yaml, "there is no front matter", "it stands between two lines of ---", where);
    for (auto at = start; at < bytes.size(); at = next) {
        if (line_at(bytes, at, next) != kFence) continue;
        body = trim(bytes.substr(next));
        return {file, 1, std::move(path), parse_yaml(bytes.substr(start, at - start), file, 2, yaml_limits(limits)).value};
    }
    throw Error(ErrorCode::bad_yaml, "the front matter does not end", "it stands between two lines of ---", where);
}

}  // namespace hindsight::interchange
