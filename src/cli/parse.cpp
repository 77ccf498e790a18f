// SPDX-License-Identifier: MIT
// Builds the command tree from the table and reads the command line. The only door to CLI11.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "command.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::cli {

namespace {

using Values = std::vector<std::string>;

/// One option of one command with the place that CLI11 writes to.
struct Slot {
    const OptionRow* row;
    CLI::Option* option = nullptr;
    std::unique_ptr<Values> values = std::make_unique<Values>(1);  // one place, unless the option takes a list
};

struct Tree {
    CLI::App root{"hindsight keeps score of what people said would happen.", "hindsight"};
    std::vector<Slot> global;
    std::map<std::string, CLI::App*> groups;  // "person", "source"
    std::vector<std::pair<const CommandRow*, CLI::App*>> leaves;
    std::map<const CommandRow*, std::vector<Slot>> slots;
};

void add_option(CLI::App& app, const OptionRow& row, std::vector<Slot>& slots) {
    using Kind = OptionRow::Kind;
    Slot slot{&row};
    const std::string name(row.name);
    const std::string help(row.help);
    const bool many = row.kind == Kind::list || row.kind == Kind::rest;
    if (row.kind == Kind::flag) {
        slot.option = app.add_flag(name, help);
    } else if (many) {
        slot.values->clear();
        slot.option = app.add_option(name, *slot.values, help)->take_all();
        if (row.kind == Kind::list) slot.option->expected(1)->allow_extra_args(false);
    } else {
        slot.option = app.add_option(name, slot.values->front(), help)->required(row.kind == Kind::positional);
    }
    if (row.kind != Kind::flag) slot.option->type_name(std::string(row.value));
    slots.push_back(std::move(slot));
}

CLI::App* subcommand(Tree& tree, std::string_view name, std::string_view summary) {
    const auto space = name.find(' ');
    if (space == std::string_view::npos) return tree.root.add_subcommand(std::string(name), std::string(summary))->fallthrough();
    const std::string group(name.substr(0, space));
    auto*& parent = tree.groups[group];
    if (!parent) {
        parent = tree.root.add_subcommand(group, fmt::format("Add to and list the {}s of the record", group))->fallthrough();
        parent->require_subcommand(1);
    }
    return parent->add_subcommand(std::string(name.substr(space + 1)), std::string(summary))->fallthrough();
}

void build(Tree& tree) {
    tree.root.require_subcommand(1);
    tree.root.set_help_all_flag();
    for (const auto& row : global_options()) add_option(tree.root, row, tree.global);
    for (const auto& row : commands()) {
        auto* app = subcommand(tree, row.name, row.summary);
        if (!row.example.empty()) app->footer(fmt::format("\nExample:\n  {}", fmt::join(split(row.example, '\n'), "\n  ")));
        for (const auto& option : row.options) add_option(*app, option, tree.slots[&row]);
        tree.leaves.emplace_back(&row, app);
    }
}

void collect(const std::vector<Slot>& slots, Arguments& arguments) {
    for (const auto& slot : slots) {
        if (slot.option->count() == 0) continue;
        arguments.add(std::string(slot.row->name), *slot.values);
    }
}

std::string_view innermost_word(const Tree& tree) {
    for (const auto& [row, app] : tree.leaves) {
        if (app->parsed()) return row->name;
    }
    return {};
}

[[noreturn]] void usage_error(const Tree& tree, const CLI::ParseError& e, int argc, const char* const* argv) {
    const auto command = innermost_word(tree);
    std::string hint = command.empty() ? "hindsight --help lists the commands" : fmt::format("hindsight {} --help shows its options", command);
    if (command.empty() && argc > 1) {
        std::vector<std::string_view> names;
        for (const auto& row : commands()) names.push_back(row.name);
        for (int i = 1; i < argc; ++i) {
            if (const auto near = nearest(argv[i], names); near && argv[i][0] != '-') {
                hint = fmt::format("did you mean \"hindsight {}\"?", *near);
                break;
            }
        }
    }
    throw Error(ErrorCode::usage, printable(e.what()), std::move(hint));
}

std::string help_json() {
    auto list = Json::array();
    for (const auto& row : commands()) {
        auto options = Json::array();
        for (const auto& option : row.options) options.push(Json(option.name));
        list.push(Json(Json::Object{
            {"name", Json(row.name)}, {"summary", Json(row.summary)}, {"example", Json(row.example)}, {"options", std::move(options)}}));
    }
    return dump_json_pretty(list) + "\n";
}

bool asks_for_json(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--json") return true;
    }
    return false;
}

}  // namespace

Parsed parse(int argc, const char* const* argv) {
    Tree tree;
    build(tree);
    Parsed parsed;
    try {
        tree.root.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        parsed.help = asks_for_json(argc, argv) ? help_json() : tree.root.help();
        return parsed;
    } catch (const CLI::ParseError& e) {
        usage_error(tree, e, argc, argv);
    }
    collect(tree.global, parsed.arguments);
    for (const auto& [row, app] : tree.leaves) {
        if (!app->parsed()) continue;
        parsed.command = row;
        collect(tree.slots[row], parsed.arguments);
    }
    return parsed;
}

}  // namespace hindsight::cli
