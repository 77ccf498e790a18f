// SPDX-License-Identifier: MIT
// What a file holds, told by its bytes: archives and their members, what is damaged in them, what is made to do harm.
#include "interchange/inputs/input.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "hindsight/base/error.hpp"
#include "interchange/flat/byte_source.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"

using namespace hindsight;
using namespace hindsight::interchange;

namespace {

using Names = std::vector<std::string>;

/// A folder with archives of one kind; see tests/support/make_archives.py.
class Archives {
 public:
    explicit Archives(const std::string& kind) {
        const auto command =
            "python3 " HINDSIGHT_SOURCE_DIR "/tests/support/make_archives.py " + dir_.path().string() + " " + kind;
        REQUIRE(std::system(command.c_str()) == 0);
    }
    std::string operator()(const std::string& name) const { return (dir_.path() / name).string(); }

 private:
    test::TempDir dir_;
};

/// Standard input is a file, or a pipe that is fed from it, as long as this lives.
class StandardInput {
 public:
    StandardInput(const std::string& file, bool pipe) : kept_(::dup(STDIN_FILENO)) {
        if (pipe) {
            pipe_ = ::popen(("cat " + file).c_str(), "r");
            ::dup2(::fileno(pipe_), STDIN_FILENO);
        } else {
            const int descriptor = ::open(file.c_str(), O_RDONLY);
            ::dup2(descriptor, STDIN_FILENO);
            ::close(descriptor);
        }
    }
    ~StandardInput() {
        ::dup2(kept_, STDIN_FILENO);
        ::close(kept_);
        if (pipe_) ::pclose(pipe_);
    }

 private:
    int kept_;
    FILE* pipe_ = nullptr;
};

Names members_of(const std::string& file, const ReadLimits& limits = {}) {
    Names names;
    for (const auto& input : expand(file, limits)) names.push_back(input.member);
    return names;
}

Names texts_of(const std::string& file, const ReadLimits& limits = {}) {
    Names texts;
    for (const auto& input : expand(file, limits)) texts.push_back(read_whole(input, 1u << 20));
    return texts;
}

/// Opens and reads all to the end, keeping nothing; how many bytes there were before it was refused.
std::size_t read_through(const std::string& file, std::string& refusal, const ReadLimits& limits = {}) {
    std::size_t bytes = 0;
    std::string piece(1u << 16, '\0');
    refusal = test::refusal([&] {
        for (const auto& input : expand(file, limits)) {
            for (const auto stream = input.open(); const auto got = stream->read(piece.data(), piece.size());)
                bytes += got;
        }
    });
    return bytes;
}

std::string refusal_of(const std::string& file, const ReadLimits& limits = {}) {
    std::string refusal;
    read_through(file, refusal, limits);
    return refusal;
}

const std::string kRows = "probability,outcome\n0.5,1\n0.25,0\n";
const std::string kMore = kRows + "1,1\n";

}  // namespace

TEST_CASE("a plain or gzipped file is one input, which can be peeked at and read from its start, again and again",
          "[inputs]") {
    const Archives archives("plain");
    for (const auto* name : {"plain.csv", "plain.csv.gz"}) {
        const auto inputs = expand(archives(name), {});
        REQUIRE(inputs.size() == 1);
        CHECK(inputs[0].name == archives(name));
        CHECK(inputs[0].member.empty());
        CHECK(peek(inputs[0], 11) == "probability");
        CHECK(peek(inputs[0], 4096) == kRows);
        CHECK(read_whole(inputs[0], 100) == kRows);
        CHECK(read_whole(inputs[0], kRows.size()) == kRows);
        CHECK(test::refusal([&] { read_whole(inputs[0], kRows.size() - 1); }) == "too-large");
        ByteSource source(inputs[0]);
        LineReader lines(source);
        std::string_view line;
        REQUIRE(lines.next(line));
        CHECK(line == "probability,outcome\n");
    }
    CHECK(read_whole(expand(archives("mark.json"), {})[0], 100) == "{}");
    CHECK(refusal_of(archives("missing.csv")) == "not-found");
    CHECK(refusal_of(archives("")) == "not-found");
}

TEST_CASE("a zip lists its files in order, without folders, dotfiles and what a Mac adds", "[inputs]") {
    const Archives archives("zips");
    const auto inputs = expand(archives("good.zip"), {});
    REQUIRE(inputs.size() == 2);
    CHECK(inputs[0].name == archives("good.zip") + ":a/x.csv");
    CHECK(inputs[0].path == archives("good.zip"));
    CHECK(inputs[0].member == "a/x.csv");
    CHECK(peek(inputs[1], 11) == "probability");
    CHECK(read_whole(inputs[1], 100) == kMore);
    CHECK(read_whole(inputs[0], 100) == kRows);
    const auto one = inputs[0].open(), other = inputs[1].open();  // at the same time
    std::string a(4, '\0'), b(4, '\0');
    one->read(a.data(), 4);
    other->read(b.data(), 4);
    CHECK((a == "prob" && b == "prob"));
}

