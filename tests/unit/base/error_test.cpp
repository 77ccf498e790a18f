// SPDX-License-Identifier: MIT
// The table of error codes is complete and its slugs and statuses are as promised.
#include "hindsight/base/error.hpp"

#include <set>

#include "support/catch.hpp"

using namespace hindsight;

TEST_CASE("every error code is found in the table under itself", "[error]") {
    REQUIRE(error_table().size() == static_cast<std::size_t>(ErrorCode::bug) + 1);
    for (const auto& row : error_table()) CHECK(&info(row.code) == &row);
}

TEST_CASE("slugs are unique and made of lower-case letters, digits and hyphens", "[error]") {
    std::set<std::string_view> seen;
    for (const auto& row : error_table()) {
        INFO(row.slug);
        CHECK(seen.insert(row.slug).second);
        CHECK(row.slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos);
    }
}

TEST_CASE("slugs are spelt like the names of their codes", "[error]") {
    CHECK(info(ErrorCode::bad_probability).slug == "bad-probability");
    CHECK(info(ErrorCode::bad_utf8).slug == "bad-utf8");
    CHECK(info(ErrorCode::changed_without_reason).slug == "changed-without-reason");
    CHECK(info(ErrorCode::head_mismatch).slug == "head-mismatch");
    CHECK(info(ErrorCode::bug).slug == "bug");
}

TEST_CASE("an exit status says what kind of failure it was", "[error]") {
    // Provenance: the exit statuses of the command line in the design.
    CHECK(info(ErrorCode::usage).exit_status == 2);
    CHECK(info(ErrorCode::bad_toml).exit_status == 3);
    CHECK(info(ErrorCode::bad_sum).exit_status == 3);
    CHECK(info(ErrorCode::not_found).exit_status == 4);
    CHECK(info(ErrorCode::already_resolved).exit_status == 5);
    CHECK(info(ErrorCode::conflict).exit_status == 5);
    CHECK(info(ErrorCode::no_record).exit_status == 6);
    CHECK(info(ErrorCode::cannot_write).exit_status == 6);
    CHECK(info(ErrorCode::record_damaged).exit_status == 7);
    CHECK(info(ErrorCode::head_mismatch).exit_status == 7);
    CHECK(info(ErrorCode::bug).exit_status == 70);
}

TEST_CASE("an error carries its code, message, hint and place", "[error]") {
    const Error error(ErrorCode::bad_date, "no such day", "write 2025-02-28",
                      Span{"a.toml", 3, 7, 10, "due = 2025-02-30"});
    CHECK(error.code() == ErrorCode::bad_date);
    CHECK(std::string(error.what()) == "no such day");
    CHECK(error.hint() == "write 2025-02-28");
    CHECK(error.where().line == 3);
}
