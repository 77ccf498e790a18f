// SPDX-License-Identifier: MIT
// Cuts files into JSON texts. Of a page only its scripts are looked at.
#include "review_texts.hpp"

#include <algorithm>
#include <string>

#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

std::uint64_t lines_in(std::string_view text) { return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')); }

std::vector<JsonText> scripts_of(std::string_view page) {
    const auto lower = lower_ascii(page);
    std::vector<JsonText> texts;
    std::uint64_t line = 1;
    std::size_t seen = 0;
    for (auto at = lower.find("<script"); at != std::string::npos; at = lower.find("<script", at)) {
        const auto open = lower.find('>', at);
        const auto close = open == std::string::npos ? open : lower.find("</script", open);
        if (close == std::string::npos) break;
        const auto text = page.substr(open + 1, close - open - 1);
        const bool json = std::string_view(lower).substr(at, open - at).find("application/ld+json") != std::string_view::npos;
        if (json && text.find("ClaimReview") != std::string_view::npos) {
            line += lines_in(page.substr(seen, open + 1 - seen));
            seen = open + 1;
            texts.push_back({text, line});
        }
        at = close;
    }
    return texts;
}

std::vector<JsonText> lines_of(std::string_view bytes) {
    std::vector<JsonText> texts;
    std::uint64_t number = 0;
    for (const auto line : split(bytes, '\n')) {
        ++number;
        if (!trim(line).empty()) texts.push_back({line, number});
    }
    return texts;
}

}  // namespace

std::vector<JsonText> json_texts(std::string_view bytes) {
    const auto start = bytes.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return {};
    if (bytes[start] == '<') return scripts_of(bytes);
    const auto end = bytes.find('\n', start);
    const auto first = trim(bytes.substr(start, end == std::string_view::npos ? end : end - start));
    const bool more = end != std::string_view::npos && bytes.find_first_not_of(" \t\r\n", end) != std::string_view::npos;
    if (more && first.starts_with('{') && first.ends_with('}')) return lines_of(bytes);
    return {{bytes, 1}};
}

}  // namespace hindsight::interchange
