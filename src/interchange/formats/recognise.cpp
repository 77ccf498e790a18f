// SPDX-License-Identifier: MIT
// Finds the format of each file by its beginning, and puts files of one format together.
#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/text.hpp"
#include "reading.hpp"

namespace hindsight::interchange {

namespace {

std::string known_formats() {
    std::string list;
    for (const auto& format : formats()) list += (list.empty() ? "" : ", ") + std::string(format.slug);
    return list;
}

const Format& asked_for(const std::string& slug) {
    const auto* format = format_by_slug(slug);
    if (format) return *format;
    throw Error(ErrorCode::usage, fmt::format("there is no format \"{}\"", printable(slug)), "formats: " + known_formats());
}

const Format* format_of(const Peek& peek) {
    const auto all = formats();
    const auto it = std::find_if(all.begin(), all.end(), [&](const Format& format) { return format.recognise && format.recognise(peek); });
    return it == all.end() ? nullptr : &*it;
}

/// Members of an archive that are of no format lie beside the others, as a README does; a file must be of one.
const Format* format_for(const Member& member, const ReadOptions& options) {
    if (!options.mapping.empty() && !options.format.empty() && options.format != "table") {
        throw Error(ErrorCode::usage, fmt::format("a mapping file describes a table, and {} is another format", options.format), "leave out --format, or --map");
    }
    if (!options.mapping.empty()) return &asked_for("table");
    if (!options.format.empty()) return &asked_for(options.format);
    const auto* format = format_of(member.peek);
    // Whoever names the columns of a table describes one of our own.
    if (!format && !options.columns.empty() && !member.peek.header.empty()) format = format_by_slug("csv");
    if (format || !member.input.member.empty()) return format;
    const auto& start = member.peek.bytes;
    if (start.empty()) throw Error(ErrorCode::unknown_format, fmt::format("{} is empty", member.input.name));
    if (start.starts_with("\xff\xfe") || start.starts_with("\xfe\xff")) {
        throw Error(ErrorCode::bad_utf8, fmt::format("{} is in UTF-16", member.input.name), "save it as UTF-8");
    }
    throw Error(ErrorCode::unknown_format, fmt::format("{} is of no format that can be told from its beginning", member.input.name),
                fmt::format("name it with --format: {}; or describe a table with --map", known_formats()));
}

/// Beyond these the beginnings of files are not kept.
constexpr std::size_t kManyMembers = 200;

/// A file that is named twice is read once.
std::vector<std::string> without_twins(const std::vector<std::string>& files) {
    std::vector<std::string> out;
    for (const auto& file : files) {
        if (std::find(out.begin(), out.end(), file) == out.end()) out.push_back(file);
    }
    return out;
}

}  // namespace

std::vector<FileGroup> recognise(const std::vector<std::string>& files, const ReadOptions& options) {
    std::vector<FileGroup> groups;
    std::vector<std::shared_ptr<FileGroup::Members>> members;
    for (const auto& file : without_twins(files)) {
        bool any = false;
        for (auto& input : expand(file, options.limits)) {
            Member member{input, peek_at(input)};
            const auto* format = format_for(member, options);
            if (!format) continue;
            any = true;
            auto group = std::find_if(groups.begin(), groups.end(), [&](const FileGroup& g) { return g.format == format; });
            if (group == groups.end()) {
                group = groups.insert(groups.end(), FileGroup{format, {}, {}});
                members.push_back(std::make_shared<FileGroup::Members>());
            }
            group->names.push_back(input.name);
            auto& list = members[static_cast<std::size_t>(group - groups.begin())]->list;
            if (list.size() >= kManyMembers) member.peek.forget();
            list.push_back(std::move(member));
        }
        if (!any) throw Error(ErrorCode::unknown_format, fmt::format("nothing in {} is of a known format", file), "formats: " + known_formats());
    }
    for (std::size_t i = 0; i < groups.size(); ++i) groups[i].members = std::move(members[i]);
    return groups;
}

std::vector<std::pair<std::string, std::string>> book_texts(const FileGroup& group, const ReadLimits& limits) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& member : group.members->list) texts.emplace_back(member.input.name, read_whole(member.input, limits.book_bytes));
    return texts;
}

void read_drafts(const FileGroup& group, const ReadOptions& options, Drafts& drafts) {
    Reading reading{group.members->list, *group.format, options, drafts};
    group.format->read(reading);
}

}  // namespace hindsight::interchange
