// SPDX-License-Identifier: MIT
// The command `hindsight`: settings from the environment, one command, one exit status.
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <vector>

#include "command.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/report/language.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace hindsight::cli {

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::filesystem::path record_path(const Arguments& arguments) {
    if (arguments.has("--db")) return arguments.text("--db");
    if (const auto path = environment("HINDSIGHT_DB"); !path.empty()) return path;
    std::error_code unknown;  // what cannot be looked at is not there
    if (std::filesystem::exists("hindsight.db", unknown)) return "hindsight.db";
    if (const auto data = environment("XDG_DATA_HOME"); !data.empty()) return std::filesystem::path(data) / "hindsight/hindsight.db";
    if (const auto home = environment("HOME"); !home.empty()) return std::filesystem::path(home) / ".local/share/hindsight/hindsight.db";
    return "hindsight.db";
}

Clock clock_from_environment() {
    const auto text = environment("HINDSIGHT_NOW");
    if (text.empty()) return Clock::system();
    if (const auto when = parse_when(text)) return Clock::fixed(when->is_day ? start_of(day_of(when->at)) : when->at);
    throw Error(ErrorCode::usage, fmt::format("$HINDSIGHT_NOW is \"{}\", which is no instant", printable(text)),
                "write it as 2026-01-05T10:00:00Z");
}

std::string language_of(const Arguments& arguments) {
    const auto typed = arguments.text("--lang");
    if (!typed.empty()) {
        if (report::language_by_slug(typed)) return typed;
        std::vector<std::string_view> slugs;
        for (const auto& language : report::languages()) slugs.push_back(language.slug);
        throw Error(ErrorCode::usage, fmt::format("there is no language \"{}\"", printable(typed)), fmt::format("languages: {}", fmt::join(slugs, ", ")));
    }
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const auto value = environment(name);
        if (value.empty()) continue;
        const auto slug = value.substr(0, value.find_first_of("_.@"));
        return report::language_by_slug(slug) ? slug : "en";
    }
    return "en";
}

bool wants_color(const Arguments& arguments) {
    const auto typed = arguments.text("--color");
    if (typed == "always") return true;
    if (typed == "never") return false;
    if (!typed.empty() && typed != "auto") throw Error(ErrorCode::usage, "--color takes auto, always or never");
    return environment("NO_COLOR").empty() && isatty(STDOUT_FILENO) && environment("TERM") != "dumb";
}

/// A pipe gets whole lines; a terminal lines that fit.
int terminal_width() {
    if (const auto columns = environment("COLUMNS"); !columns.empty()) return std::atoi(columns.c_str());
    winsize size{};
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 0;
}

Context context_from(const Arguments& arguments) {
    Context context;
    context.session.db = record_path(arguments);
    context.session.clock = clock_from_environment();
    context.session.language = language_of(arguments);
    if (arguments.has("--as")) {
        context.session.actor = arguments.text("--as");
    } else if (const auto actor = environment("HINDSIGHT_AS"); !actor.empty()) {
        context.session.actor = actor;
    }
    context.json = arguments.has("--json");
    context.quiet = arguments.has("--quiet");
    context.color = !context.json && wants_color(arguments);
    context.asks = isatty(STDIN_FILENO) && isatty(STDERR_FILENO) && !context.json;
    context.width = terminal_width();
    return context;
}

int run(int argc, char** argv) {
    const auto parsed = parse(argc, argv);
    if (parsed.help) {
        put(*parsed.help);
        return 0;
    }
    auto context = context_from(parsed.arguments);
    ProgressBar bar;
    if (isatty(STDERR_FILENO) && !context.quiet) context.session.progress = bar.handle();
    return parsed.command->run(context, parsed.arguments);
}

}  // namespace

}  // namespace hindsight::cli

int main(int argc, char** argv) {
    // Answered before the command tree is built: shells and scripts ask often.
    if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
        std::puts("hindsight " HINDSIGHT_VERSION);
        return 0;
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // a file-size limit is an error to report, not to die of
    try {
        return hindsight::cli::run(argc, argv);
    } catch (const hindsight::Error& e) {
        hindsight::cli::warn(hindsight::render(e));
        return hindsight::info(e.code()).exit_status;
    } catch (const std::exception& e) {
        hindsight::cli::warn(fmt::format("bug: {}\nhint: please report this with the command that you typed", e.what()));
        return hindsight::info(hindsight::ErrorCode::bug).exit_status;
    }
}
