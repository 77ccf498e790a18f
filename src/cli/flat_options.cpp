// SPDX-License-Identifier: MIT
// Reads the options that the commands on flat files share.
#include "flat_options.hpp"

#include <fmt/format.h>

#include <charconv>

#include "hindsight/base/text.hpp"

namespace hindsight::cli {

namespace {

double number_of(const std::string& text, std::string_view option) {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc{} && end == text.data() + text.size()) return value;
    throw Error(ErrorCode::usage, fmt::format("{} takes a number, not \"{}\"", option, printable(text)));
}

}  // namespace

std::optional<double> optional_number(const Arguments& arguments, const std::string& option) {
    if (!arguments.has(option)) return std::nullopt;
    return number_of(arguments.text(option), option);
}

scoring::RuleOptions rule_options(const Arguments& arguments) {
    scoring::RuleOptions options;
    options.threshold = optional_number(arguments, "--threshold");
    options.level = optional_number(arguments, "--level");
    if (arguments.has("--weight-range")) {
        const auto text = arguments.text("--weight-range");
        const auto comma = text.find(',');
        if (comma == std::string::npos) throw Error(ErrorCode::usage, "--weight-range takes two numbers", "--weight-range 0,10; inf and -inf are open ends");
        options.weight_range = scoring::WeightRange{number_of(text.substr(0, comma), "--weight-range"), number_of(text.substr(comma + 1), "--weight-range")};
    }
    return options;
}

app::FlatFiles input_of(const Context& context, const Arguments& arguments, std::vector<std::string> files) {
    app::FlatFiles input;
    input.files = std::move(files);
    input.format = arguments.text("--format");
    input.map = arguments.list("--map");
    input.where = arguments.all("--where");
    input.observed = arguments.text("--observed");
    input.progress = context.session.progress;
    return input;
}

}  // namespace hindsight::cli