TEST_CASE("the names in an archive are only names", "[inputs]") {
    const Archives archives("zips");
    const auto inputs = expand(archives("names.zip"), {});
    CHECK(members_of(archives("names.zip")) ==
          Names{"../up.csv", "/etc/absolute.csv", "turned\u202e.csv", "twice.csv", "./twice.csv"});
    CHECK(inputs[2].name == archives("names.zip") + ":turned<U+202E>.csv");
    CHECK(texts_of(archives("names.zip")) == Names{"up", "absolute", "turned", "1", "2"});
}

TEST_CASE("an archive in an archive, or gzipped, is not opened", "[inputs]") {
    const Archives archives("zips");
    CHECK(members_of(archives("nested.zip")) == Names{"inner.zip"});
    CHECK(peek(expand(archives("nested.zip"), {})[0], 2) == "PK");
    CHECK(members_of(archives("zip.gz")) == Names{""});
}

TEST_CASE("a zip that is cut off, empty, encrypted or has a wrong checksum is refused", "[inputs]") {
    const Archives archives("zips");
    CHECK(refusal_of(archives("cut.zip")) == "bad-archive");
    CHECK(refusal_of(archives("empty.zip")) == "bad-archive");
    CHECK(refusal_of(archives("encrypted.zip")) == "bad-archive");
    CHECK(refusal_of(archives("crc.zip")) == "bad-archive");
}

TEST_CASE("a zip cut anywhere or with any byte changed is read or refused", "[inputs]") {
    const Archives archives("zips");
    const auto good = test::read_bytes(archives("good.zip"));
    const auto path = archives("bad.zip");
    const auto outcome = [&](const std::string& bytes) {
        std::ofstream(path, std::ios::binary) << bytes;
        return refusal_of(path);
    };
    for (std::size_t size = 4; size < good.size(); ++size) CHECK(outcome(good.substr(0, size)) == "bad-archive");
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto changed = good;
        changed[at] = static_cast<char>(changed[at] ^ 0x41);
        const auto refusal = outcome(changed);
        INFO(at << ' ' << refusal);
        CHECK((refusal == "none" || refusal == "bad-archive" || refusal == "too-large"));
    }
}

