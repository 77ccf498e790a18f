// SPDX-License-Identifier: MIT
// YAML as JSON values. Scalars stay texts: what `no` or `1.10` or `2020-01-01` is, the reader of a format knows.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "hindsight/base/json.hpp"
#include "hindsight/interchange/limits.hpp"

namespace hindsight::interchange {

struct YamlLimits {
    std::size_t bytes = 16u << 20;
    std::size_t text_bytes = 256u << 10;  // of one scalar
    std::size_t depth = 32;
    std::size_t nodes = 200'000;  // with what aliases repeat
    std::size_t lines = 1'000'000;
};
/// With those of an import.
YamlLimits yaml_limits(const ReadLimits& limits);

struct Yaml {
    Json value;                        // texts, lists, objects, null
    std::map<std::string, int> lines;  // of each object: "" is the whole, "/predictions/3" the fourth of a list in it
};

/// One document. `first_line` is that of its first character, for messages. Throws Error{bad_yaml, bad_utf8, too_large,
/// too_deep} with line and column; keys that stand twice are refused.
Yaml parse_yaml(std::string_view text, const std::string& file, int first_line = 1, const YamlLimits& limits = {});

}  // namespace hindsight::interchange
