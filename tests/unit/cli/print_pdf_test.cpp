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
    std::ofstream(path) << "#!/bin/sh\nfor last; do\ncase $last in --print-to-pdf=*) pdf=${last#*=};; esac\ndone\npage=${pdf%.pdf}.html\n" << lines << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path.string();
}

}  // namespace

TEST_CASE("a page is handed to the browser on the PATH as a file, and what it prints is taken") {
    const TempDir dir;
    script(dir, "chromium", "{ printf '%%PDF-1.4 '; cat \"$page\"; printf ' %%%%EOF\\n'; } > \"$pdf\"; echo done");
    const Variable chosen("HINDSIGHT_CHROMIUM", ""), path("PATH", dir.path().string() + ":/usr/bin:/bin");
    CHECK(cli::pdf_of("<p>令</p>") == "%PDF-1.4 <p>令</p> %%EOF\n");
}

TEST_CASE("$HINDSIGHT_CHROMIUM goes before the browsers on the PATH") {
    const TempDir dir;
    script(dir, "chromium", "printf '%%PDF-1 path %%%%EOF' > \"$pdf\"");
    const Variable path("PATH", dir.path().string() + ":/usr/bin:/bin");
    SECTION("as a path") {
        const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "mine", "printf '%%PDF-1 chosen %%%%EOF' > \"$pdf\""));
        CHECK(cli::pdf_of("x") == "%PDF-1 chosen %%EOF");
    }
    SECTION("as the name of a program") {
        script(dir, "mine", "printf '%%PDF-1 named %%%%EOF' > \"$pdf\"");
        const Variable chosen("HINDSIGHT_CHROMIUM", "mine");
        CHECK(cli::pdf_of("x") == "%PDF-1 named %%EOF");
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
    const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "good", "mkdir ${page%/*}/profile; printf '%%PDF-1 %%%%EOF' > \"$pdf\""));
    cli::pdf_of("x");
    CHECK(temporary.empty());
}

TEST_CASE("a PDF that is not whole is none") {
    const TempDir dir;
    SECTION("since its end is missing") {
        const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "short", "printf '%%PDF-1.4 half of' > \"$pdf\""));
        CHECK(test::refusal([] { cli::pdf_of("x"); }) == "cannot-write");
    }
    SECTION("since the browser says that it failed") {
        const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "failing", "printf '%%PDF-1 %%%%EOF' > \"$pdf\"; exit 3"));
        CHECK(test::refusal([] { cli::pdf_of("x"); }) == "cannot-write");
    }
    SECTION("since the browser died") {
        const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "dying", "printf '%%PDF-1 %%%%EOF' > \"$pdf\"; kill -9 $$"));
        CHECK(test::refusal([] { cli::pdf_of("x"); }) == "cannot-write");
    }
}

TEST_CASE("the page has a legal address whatever the folder for temporary files is called") {
    const TempDir dir;
    const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "telling", "printf '%%PDF-1 %s %%%%EOF' \"${last%/hindsight-pdf*}\" > \"$pdf\""));
    const auto told = [&](const std::string& name) {
        std::filesystem::create_directories(dir / name);
        const Variable folder("TMPDIR", (dir / name).string());
        return cli::pdf_of("x");
    };
    const auto whole = [&](const std::string& end) { return "%PDF-1 file://" + dir.path().string() + "/" + end + " %%EOF"; };
    CHECK(told("a b#c?d") == whole("a%20b%23c%3Fd"));
    CHECK(told("%41") == whole("%2541"));
    CHECK(told("令") == whole("%E4%BB%A4"));
}

TEST_CASE("a relative folder for temporary files becomes an absolute address") {
    const TempDir dir;
    const Variable chosen("HINDSIGHT_CHROMIUM", script(dir, "telling", "printf '%%PDF-1 %s %%%%EOF' \"${last%/hindsight-pdf*}\" > \"$pdf\""));
    const auto relative = std::filesystem::relative(dir.path());
    const Variable folder("TMPDIR", relative.string());
    CHECK(cli::pdf_of("x") == "%PDF-1 file://" + (std::filesystem::current_path() / relative).string() + " %%EOF");
}
