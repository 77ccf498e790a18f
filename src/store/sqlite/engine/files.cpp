// SPDX-License-Identifier: MIT
// The record as a file: what lies at a path, and putting a finished file there durably.
#include "files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <string_view>

#include "errors.hpp"
#include "hindsight/base/crypto.hpp"

namespace hindsight::sqlite {

namespace fs = std::filesystem;

namespace {

std::uint32_t big_endian_at(const std::array<char, 100>& bytes, std::size_t offset) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
    return value;
}

bool has_write_permission(const fs::path& path) {
    const auto permissions = fs::status(path).permissions();
    const auto any = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    return (permissions & any) != fs::perms::none && ::access(path.c_str(), W_OK) == 0;
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

void sync_path(const fs::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) throw system_error(errno, "opening", path);
    const int result = ::fsync(file);
    const int code = errno;
    ::close(file);
    if (result != 0) throw system_error(code, "storing", path);
}

void remove_quietly(const fs::path& path) {
    std::error_code ignored;
    fs::remove(path, ignored);
}

[[noreturn]] void refuse_to_replace(const fs::path& shown) {
    throw Error(ErrorCode::would_overwrite, fmt::format("{} exists already", shown.string()),
                "choose another name, or move it away first; nothing was changed");
}

std::string random_suffix() {
    std::array<std::uint8_t, 8> bytes{};
    fill_random(bytes.data(), bytes.size());
    return to_hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace

std::optional<FileHeader> read_file_header(const fs::path& path, const std::string& shown) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw Error(ErrorCode::record_unavailable, fmt::format("{} cannot be read", shown),
                    "check the permissions of the file");
    }
    std::array<char, 100> bytes{};
    in.read(bytes.data(), bytes.size());
    constexpr std::string_view kMagic("SQLite format 3\0", 16);
    if (in.gcount() < 100 || !std::string_view(bytes.data(), bytes.size()).starts_with(kMagic)) return std::nullopt;
    return FileHeader{bytes[18] == 2 || bytes[19] == 2, big_endian_at(bytes, 68), big_endian_at(bytes, 60)};
}

bool is_writable(const fs::path& path) { return has_write_permission(path) && has_write_permission(folder_of(path)); }

std::optional<fs::path> leftover_beside(const fs::path& path) {
    for (const auto* suffix : {"-wal", "-journal"}) {
        auto beside = path;
        beside += suffix;
        std::error_code missing;
        const auto size = fs::file_size(beside, missing);
        if (!missing && size > 0) return beside;
    }
    return std::nullopt;
}

std::string immutable_uri(const fs::path& path) {
    std::string uri = "file:";
    for (const char c : path.string()) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                           std::string_view("/-_.~").find(c) != std::string_view::npos;
        uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri + "?immutable=1";
}

void sync_file(const fs::path& path) { sync_path(path, O_RDONLY); }

NewFile::NewFile(const fs::path& target) : shown_(target), target_(fs::absolute(target)) {
    if (fs::symlink_status(target_).type() != fs::file_type::not_found) refuse_to_replace(target);
    if (const auto beside = leftover_beside(target)) {
        // SQLite would take it for the new file's own and write its pages into it.
        throw Error(ErrorCode::would_overwrite, fmt::format("{} is left of an earlier file", beside->string()),
                    "choose another name, or move it away first; nothing was changed");
    }
    const auto folder = folder_of(target_);
    for (auto missing = folder; !missing.empty() && !fs::exists(missing); missing = missing.parent_path())
        first_made_folder_ = missing;
    temporary_ = folder / fmt::format(".{}.{}.new", target_.filename().string(), random_suffix());
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure) throw system_error(failure.value(), "making the folder", folder);
}

NewFile::~NewFile() {
    if (published_) return;
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) remove_quietly(temporary_.string() + suffix);
    if (first_made_folder_.empty()) return;
    for (auto folder = folder_of(target_);; folder = folder.parent_path()) {
        remove_quietly(folder);
        if (folder == first_made_folder_) break;
    }
}

void NewFile::publish() {
    sync_file(temporary_);
    // A link refuses to replace a file, a rename would not; some file systems have no links.
    if (::link(temporary_.c_str(), target_.c_str()) == 0) {
        remove_quietly(temporary_);
    } else if (errno == EEXIST || fs::exists(target_)) {
        refuse_to_replace(shown_);
    } else {
        fs::rename(temporary_, target_);
    }
    published_ = true;
    sync_path(folder_of(target_), O_RDONLY | O_DIRECTORY);
}

}  // namespace hindsight::sqlite
