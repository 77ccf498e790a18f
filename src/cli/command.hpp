// SPDX-License-Identifier: MIT
// A command as a row: its options, help, example and what it runs.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/app/session.hpp"

namespace hindsight::cli {

/// What was typed, by option name ("--by", or the name of a positional).
class Arguments {
   public:
    void add(const std::string& name, std::vector<std::string> values) { values_[name] = std::move(values); }
    bool has(const std::string& name) const { return values_.count(name) > 0; }
    /// "" when it was not given.
    std::string text(const std::string& name) const;
    const std::vector<std::string>& all(const std::string& name) const;
    /// Repeated or comma-separated values, one by one.
    std::vector<std::string> list(const std::string& name) const;

   private:
    std::map<std::string, std::vector<std::string>> values_;
};

/// Where output goes and how; handed to every command.
struct Context {
    app::Session session;
    bool json = false;
    bool quiet = false;
    bool color = false;      // on standard output
    bool asks = false;       // a person sits at the terminal
    int width = 80;          // columns; 0: as wide as needed
};

struct OptionRow {
    enum class Kind { flag, value, list, positional, optional_positional, rest };
    std::string_view name;
    Kind kind = Kind::value;
    std::string_view value;  // what stands for it in help
    std::string_view help;
};

struct CommandRow {
    std::string_view name;  // "add", "person add"
    std::string_view summary;
    std::string_view example;  // lines that run on the record of `init --example`
    std::span<const OptionRow> options;
    int (*run)(Context&, const Arguments&);
};

std::span<const CommandRow> commands();
std::span<const OptionRow> global_options();

struct Parsed {
    const CommandRow* command = nullptr;
    Arguments arguments;
    std::optional<std::string> help;  // print this instead of running anything
};
/// Throws Error{usage}.
Parsed parse(int argc, const char* const* argv);

}  // namespace hindsight::cli
