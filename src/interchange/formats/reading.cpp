// SPDX-License-Identifier: MIT
// Opens the files of a format: as a table, or as a document.
#include "reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/crypto.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::size_t kPeek = 64u << 10;
constexpr std::string_view kMark = "\xef\xbb\xbf";

std::string file_name(const std::string& name) {
    const auto slash = name.find_last_of("/:");
    return slash == std::string::npos ? name : name.substr(slash + 1);
}

/// The first line as the cells of a header; nothing when it is no line of a table.
std::vector<std::string> header_in(std::string_view bytes) {
    const auto line = bytes.substr(0, bytes.find_first_of("\r\n"));
    if (line.empty() || line.front() == '{' || line.front() == '[' || line.size() == bytes.size()) return {};
    const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
    const char delimiter = count('\t') > count(',') ? '\t' : count(';') > count(',') ? ';' : ',';
    std::vector<std::string> cells;
    for (auto cell : split(line, delimiter)) {
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
        cells.emplace_back(cell);
    }
    return cells;
}

}  // namespace

Span Place::span() const {
    Span span;
    span.file = std::string(file);
    span.line = static_cast<int>(line);
    return span;
}

std::string_view slug(DraftKind kind) {
    return kind == DraftKind::statement ? "statements" : kind == DraftKind::forecast ? "forecasts" : "resolutions";
}

bool Peek::has_columns(std::initializer_list<std::string_view> names) const {
    return std::all_of(names.begin(), names.end(), [&](std::string_view wanted) { return std::find(header.begin(), header.end(), wanted) != header.end(); });
}

void Peek::forget() {
    constexpr std::size_t kKept = 1024;
    bytes = bytes.substr(0, kKept);
}

char Peek::first() const {
    const auto at = bytes.find_first_not_of(" \t\r\n");
    return at == std::string::npos ? '\0' : bytes[at];
}

bool Peek::has_key(std::string_view key) const {
    const auto quoted = quote_json(key);
    for (auto at = bytes.find(quoted); at != std::string::npos; at = bytes.find(quoted, at + 1)) {
        const auto after = bytes.find_first_not_of(" \t\r\n", at + quoted.size());
        if (after != std::string::npos && bytes[after] == ':') return true;
    }
    return false;
}

bool Peek::has_keys(std::initializer_list<std::string_view> keys) const {
    return std::all_of(keys.begin(), keys.end(), [&](std::string_view key) { return has_key(key); });
}

Peek peek_at(const Input& input) {
    Peek out{file_name(input.name), peek(input, kPeek), {}};
    if (out.bytes.starts_with(kMark)) out.bytes.erase(0, kMark.size());
    out.header = header_in(out.bytes);
    return out;
}

Table::Table(const Member& member, const ReadOptions& options)
    : source_(member.input, options.progress), lines_(source_), csv_(lines_, member.input.name, '\0', options.limits.field_bytes) {}

std::size_t Table::need(std::string_view name) const {
    if (const auto place = column(name)) return *place;
    throw Error(ErrorCode::missing_key, fmt::format("{} has no column \"{}\"", source_.name(), name), fmt::format("its columns: {}", printable_list(csv_.header())));
}

std::string_view Table::cell(std::optional<std::size_t> column) const {
    return column && *column < csv_.cells().size() ? csv_.cells()[*column] : std::string_view();
}

std::optional<Error> Table::fault(std::size_t may_lack) const {
    const auto& cells = csv_.cells();
    const bool lacks = cells.size() < header().size() && cells.size() + may_lack >= header().size();
    if (auto fault = lacks ? std::nullopt : csv_.fault()) return fault;
    if (!utf8_fault(csv_.text())) return std::nullopt;
    const auto bad = std::find_if(cells.begin(), cells.end(), [](std::string_view cell) { return utf8_fault(cell).has_value(); });
    return fault_at(static_cast<std::size_t>(bad - cells.begin()), ErrorCode::bad_utf8, "this is not valid UTF-8", "save the file as UTF-8");
}

Error Table::fault_at(std::optional<std::size_t> column, ErrorCode code, std::string message, std::string hint) const {
    return csv_.fault_at(column.value_or(0), code, std::move(message), std::move(hint));
}

JsonLimits json_limits(const ReadOptions& options) {
    const auto& limits = options.limits;
    // A hostile document could hold a value in every other byte.
    const auto values = limits.document_bytes / 16;
    return {static_cast<int>(limits.depth), limits.document_bytes, limits.field_bytes, values};
}

Json read_document(const Member& member, const ReadOptions& options) {
    return parse_json(read_whole(member.input, options.limits.document_bytes), member.input.name, json_limits(options));
}

Diagnostic diagnostic_of(const Error& error) { return {Severity::error, error.code(), error.what(), error.hint(), error.where()}; }

std::string id_from(std::string_view site, std::string_view key) {
    constexpr std::size_t kHash = 8;
    std::string made = slugify(key);
    const auto whole = [&] { return fmt::format("{}-{}", site, made); };
    if (made == lower_ascii(key) && whole().size() <= 80) return whole();
    made.resize(std::min(made.size(), 78 - site.size() - kHash));
    while (made.ends_with('-')) made.pop_back();
    if (!made.empty()) made += '-';
    made += to_hex(sha256(key)).substr(0, kHash);
    return whole();
}

}  // namespace hindsight::interchange