TEST_CASE("what unpacks to many times its size is refused before it is unpacked, or as soon as it shows", "[inputs]") {
    const Archives archives("bombs");
    std::string refusal;
    CHECK(read_through(archives("bomb.zip"), refusal) == 0);
    CHECK(refusal == "too-large");
    CHECK(read_through(archives("overlapping.zip"), refusal) == 0);
    CHECK(refusal == "too-large");
    CHECK(read_through(archives("bomb.tar.gz"), refusal) == 0);
    CHECK(refusal == "too-large");
    CHECK(read_through(archives("bomb.gz"), refusal) <= 11u << 20);
    CHECK(refusal == "too-large");
    CHECK(read_through(archives("lying.zip"), refusal) <= 11u << 20);
    CHECK(refusal == "bad-archive");  // it says that it is small
    CHECK(read_through(archives("many.zip"), refusal) == 0);
    CHECK(refusal == "too-large");

    ReadLimits raised;
    raised.ratio = 2000;
    raised.members = 20'000;
    CHECK(read_through(archives("bomb.zip"), refusal, raised) == 200u << 20);
    CHECK(refusal == "none");
    CHECK(members_of(archives("many.zip"), raised).size() == 20'000);
    raised.stream_bytes = 100u << 20;
    CHECK(read_through(archives("bomb.gz"), refusal, raised) <= 101u << 20);
    CHECK(refusal == "too-large");
}

TEST_CASE("a tar lists its files with long names of every kind, also when gzipped", "[inputs]") {
    const Archives archives("tars");
    std::string folders;
    for (int i = 0; i < 8; ++i) folders += "a-folder-with-a-long-name/";
    for (const auto* name : {"gnu.tar", "pax.tar", "good.tar.gz"}) {
        CAPTURE(name);
        CHECK(members_of(archives(name)) == Names{"d/x.csv", folders + "é.csv", "y.csv"});
        CHECK(texts_of(archives(name)) == Names{kRows, "long", kMore});
    }
    std::string deep;
    for (int i = 0; i < 60; ++i) deep += "d/";
    CHECK(members_of(archives("ustar.tar")) == Names{deep + "x.csv", "y.csv"});
    CHECK(texts_of(archives("ustar.tar")) == Names{"prefixed", "y"});
}

TEST_CASE("links, devices, pipes and folders in a tar are left out", "[inputs]") {
    const Archives archives("tars");
    CHECK(members_of(archives("others.tar")) == Names{"x.csv", "../../up.csv"});
    CHECK(texts_of(archives("others.tar")) == Names{kRows, "up"});
}

TEST_CASE("a tar that is cut off or has a wrong checksum is refused", "[inputs]") {
    const Archives archives("tars");
    CHECK(refusal_of(archives("cut.tar")) == "bad-archive");
    CHECK(refusal_of(archives("unended.tar")) == "bad-archive");
    CHECK(refusal_of(archives("checksum.tar")) == "bad-archive");
    CHECK(refusal_of(archives("cut.tar.gz")) == "bad-gzip");
    ReadLimits few;
    few.members = 2;
    CHECK(refusal_of(archives("gnu.tar"), few) == "too-large");
}

TEST_CASE("a tar larger than what is kept in memory reads in any order, in parts and twice", "[inputs]") {
    const Archives archives("large");
    const auto inputs = expand(archives("large.tar"), {});
    REQUIRE(inputs.size() == 16);
    for (const std::size_t i : {0u, 12u, 13u, 14u, 15u, 13u, 12u}) {
        CAPTURE(i);
        const auto start = std::to_string(i) + "\n0123456789abcde\n";
        CHECK(peek(inputs[i], start.size()) == start);
        CHECK(peek(inputs[i], start.size()) == start);
        const auto text = read_whole(inputs[i], 6u << 20);
        CHECK(text.starts_with(start));
        CHECK(text.size() == start.size() - 16 + (5u << 20));
    }
    const auto one = inputs[13].open(), other = inputs[14].open(), again = inputs[13].open();
    std::string a(2, '\0'), b(2, '\0'), c(2, '\0');
    for (auto* piece : {&a, &b, &c}) (piece == &a ? one : piece == &b ? other : again)->read(piece->data(), 2);
    CHECK((a == "13" && b == "14" && c == "13"));
    CHECK(read_fully(*one, a.data(), 1) == 1);
    CHECK(a[0] == '\n');
}

TEST_CASE("standard input can be looked at and then read, once, whatever it is", "[inputs]") {
    const auto pipe = GENERATE(true, false);
    {
        const Archives archives("plain");
        for (const auto* name : {"plain.csv", "plain.csv.gz"}) {
            const StandardInput in(archives(name), pipe);
            const auto inputs = expand("-", {});
            REQUIRE(inputs.size() == 1);
            CHECK(inputs[0].name == "standard input");
            CHECK(peek(inputs[0], 11) == "probability");
            CHECK(peek(inputs[0], 4096) == kRows);
            CHECK(read_whole(inputs[0], 100) == kRows);
        }
    }
    {
        const Archives archives("zips");
        const StandardInput in(archives("good.zip"), pipe);
        CHECK(texts_of("-") == Names{kRows, kMore});
    }
    const Archives archives("tars");
    const StandardInput in(archives("good.tar.gz"), pipe);
    CHECK(texts_of("-").size() == 3);
}

TEST_CASE("an archive from standard input is kept in memory up to the limit of books", "[inputs]") {
    const Archives archives("large");
    ReadLimits limits;
    limits.book_bytes = 16u << 20;
    const StandardInput in(archives("large.tar"), true);
    CHECK(refusal_of("-", limits) == "too-large");
}

TEST_CASE("a large plain stream can be read once", "[inputs]") {
    const Archives archives("large");
    const StandardInput in(archives("large.tar"), true);
    std::string skipped(514, '\0');
    REQUIRE(::read(STDIN_FILENO, skipped.data(), skipped.size()) == 514);  // the header and "0\n"
    const auto inputs = expand("-", {});
    REQUIRE(inputs.size() == 1);
    CHECK(peek(inputs[0], 5) == "01234");
    std::string piece(1u << 20, '\0');
    CHECK(read_fully(*inputs[0].open(), piece.data(), piece.size()) == piece.size());
    CHECK(test::refusal([&] { (void)inputs[0].open(); }) == "not-found");
}

TEST_CASE("the archive of a season of FluSight reads whole", "[inputs]") {
    const auto shared = test::shared_dir();
    if (!shared) {
        WARN("skipped: ../shared is missing");
        return;
    }
    std::size_t lines = 0, tables = 0;
    for (const auto& input : expand((*shared / "data/flusight/flusight-2023-24.tar.gz").string(), {})) {
        ByteSource source(input);
        LineReader reader(source);
        std::string_view line;
        while (reader.next(line)) ++lines;
        ++tables;
    }
    // Provenance: `tar tzf FILE | wc -l`; `tar xzOf FILE | wc -l`.
    CHECK(tables == 92);
    CHECK(lines == 605'452);
}
