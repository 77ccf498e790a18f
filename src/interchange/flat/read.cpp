// SPDX-License-Identifier: MIT
// Finds out which form a flat file has, and hands it to its reader.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "hindsight/base/text.hpp"
#include "readers.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::array<std::string_view, 4> kFormats{"csv", "tsv", "jsonl", "hubverse"};

bool ends_in(std::string_view file, std::initializer_list<std::string_view> endings) {
    if (file.ends_with(".gz")) file.remove_suffix(3);
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return file.ends_with(ending); });
}

bool is_json(const std::string& file, const std::string& format, LineReader& lines) {
    if (!format.empty()) return format == "jsonl";
    if (ends_in(file, {".jsonl", ".ndjson"})) return true;
    if (ends_in(file, {".csv", ".tsv"})) return false;
    const auto start = lines.peek(4096);
    const auto first = start.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    return first != std::string_view::npos && start[first] == '{';
}

void read_input(const Input& input, const FlatRequest& request, const FlatSink& sink) {
    ByteSource source(input, request.progress);
    LineReader lines(source);
    if (is_json(input.name, request.format, lines)) return read_json_lines(lines, source.name(), request, sink);
    CsvReader csv(lines, source.name(), request.format == "tsv" ? '\t' : '\0');
    if (request.format == "hubverse" || is_long(csv)) {
        if (!is_long(csv)) {
            throw Error(ErrorCode::missing_key, fmt::format("{} has not the columns output_type, output_type_id and value", source.name()));
        }
        return read_long(csv, source.name(), request, sink);
    }
    read_events(csv, source.name(), request, sink);
}

/// What is scored may be of any size.
ReadLimits no_limits() {
    ReadLimits limits;
    limits.stream_bytes = kNoLimit;
    limits.ratio = kNoLimit;
    return limits;
}

}  // namespace

void read_flat(const std::string& file, const FlatRequest& request, const FlatSink& sink) {
    if (!request.format.empty() && std::find(kFormats.begin(), kFormats.end(), request.format) == kFormats.end()) {
        throw Error(ErrorCode::usage, fmt::format("there is no format \"{}\" of flat files", printable(request.format)), fmt::format("formats: {}", fmt::join(kFormats, ", ")));
    }
    for (const auto& input : expand(file, no_limits())) read_input(input, request, sink);
}

}  // namespace hindsight::interchange
