// SPDX-License-Identifier: MIT
// Finds out what a file is by its first bytes, and reads the beginning or the whole of an input.
#include "input.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "guarded_bytes.hpp"
#include "gz_bytes.hpp"
#include "hindsight/base/error.hpp"
#include "hindsight/base/text.hpp"
#include "tar_members.hpp"
#include "tar_reader.hpp"
#include "zip_members.hpp"

namespace hindsight::interchange {

namespace {

using Opener = std::function<std::shared_ptr<Bytes>()>;

std::string first_of(Bytes& from, std::size_t size) {
    std::string text(size, '\0');
    text.resize(read_fully(from, text.data(), size));
    return text;
}

bool is_zip(std::string_view start) { return start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06"); }

/// A pipe can be read once: what was looked at comes again, and then the rest.
Opener once(std::shared_ptr<RewindableBytes> stream, const std::string& name) {
    return [stream, name]() -> std::shared_ptr<Bytes> {
        if (!stream->rewind())
            throw Error(ErrorCode::not_found, fmt::format("{} can be read only once", name), "save it to a file first");
        return stream;
    };
}

std::string read_all(Bytes& from, const std::string& name, std::size_t limit, const char* hint) {
    constexpr std::size_t kPiece = 1u << 20;
    std::string text;
    for (;;) {
        const auto had = text.size();
        text.resize(had + kPiece);
        text.resize(had + from.read(text.data() + had, kPiece));
        if (text.size() == had) return text;
        if (text.size() > limit)
            throw Error(ErrorCode::too_large, fmt::format("{} is larger than the limit of {} MB", name, limit >> 20),
                        hint);
    }
}

}  // namespace

std::vector<Input> expand(const std::string& file, const ReadLimits& limits) {
    const auto name = shown_name(file);
    std::error_code unknown;
    const bool again = std::filesystem::is_regular_file(file, unknown);  // it can be opened a second time
    auto unpacked = std::make_unique<GzBytes>(file);
    const auto& gz = *unpacked;
    const auto stream =
        std::make_shared<RewindableBytes>(std::make_unique<GuardedBytes>(std::move(unpacked), name, limits));
    const auto start = first_of(*stream, kTarBlock);
    stream->rewind();
    if (is_zip(start) && !gz.packed()) {
        auto bytes = again ? std::string() : read_all(*stream, name, limits.book_bytes, "save it to a file first");
        return zip_members(name, file, std::move(bytes), limits);
    }
    Opener open = once(stream, name);
    if (again) {
        open = [=] { return std::make_shared<GuardedBytes>(std::make_unique<GzBytes>(file), name, limits); };
    }
    if (is_tar(start)) return tar_members(open, again, name, file, limits);
    return {Input{name, file, "", std::move(open)}};
}

std::string peek(const Input& input, std::size_t size) {
    return first_of(*input.open(), std::min(size, RewindableBytes::kKept));
}

std::string read_whole(const Input& input, std::size_t limit) {
    auto text = read_all(*input.open(), input.name, limit, "split it, or raise the limit: --limit document=64MB, or book=1GB for a book");
    if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
    return text;
}

bool is_data_name(std::string_view member) {
    if (member.empty() || member.ends_with('/') || member.starts_with("__MACOSX/")) return false;
    for (const auto part : split(member, '/')) {
        if (part.starts_with('.') && part != "." && part != "..") return false;
    }
    return true;
}

std::string member_name(const std::string& archive, std::string_view member) {
    return fmt::format("{}:{}", archive, printable(member));
}

void check_members(std::size_t count, const std::string& archive, const ReadLimits& limits) {
    if (count <= limits.members) return;
    throw Error(ErrorCode::too_large, fmt::format("{} has more than {} members", archive, limits.members),
                "raise the limit \"members\"");
}

}  // namespace hindsight::interchange
