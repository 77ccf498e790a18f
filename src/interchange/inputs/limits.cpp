// SPDX-License-Identifier: MIT
// The table of limits by name, and the reading of what somebody sets them to.
#include "hindsight/interchange/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "hindsight/base/error.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

struct Named {
    std::string_view name;
    std::size_t ReadLimits::*value;
    bool size;  // in bytes
};

constexpr std::array kNamed{
    Named{"stream", &ReadLimits::stream_bytes, true},
    Named{"book", &ReadLimits::book_bytes, true},
    Named{"document", &ReadLimits::document_bytes, true},
    Named{"field", &ReadLimits::field_bytes, true},
    Named{"depth", &ReadLimits::depth, false},
    Named{"members", &ReadLimits::members, false},
    Named{"ratio", &ReadLimits::ratio, false},
};

std::string names() {
    std::string list;
    for (const auto& row : kNamed) list += (list.empty() ? "" : ", ") + std::string(row.name);
    return list;
}

[[noreturn]] void refuse(std::string_view what, std::string_view why) {
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is not a limit: {}", printable(what), why),
                fmt::format("write stream=4GB,field=1MB,depth=64; limits: {}", names()));
}

/// The unit after a size, as the number of bytes.
std::optional<std::size_t> unit(std::string_view text) {
    const auto lower = lower_ascii(text);
    if (lower.empty() || lower == "b") return 1;
    if (lower == "kb") return std::size_t{1} << 10;
    if (lower == "mb") return std::size_t{1} << 20;
    if (lower == "gb") return std::size_t{1} << 30;
    return std::nullopt;
}

std::optional<std::size_t> parse_value(std::string_view text, bool size) {
    std::size_t number = 0;
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || number == 0) return std::nullopt;
    const auto rest = trim(text.substr(static_cast<std::size_t>(stop - text.data())));
    if (!size) return rest.empty() ? std::optional{number} : std::nullopt;
    const auto factor = unit(rest);
    if (!factor || number > kNoLimit / *factor) return std::nullopt;
    return number * *factor;
}

}  // namespace

ReadLimits limits_from(std::string_view text) {
    ReadLimits limits;
    for (const auto part : split(text, ',')) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) refuse(part, "it has no =");
        const auto name = trim(part.substr(0, equals));
        const auto row = std::find_if(kNamed.begin(), kNamed.end(), [&](const Named& r) { return r.name == name; });
        if (row == kNamed.end()) refuse(part, "there is none of this name");
        const auto value = parse_value(trim(part.substr(equals + 1)), row->size);
        if (!value) refuse(part, row->size ? "it needs a size above 0, as 64MB" : "it needs a whole number above 0");
        limits.*(row->value) = *value;
    }
    return limits;
}

}  // namespace hindsight::interchange
