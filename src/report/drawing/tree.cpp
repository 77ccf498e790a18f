// SPDX-License-Identifier: MIT
// Appends elements, and writes trees.
#include "report/drawing/tree.hpp"

namespace hindsight::report {

namespace {

/// Collects what pugixml writes.
class StringWriter : public pugi::xml_writer {
   public:
    void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
    std::string text;
};

}  // namespace

pugi::xml_node element(pugi::xml_node parent, const char* name, const Attributes& attributes) {
    auto node = parent.append_child(name);
    for (const auto& [key, value] : attributes) node.append_attribute(key).set_value(value.c_str());
    return node;
}

pugi::xml_node element(pugi::xml_node parent, const char* name, const Attributes& attributes, const std::string& text) {
    auto node = element(parent, name, attributes);
    node.append_child(pugi::node_pcdata).set_value(text.c_str());
    return node;
}

std::string printed(const pugi::xml_node& tree) {
    StringWriter writer;
    for (const auto node : tree.children()) node.print(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return std::move(writer.text);
}

}  // namespace hindsight::report
