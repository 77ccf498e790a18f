// SPDX-License-Identifier: MIT
// Reads tar headers: names in three ways, sizes in two, a checksum in each.
#include "tar_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "hindsight/base/error.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::uint64_t kLongestText = 1u << 20;  // of a name or of pax records
constexpr std::uint64_t kMost = std::uint64_t{1} << 62;

/// The fields of a header that matter here, by their place in it.
std::string_view field(const char* block, std::size_t at, std::size_t size) {
    const std::string_view whole(block + at, size);
    return whole.substr(0, whole.find('\0'));
}
std::string_view size_field(const char* block) { return {block + 124, 12}; }
char type_of(const char* block) { return block[156]; }

/// Octal digits between blanks and zero bytes.
std::optional<std::uint64_t> octal(std::string_view text) {
    text = text.substr(0, text.find('\0'));
    text = trim(text);
    std::uint64_t value = 0;
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value, 8);
    if (fault != std::errc{} || stop != text.data() + text.size() || value > kMost) return std::nullopt;
    return value;
}

/// Octal, or GNU's binary form for large numbers: the first bit set, the highest byte first.
std::optional<std::uint64_t> number(std::string_view text) {
    if (static_cast<unsigned char>(text[0]) != 0x80) return octal(text);
    std::uint64_t value = 0;
    for (const char c : text.substr(1)) {
        if (value > kMost >> 8) return std::nullopt;
        value = value << 8 | static_cast<unsigned char>(c);
    }
    return value;
}

bool checksum_holds(const char* block) {
    constexpr std::size_t kAt = 148, kSize = 8;
    const auto said = octal({block + kAt, kSize});
    std::uint64_t sum = 0;
    std::int64_t with_signs = 0;  // as some old programs summed
    for (std::size_t i = 0; i < kTarBlock; ++i) {
        const char c = i >= kAt && i < kAt + kSize ? ' ' : block[i];
        sum += static_cast<unsigned char>(c);
        with_signs += static_cast<signed char>(c);
    }
    return said && (*said == sum || static_cast<std::int64_t>(*said) == with_signs);
}

bool is_empty(const char* block) {
    return std::all_of(block, block + kTarBlock, [](char c) { return c == '\0'; });
}

std::string name_in(const char* block) {
    const auto name = field(block, 0, 100);
    const auto prefix = field(block, 345, 155);
    const bool ustar = std::string_view(block + 257, 6) == std::string_view("ustar\0", 6);
    return ustar && !prefix.empty() ? fmt::format("{}/{}", prefix, name) : std::string(name);
}

bool is_regular(char type) { return type == '0' || type == '\0' || type == '7'; }
/// Links, devices, folders and pipes, which have no contents whatever their size says.
bool is_without_contents(char type) { return type >= '1' && type <= '6'; }

}  // namespace

bool is_tar(std::string_view start) { return start.size() >= kTarBlock && checksum_holds(start.data()); }

void TarReader::refuse(std::string_view why) const {
    throw Error(ErrorCode::bad_archive, fmt::format("{} cannot be unpacked: {}", name_, why), "fetch or pack it again");
}

/// False at the empty block that ends the archive.
bool TarReader::header(char (&block)[kTarBlock]) {
    skip();
    if (read_fully(*from_, block, kTarBlock) < kTarBlock) refuse("it is cut off");
    if (is_empty(block)) return false;
    if (!checksum_holds(block)) refuse("the checksum of a header is wrong");
    ++headers_;
    return true;
}

void TarReader::begin(std::uint64_t size) {
    if (size > kMost) refuse("a size is too large");
    left_ = size;
    padding_ = (kTarBlock - size % kTarBlock) % kTarBlock;
}

std::size_t TarReader::read(char* to, std::size_t size) {
    if (left_ == 0) return 0;
    const auto got = from_->read(to, static_cast<std::size_t>(std::min<std::uint64_t>(size, left_)));
    if (got == 0) refuse("it is cut off");
    left_ -= got;
    return got;
}

void TarReader::skip() {
    std::array<char, 64u << 10> waste;
    left_ += padding_;
    padding_ = 0;
    while (read(waste.data(), waste.size()) > 0) {
    }
}

std::string TarReader::text(std::uint64_t size) {
    if (size > kLongestText) refuse("a name is too long");
    begin(size);
    std::string out(static_cast<std::size_t>(size), '\0');
    for (std::size_t at = 0; at < out.size();) at += read(out.data() + at, out.size() - at);
    return out;
}

/// Records are `LENGTH key=value` and a newline, the length being that of the whole record.
void TarReader::take_pax(std::string_view records, Said& said) const {
    while (!records.empty()) {
        std::size_t length = 0;
        const auto [stop, fault] = std::from_chars(records.data(), records.data() + records.size(), length);
        const auto begins = static_cast<std::size_t>(stop - records.data()) + 1;
        if (fault != std::errc{} || length > records.size() || begins >= length) refuse("a pax header is damaged");
        const auto record = records.substr(begins, length - begins - 1);
        const auto equals = record.find('=');
        if (equals == std::string_view::npos) refuse("a pax header is damaged");
        const auto key = record.substr(0, equals), value = record.substr(equals + 1);
        if (key == "path") said.name = value;
        if (key.starts_with("GNU.sparse.")) refuse("a file in it has holes");
        if (key == "size") {
            std::uint64_t size = 0;
            const auto [end, wrong] = std::from_chars(value.data(), value.data() + value.size(), size);
            if (wrong != std::errc{} || end != value.data() + value.size()) refuse("a pax header is damaged");
            said.size = size;
        }
        records.remove_prefix(length);
    }
}

std::optional<TarEntry> TarReader::next() {
    Said said;
    for (char block[kTarBlock]; header(block);) {
        const auto type = type_of(block);
        const auto size = number(size_field(block));
        if (!size && !is_without_contents(type)) refuse("the size of a file in it is no number");
        if (type == 'S') refuse("a file in it has holes");
        if (type == 'L') {
            const auto name = text(*size);
            said.name = name.substr(0, name.find('\0'));
        } else if (type == 'x') {
            take_pax(text(*size), said);
        } else if (is_without_contents(type)) {
            said = {};
        } else {
            TarEntry entry{said.name.empty() ? name_in(block) : said.name, said.size.value_or(*size)};
            said = {};
            begin(entry.size);
            if (is_regular(type) && !entry.name.ends_with('/')) return entry;
        }
    }
    return std::nullopt;
}

}  // namespace hindsight::interchange
