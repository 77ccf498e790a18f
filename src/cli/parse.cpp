// SPDX-License-Identifier: MIT
// Builds the command tree from the table and reads the command line. The only door to CLI11.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
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
        slot.option = app.add_flag(name, help)->disable_flag_override();
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

const CommandRow* innermost(const Tree& tree) {
    for (const auto& [row, app] : tree.leaves) {
        if (app->parsed()) return row;
    }
    return nullptr;
}

/// What was typed where a command belongs: the first word, and after "person" or "source" the second.
std::string command_words(int argc, const char* const* argv) {
    std::string words;
    const auto takes_value = [](std::string_view name) {
        return std::any_of(global_options().begin(), global_options().end(),
                           [&](const auto& row) { return row.name == name && row.kind == OptionRow::Kind::value; });
    };
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word.starts_with('-')) {
            if (takes_value(word)) ++i;
            continue;
        }
        if (!words.empty()) return words + " " + std::string(word);
        words = word;
        if (words != "person" && words != "source") break;
    }
    return words;
}

std::string near_command(const Tree& tree, const std::string& words) {
    const auto group = words.substr(0, words.find(' '));
    std::vector<std::string_view> names;
    for (const auto& row : commands()) {
        if (!tree.groups.contains(group) || row.name.starts_with(group + " ")) names.push_back(row.name);
    }
    if (const auto near = nearest(words, names)) return fmt::format("did you mean \"hindsight {}\"?", *near);
    if (tree.groups.contains(group)) return fmt::format("there are: hindsight {}", fmt::join(names, ", hindsight "));
    return "hindsight --help lists the commands";
}

/// CLI11's message with a small letter, and the option that was meant.
[[noreturn]] void refuse_options(const CommandRow& row, const CLI::ParseError& e, int argc, const char* const* argv) {
    std::vector<std::string_view> names;
    for (const auto& option : row.options) names.push_back(option.name);
    for (const auto& option : global_options()) names.push_back(option.name);
    auto hint = fmt::format("hindsight {} --help shows its options", row.name);
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const auto name = word.substr(0, word.find('='));
        if (!name.starts_with("--") || name == "--help" || std::find(names.begin(), names.end(), name) != names.end()) continue;
        const auto near = nearest(name, names);
        if (near && near->starts_with("--")) hint = fmt::format("did you mean {}?", *near);
        throw Error(ErrorCode::usage, fmt::format("there is no option {}", printable(name)), std::move(hint));
    }
    throw Error(ErrorCode::usage, printable(e.what()), std::move(hint));
}

[[noreturn]] void usage_error(const Tree& tree, const CLI::ParseError& e, int argc, const char* const* argv) {
    if (const auto* row = innermost(tree)) refuse_options(*row, e, argc, argv);
    const auto words = command_words(argc, argv);
    if (words.empty()) throw Error(ErrorCode::usage, printable(e.what()), "hindsight --help lists the commands");
    throw Error(ErrorCode::usage, fmt::format("there is no command \"{}\"", printable(words)), near_command(tree, words));
}

/// What is stored is UTF-8. Names of files are the system's business.
void check_encoding(const std::vector<Slot>& slots) {
    constexpr std::array kPaths{"--db", "--out", "--head", "--credence", "--charts", "FILE"};
    for (const auto& slot : slots) {
        if (slot.option->count() == 0 || std::find(kPaths.begin(), kPaths.end(), slot.row->name) != kPaths.end()) continue;
        const auto bad = [](const std::string& value) { return utf8_fault(value).has_value(); };
        if (std::none_of(slot.values->begin(), slot.values->end(), bad)) continue;
        const bool option = slot.row->name.starts_with("--");
        throw Error(ErrorCode::bad_utf8, fmt::format("{}{} is not valid UTF-8", option ? "the value of " : "", slot.row->name),
                    "set the terminal to UTF-8");
    }
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
    check_encoding(tree.global);
    collect(tree.global, parsed.arguments);
    for (const auto& [row, app] : tree.leaves) {
        if (!app->parsed()) continue;
        parsed.command = row;
        check_encoding(tree.slots[row]);
        collect(tree.slots[row], parsed.arguments);
    }
    return parsed;
}

}  // namespace hindsight::cli
