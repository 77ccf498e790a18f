// SPDX-License-Identifier: MIT
// Reads the options that the commands on flat files share.
#include "flat_options.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

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

scoring::Binning binning_of(const Arguments& arguments) {
    scoring::Binning bins;
    if (const auto count = optional_number(arguments, "--bins")) {
        if (!(*count >= 1 && *count <= 10'000 && std::floor(*count) == *count)) throw Error(ErrorCode::usage, "--bins takes a number from 1 to 10000");
        bins.count = static_cast<std::size_t>(*count);
    }
    const auto by = arguments.text("--bins-by");
    if (by == "quantile") bins.bins = scoring::Bins::count;
    else if (!by.empty() && by != "width") throw Error(ErrorCode::usage, "--bins-by takes width or quantile");
    const auto closed = arguments.text("--bins-closed");
    if (closed == "right") bins.closed = scoring::Closed::right;
    else if (!closed.empty() && closed != "left") throw Error(ErrorCode::usage, "--bins-closed takes left or right");
    return bins;
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
