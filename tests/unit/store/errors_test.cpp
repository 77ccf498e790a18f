// SPDX-License-Identifier: MIT
// What SQLite reports, as errors of the record.
#include "store/sqlite/engine/errors.hpp"

#include <sqlite3.h>

#include <cerrno>

#include "support/catch.hpp"

using namespace hindsight;

TEST_CASE("every failure of SQLite has its error code", "[store]") {
    const auto code = [](int result) { return sqlite::translated(result, "detail", "r.db").code(); };
    CHECK(code(SQLITE_BUSY) == ErrorCode::record_locked);
    CHECK(code(SQLITE_BUSY_SNAPSHOT) == ErrorCode::record_locked);
    CHECK(code(SQLITE_FULL) == ErrorCode::disk_full);
    CHECK(code(SQLITE_READONLY_DIRECTORY) == ErrorCode::record_read_only);
    CHECK(code(SQLITE_NOTADB) == ErrorCode::record_damaged);
    CHECK(code(SQLITE_CORRUPT) == ErrorCode::record_damaged);
    CHECK(code(SQLITE_CANTOPEN) == ErrorCode::record_unavailable);
    CHECK(code(SQLITE_IOERR_READ) == ErrorCode::record_unavailable);
    CHECK(code(SQLITE_IOERR_FSYNC) == ErrorCode::record_unavailable);
    CHECK(code(SQLITE_TOOBIG) == ErrorCode::too_large);
    CHECK(code(SQLITE_ERROR) == ErrorCode::record_damaged);
}

TEST_CASE("a write beyond a quota or the largest file is a full disk", "[store]") {
    CHECK(sqlite::translated(SQLITE_IOERR_WRITE, "detail", "r.db").code() == ErrorCode::disk_full);
    for (const int reason : {ENOSPC, EDQUOT, EFBIG}) {
        CHECK(sqlite::system_error(reason, "writing", "r.db").code() == ErrorCode::disk_full);
    }
}

TEST_CASE("each error of the record says what to do", "[store]") {
    for (const int result :
         {SQLITE_BUSY, SQLITE_FULL, SQLITE_READONLY, SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_IOERR}) {
        const auto error = sqlite::translated(result, "detail", "r.db");
        CHECK(std::string(error.what()).find("r.db") != std::string::npos);
        CHECK_FALSE(error.hint().empty());
    }
}
