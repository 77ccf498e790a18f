// SPDX-License-Identifier: MIT
// Limits as somebody writes them.
#include "hindsight/interchange/limits.hpp"

#include "hindsight/base/error.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"

using namespace hindsight;
using namespace hindsight::interchange;

TEST_CASE("limits are read by name, with sizes in KB, MB and GB; the others stay", "[inputs]") {
    const auto limits = limits_from("stream=4GB, field=1mb,depth=64,document=512 KB,ratio=1000,members=5,book=77");
    CHECK(limits.stream_bytes == std::size_t{4} << 30);
    CHECK(limits.field_bytes == 1u << 20);
    CHECK(limits.depth == 64);
    CHECK(limits.document_bytes == 512u << 10);
    CHECK(limits.ratio == 1000);
    CHECK(limits.members == 5);
    CHECK(limits.book_bytes == 77);
    CHECK(limits_from("depth=1").stream_bytes == ReadLimits{}.stream_bytes);
}

TEST_CASE("what is no limit is refused with the list of them", "[inputs]") {
    const auto* text =
        GENERATE("", "stream", "stream=", "stream=0", "stream=-1", "stream=4TB", "stream=1.5GB", "depth=4KB", "width=3",
                 "stream=4GB,", "stream=99999999999999GB", "depth=99999999999999999999", "stream=4GBx");
    INFO(text);
    const auto error = test::thrown_by([&] { limits_from(text); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::usage);
    CHECK(error->hint().find("stream, book, document, field, depth, members, ratio") != std::string::npos);
}
