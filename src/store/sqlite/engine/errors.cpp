// SPDX-License-Identifier: MIT
// What SQLite and the file system report, as errors of the record.
#include "errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <system_error>

namespace hindsight::sqlite {

namespace {

Error constraint(const std::string& detail) {
    if (detail.find("append-only") != std::string::npos) {
        return Error(ErrorCode::conflict, "the journal is append-only: an event that stands in it cannot be changed");
    }
    if (detail.find("UNIQUE") != std::string::npos) {
        return Error(ErrorCode::duplicate_id, fmt::format("this id is taken already ({})", detail));
    }
    return Error(ErrorCode::bug, fmt::format("the record refused a row: {}", detail));
}

Error failed_io(int extended_code, const std::string& detail, const std::string& path) {
    // SQLite itself names a full disk; a quota or a limit on the size of files reaches it as a failed write.
    if (extended_code == SQLITE_IOERR_WRITE) {
        return Error(
            ErrorCode::disk_full,
            fmt::format("{} cannot grow: the disk is full, a limit of size is reached, or it refuses to be written",
                        path),
            "make room on the disk, then try again; nothing was stored");
    }
    return Error(ErrorCode::record_unavailable, fmt::format("reading or writing {} failed: {}", path, detail),
                 "what was asked for may or may not have been stored: look with `hindsight log` before repeating it");
}

}  // namespace

Error damaged(const std::string& detail, const std::string& path) {
    return Error(ErrorCode::record_damaged, fmt::format("{} is damaged: {}", path, detail),
                 "`hindsight verify` says where; go on from a backup of it");
}

bool is_damage(const SQLite::Exception& e) {
    return translated(e, {}).code() == ErrorCode::record_damaged;
}

bool is_bad_data(ErrorCode code) { return info(code).exit_status == info(ErrorCode::bad_canonical).exit_status; }

Error translated(int extended_code, const std::string& detail, const std::string& path) {
    switch (extended_code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Error(ErrorCode::record_locked, fmt::format("{} is in use by another process", path),
                         "wait until it has finished, then try again; nothing was stored");
        case SQLITE_FULL:
            return Error(ErrorCode::disk_full, fmt::format("there is no room left for {}", path),
                         "make room on the disk, then try again; nothing was stored");
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return Error(ErrorCode::record_read_only, fmt::format("{} cannot be written ({})", path, detail),
                         "check the permissions of the file and of its folder");
        case SQLITE_NOTADB:  // after its first bytes had said that it is one
        case SQLITE_CORRUPT:
            return damaged(detail, path);
        case SQLITE_CANTOPEN:
            return Error(ErrorCode::record_unavailable, fmt::format("{} cannot be opened: {}", path, detail),
                         "check the path and the permissions of the file and of its folder");
        case SQLITE_IOERR:
            return failed_io(extended_code, detail, path);
        case SQLITE_TOOBIG:
            return Error(ErrorCode::too_large, fmt::format("a value is larger than the record takes: {}", detail));
        case SQLITE_CONSTRAINT:
            return constraint(detail);
        case SQLITE_ERROR:
        case SQLITE_SCHEMA:
            // Our statements are fixed; what does not fit them is the file.
            return damaged(detail, path);
        default:
            return Error(ErrorCode::record_unavailable, fmt::format("{}: {}", path, detail));
    }
}

Error translated(const SQLite::Exception& e, const std::string& path) {
    // An exception that was made without its connection, as those of a backup are, has only the one code.
    const int extended = e.getExtendedErrorCode();
    return translated(extended < 0 ? e.getErrorCode() : extended, e.what(), path);
}

Error system_error(int code, const std::string& doing, const std::filesystem::path& path) {
    const auto what = fmt::format("{} {} failed: {}", doing, path.string(), std::generic_category().message(code));
    if (code == ENOSPC || code == EDQUOT || code == EFBIG) {
        return Error(ErrorCode::disk_full, what, "make room on the disk, then try again; nothing was stored");
    }
    if (code == EEXIST) return Error(ErrorCode::would_overwrite, fmt::format("{} exists already", path.string()));
    return Error(ErrorCode::cannot_write, what, "check the path and the permissions of its folder");
}

}  // namespace hindsight::sqlite
