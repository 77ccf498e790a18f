// SPDX-License-Identifier: MIT
// What SQLite and the file system report, as errors of the record.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <string>

#include "hindsight/base/error.hpp"

namespace hindsight::sqlite {

/// The error for SQLite's (extended) result code. `detail` is SQLite's own message.
Error translated(int extended_code, const std::string& detail, const std::string& path);
Error translated(const SQLite::Exception& e, const std::string& path);
/// Whether it says that the file is not as SQLite or this program wrote it.
bool is_damage(const SQLite::Exception& e);
/// The error of a record in which something is not as it was written.
Error damaged(const std::string& detail, const std::string& path);
/// The error for a failed system call on `path`, from errno.
Error system_error(int code, const std::string& doing, const std::filesystem::path& path);

/// Runs `work`; exceptions of SQLiteCpp and std::filesystem leave it as Error.
template <class Work>
auto guarded(const std::string& path, Work&& work) {
    try {
        return work();
    } catch (const SQLite::Exception& e) {
        throw translated(e, path);
    } catch (const std::filesystem::filesystem_error& e) {
        throw system_error(e.code().value(), "using", path);
    }
}

/// Whether the code says that data cannot be taken.
bool is_bad_data(ErrorCode code);

/// Runs what reads content that was checked when it was recorded: if it cannot be taken now, the record is at fault,
/// not what the user typed, which has the same codes.
template <class Read>
auto reading_record(const std::string& path, Read&& read) {
    try {
        return read();
    } catch (const Error& e) {
        if (is_bad_data(e.code())) throw damaged(e.what(), path);
        throw;
    }
}

}  // namespace hindsight::sqlite
