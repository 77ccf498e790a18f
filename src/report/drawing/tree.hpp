// SPDX-License-Identifier: MIT
// Elements of the trees that pages and charts are written from.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

namespace hindsight::report {

using Attributes = std::vector<std::pair<const char*, std::string>>;

/// A child element; with text, also an empty one, it is never written as `<x/>`.
pugi::xml_node element(pugi::xml_node parent, const char* name, const Attributes& attributes = {});
pugi::xml_node element(pugi::xml_node parent, const char* name, const Attributes& attributes, const std::string& text);

/// As text in UTF-8, without a declaration and with no space between elements but what is in the tree.
std::string printed(const pugi::xml_node& tree);

}  // namespace hindsight::report
