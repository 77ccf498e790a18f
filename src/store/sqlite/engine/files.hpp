// SPDX-License-Identifier: MIT
// The record as a file: what lies at a path, and putting a finished file there durably.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace hindsight::sqlite {

/// What the first 100 bytes of a SQLite file say.
struct FileHeader {
    bool wal = false;
    std::uint32_t application_id = 0;
    std::uint32_t user_version = 0;
};

/// nullopt when the file is no SQLite database. Throws Error, with the name that is `shown`, when it cannot be read.
std::optional<FileHeader> read_file_header(const std::filesystem::path& path, const std::string& shown);

/// Whether the file and its folder can be written. Files without any write permission count as not writable for root
/// too.
bool is_writable(const std::filesystem::path& path);

/// The `-wal` or `-journal` beside the file when it is there and not empty.
std::optional<std::filesystem::path> leftover_beside(const std::filesystem::path& path);

/// A URI for an immutable file.
std::string immutable_uri(const std::filesystem::path& path);

void sync_file(const std::filesystem::path& path);

/// A file that is made under another name and gets its own when it is complete; removed again when it does not.
class NewFile {
 public:
    /// Makes missing folders. Throws Error{would_overwrite} when something lies at `target`.
    explicit NewFile(const std::filesystem::path& target);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    const std::filesystem::path& path() const { return temporary_; }
    /// Makes it durable under its own name; refuses to replace a file that appeared meanwhile.
    void publish();

 private:
    std::filesystem::path shown_;  // as typed
    std::filesystem::path target_, temporary_;
    std::filesystem::path first_made_folder_;  // empty when none was missing
    bool published_ = false;
};

}  // namespace hindsight::sqlite
