// SPDX-License-Identifier: MIT
// The formats that other programs write: one row each, recognised by content.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/base/progress.hpp"
#include "hindsight/interchange/drafts.hpp"
#include "hindsight/interchange/limits.hpp"

namespace hindsight::interchange {

struct Peek;     // the beginning of a file
struct Reading;  // the files of one format, and where what is in them goes

/// What a format is to the record.
enum class FormatKind {
    book,     // our own book
    journal,  // our own journal, whole
    foreign,  // of another program, or a table
};

/// What writing a format can be asked for.
struct WriteOptions {
    bool for_spreadsheets = false;  // cells that a spreadsheet would run are made harmless; else every text stands as it is
};

struct WrittenFile {
    std::string name;  // "": the format has one file, and whoever writes it names it
    std::string text;
};

/// A field that the format has no home for.
struct NotWritten {
    std::string field;
    std::size_t count = 0;
    std::string example;
};

struct Written {
    std::vector<WrittenFile> files;
    std::vector<NotWritten> lost;

    void lose(std::string_view field, std::string_view example);
};

struct Format {
    std::string_view slug;
    std::string_view title;
    FormatKind kind = FormatKind::foreign;
    std::string_view site;          // prefix of the ids made from it
    double sum_tolerance = 1e-6;    // of the probabilities of options; wider than this renormalises and counts
    std::string_view kept;          // for docs/formats.md: what a record keeps of it
    std::string_view lost;          // and what it does not
    bool (*recognise)(const Peek& peek) = nullptr;
    void (*read)(Reading& reading) = nullptr;  // null: the kind says how, or it is only written
    Written (*write)(const Book& book, const WriteOptions& options) = nullptr;  // null: it is not written, or the kind says how
};

std::span<const Format> formats();
/// Null if there is none.
const Format* format_by_slug(std::string_view slug);

struct ReadOptions {
    std::string format;                            // "": recognised
    std::map<std::string, std::string> columns;    // name here -> column in the file
    std::string mapping;                           // a mapping file, for tables
    std::string zone;                              // of times without one; "": such times are refused
    ReadLimits limits;
    Progress progress;
};

/// Files of one format, to be read together: a table of questions and one of forecasts make sense only so.
struct FileGroup {
    const Format* format = nullptr;
    std::vector<std::string> names;  // for messages

    struct Members;
    std::shared_ptr<const Members> members;  // what is to be read: archives are taken apart
};

/// Finds the format of every file, and of every member of an archive; groups stand in the order of their first file.
/// Throws Error{unknown_format} for a file that is of none, {usage} for a format that there is not, and what opening throws.
std::vector<FileGroup> recognise(const std::vector<std::string>& files, const ReadOptions& options);

/// The texts of own books, with their names. Throws Error{too_large}.
std::vector<std::pair<std::string, std::string>> book_texts(const FileGroup& group, const ReadLimits& limits);

/// Hands everything that is in the files to `drafts`. Throws Error when a file cannot be read on.
void read_drafts(const FileGroup& group, const ReadOptions& options, Drafts& drafts);

}  // namespace hindsight::interchange
