// SPDX-License-Identifier: MIT
// Metaculus: the archive that its pages give for download, told apart into its tables.
#include <algorithm>

#include "../columns.hpp"
#include "../python_literal.hpp"
#include "../readers.hpp"
#include "../times.hpp"
#include "tables.hpp"

namespace hindsight::interchange {

namespace {

using namespace metaculus;

enum class Role { none, readme, questions, forecasts, scores, comments, factors, links };

Role role_of(const Peek& peek) {
    if (peek.bytes.starts_with("This README file describes how to interpret the data in this zip file"))
        return Role::readme;
    if (peek.has_columns({"Question ID", "Question Title", "Question Type", "Continuous Range"}))
        return Role::questions;
    if (peek.has_columns({"Question ID", "Start Time", "Probability Yes", "Continuous CDF"})) return Role::forecasts;
    if (peek.has_columns({"Question ID", "Score Type", "Score", "Coverage"})) return Role::scores;
    if (peek.has_columns({"Post ID", "Parent Comment ID", "Comment Text"})) return Role::comments;
    if (peek.has_columns({"Key Factor ID", "Post ID", "Question ID"})) return Role::factors;
    return peek.name == "question_link_data.csv" ? Role::links : Role::none;
}

/// `This data was exported on 2026-02-13 22:24:35.150156+00:00`
std::optional<Instant> exported_in(const Peek& readme) {
    static constexpr std::string_view kMark = "This data was exported on ";
    const auto at = readme.bytes.find(kMark);
    if (at == std::string::npos) return std::nullopt;
    const auto from = at + kMark.size();
    try {
        return Times::utc(std::string_view(readme.bytes).substr(from, readme.bytes.find('\n', from) - from));
    } catch (const Error&) {  // it is written for people, and may change
        return std::nullopt;
    }
}

/// A table that has no home here: counted row by row, by one column that tells most.
void lose_rows(const Member& member, const Reading& reading, std::string_view what, std::string_view column) {
    Table table(member, reading.options);
    const auto place = table.column(column);
    while (table.next()) reading.drafts.lost(what, place ? table.cell(place) : table.cell(0));
}

void lose(const Member& member, Role role, const Reading& reading) {
    if (role == Role::scores)
        lose_rows(member, reading, "score_data (the site's scores; they are computed here anew)", "Score Type");
    if (role == Role::comments) lose_rows(member, reading, "comment_data", "Comment Text");
    if (role == Role::factors) lose_rows(member, reading, "key_factor_data", "Driver Text");
    if (role == Role::links) lose_rows(member, reading, "question_link_data", "Type");
}

[[noreturn]] void refuse(const Table& table, std::optional<std::size_t> column, const Error& fault) {
    throw table.fault_at(column, fault.code(), fault.what(), fault.hint());
}

Json::Array list_in(const Table& table, std::optional<std::size_t> column) {
    if (table.cell(column).empty()) return {};
    try {
        auto value = parse_python_literal(table.cell(column));
        if (value.is_array()) return std::move(value.as_array());
        if (value.is_null()) return {};
    } catch (const Error& fault) {
        refuse(table, column, fault);
    }
    throw table.fault_at(column, ErrorCode::wrong_type, "a list is wanted here");
}

}  // namespace

std::vector<std::string> metaculus::texts_in(const Table& table, std::optional<std::size_t> column) {
    std::vector<std::string> out;
    for (auto& value : list_in(table, column)) {
        if (!value.is_string()) throw table.fault_at(column, ErrorCode::wrong_type, "a list of texts is wanted here");
        out.push_back(value.as_string());
    }
    return out;
}

std::vector<std::optional<double>> metaculus::numbers_in(const Table& table, std::optional<std::size_t> column) {
    std::vector<std::optional<double>> out;
    for (const auto& value : list_in(table, column)) {
        if (!value.is_number() && !value.is_null())
            throw table.fault_at(column, ErrorCode::bad_number, "a list of numbers is wanted here");
        out.push_back(value.is_null() ? std::nullopt : std::optional(value.as_number()));
    }
    return out;
}

bool is_metaculus(const Peek& peek) { return role_of(peek) != Role::none; }

/// Questions come first, whatever the order of the files, because forecasts are written in their terms.
void read_metaculus(Reading& reading) {
    reading.drafts.source({std::string(kSite), {{"en", "Metaculus"}}, "https://www.metaculus.com", {}});
    Questions questions;
    std::optional<Instant> exported;
    for (const auto& member : reading.members) {
        const auto role = role_of(member.peek);
        if (role == Role::questions) read_questions(member, reading, questions);
        if (role == Role::readme) exported = std::max(exported, exported_in(member.peek));
    }
    for (const auto& member : reading.members) {
        const auto role = role_of(member.peek);
        if (role == Role::forecasts) read_forecasts(member, reading, questions, exported);
        lose(member, role, reading);
    }
}

}  // namespace hindsight::interchange
