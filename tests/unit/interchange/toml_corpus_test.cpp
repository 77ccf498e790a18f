// SPDX-License-Identifier: MIT
// Every file of the TOML corpus is refused with a message: none of them is a book.
#include "book_text.hpp"
#include "support/shared.hpp"

using namespace hindsight;
using namespace hindsight::interchange;
using namespace hindsight::test;

namespace {

Diagnostics read(const std::string& text) {
    Diagnostics diagnostics;
    read_toml_book(text, "book.toml", {}, diagnostics);
    return diagnostics;
}

void check_refused(const std::string& text) {
    const auto diagnostics = read(text);
    CHECK(diagnostics.has_errors());
    for (const auto& fault : diagnostics.all()) {
        CHECK_FALSE(fault.message.empty());
        CHECK_FALSE(render(fault).empty());
    }
}

}  // namespace

TEST_CASE("each valid file of the corpus is refused as no book") {
    HINDSIGHT_NEED_CORPUS(dir, "toml-test");
    const auto files = files_below(dir / "valid", ".toml");
    CHECK(files.size() > 100);
    std::size_t no_books = 0;
    for (const auto& file : files) {
        INFO(file);
        const auto diagnostics = read(read_bytes(file));
        REQUIRE(diagnostics.errors() > 0);
        if (diagnostics.all()[0].code == ErrorCode::not_a_book) ++no_books;
    }
    // The rest is of TOML 1.1, which the library does not know, or beyond the limits.
    CHECK(no_books > files.size() * 8 / 10);
}

TEST_CASE("each invalid file of the corpus is refused at its place") {
    HINDSIGHT_NEED_CORPUS(dir, "toml-test");
    const auto files = files_below(dir / "invalid", ".toml");
    CHECK(files.size() > 100);
    for (const auto& file : files) {
        INFO(file);
        const auto text = read_bytes(file);
        check_refused(text);
        // As part of a book it is reached by the reader itself.
        check_refused("format = \"hindsight/1\"\n" + text);
        check_refused(kFrame + text);
    }
}

TEST_CASE("each file of the corpus may stand inside of a statement") {
    HINDSIGHT_NEED_CORPUS(dir, "toml-test");
    for (const auto& file : files_below(dir, ".toml")) {
        INFO(file);
        const auto diagnostics = read(kFrame + statement("x", read_bytes(file)));
        for (const auto& fault : diagnostics.all()) CHECK_FALSE(fault.message.empty());
    }
}

TEST_CASE("a book cut off anywhere is read or refused, never more") {
    const auto text =
        kFrame + statement("a", "tags = [\"x\"]\n",
                           question("numeric", "unit = \"人\"") +
                               forecast("phrase = \"may\"\npredictive = { range = [\"1\", \"2\"] }") +
                               resolution("outcome = 1\nevidence = [{ url = \"x\", date = 2024-01-01 }]"));
    for (std::size_t size = 0; size < text.size(); ++size) {
        const auto diagnostics = read(text.substr(0, size));
        for (const auto& fault : diagnostics.all()) CHECK_FALSE(render(fault).empty());
        auto damaged = text;
        for (const char c : {'\0', '[', '"', '\n', '\xff', '{', '='}) {
            damaged[size] = c;
            read(damaged);
        }
    }
}
