// SPDX-License-Identifier: MIT
// Tests of cli/print_pdf.hpp with small scripts in the place of a browser; a real one prints in tests/browser.
#include "cli/print_pdf.hpp"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "support/catch.hpp"
#include "support/error_of.hpp"
#include "support/temp_dir.hpp"

using namespace hindsight;
using hindsight::test::TempDir;

namespace {

/// A variable of the environment, put back afterwards.
class Variable {
   public:
    Variable(const char* name, const std::string& value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        ::setenv(name, value.c_str(), 1);
    }
    ~Variable() { before_.empty() ? ::unsetenv(name_) : ::setenv(name_, before_.c_str(), 1); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

   private:
    const char* name_;
    std::string before_;
};

std::string script(const TempDir& dir, const std::string& name, const std::string& lines) {
    const auto path = dir / name;
    std::ofstream(path) << "#!/bin/sh\nfor last; do :; done\npage=${last#file://}\npdf=${page%.html}.pdf\n" << lines << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path.string();
}

}  // namespace

TEST_CASE("a page is handed to the browser on the PATH as a file, and what it prints is taken") {
    const TempDir dir;
    script(dir, "chromium", "{ printf '%%PDF-1.4 '; cat \"$page\"; } > \"$pdf\"; echo done");
    const Variable chosen("HINDSIGHT_CHROMIUM", ""), path("PATH", dir.path().string() + ":/usr/bin:/bin");
    CHECK(cli::pdf_of("<p>令</p>") == "%PDF-1.4 <p>令</p>");
}

TEST_CASE("$HINDSIGHT_CHROMIUM goes before the browsers on the PATH") {
    const TempDir dir;
    script(dir, "chromium", "printf '%%PDF-1 path' > \"$pdf\"");
    const Variable path("PATH", dir.path().string() + ":/usr/bin:/bin");
    SECTION("as a path") {
        const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "mine", "printf '%%PDF-1 chosen' > \"$pdf\""));
        CHECK(cli::pdf_of("x") == "%PDF-1 chosen");
    }
    SECTION("as the name of a program") {
        script(dir, "mine", "printf '%%PDF-1 named' > \"$pdf\"");
        const Variable chosen("HINDSIGHT_CHROMIUM", "mine");
        CHECK(cli::pdf_of("x") == "%PDF-1 named");
    }
    SECTION("and when it names nothing, no other is taken") {
        const Variable chosen("HINDSIGHT_CHROMIUM", "no-such-browser");
        CHECK(test::refusal([] { cli::pdf_of("x"); }) == "cannot-write");
    }
}

TEST_CASE("without a browser the message says what to install") {
    const TempDir dir;
    const Variable chosen("HINDSIGHT_CHROMIUM", ""), path("PATH", dir.path().string());
    const auto error = test::thrown_by([] { cli::pdf_of("x"); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::cannot_write);
    CHECK_THAT(error->hint(), Catch::Contains("apt install chromium"));
}

TEST_CASE("a browser that makes no PDF is told with its last words, without what a terminal would obey") {
    const TempDir dir;
    const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "broken", "echo first; printf 'no \\033[31msandbox\\n' >&2; exit 1"));
    const auto error = test::thrown_by([] { cli::pdf_of("x"); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::cannot_write);
    CHECK_THAT(std::string(error->what()), Catch::EndsWith("made no PDF: no <U+001B>[31msandbox"));
}

TEST_CASE("nothing stays behind in the folder for temporary files") {
    const TempDir dir, temporary;
    const Variable folder("TMPDIR", temporary.path().string());
    const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "good", "mkdir ${page%/*}/profile; printf '%%PDF-1' > \"$pdf\""));
    cli::pdf_of("x");
    CHECK(temporary.empty());
}
