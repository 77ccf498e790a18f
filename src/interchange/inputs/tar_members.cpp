// SPDX-License-Identifier: MIT
// Lists a tar archive, keeping what is small, and finds the rest again.
#include "tar_members.hpp"

#include <fmt/format.h>

#include "guarded_bytes.hpp"
#include "hindsight/base/error.hpp"
#include "tar_reader.hpp"

namespace hindsight::interchange {

namespace {

using Opener = std::function<std::shared_ptr<Bytes>()>;

constexpr std::size_t kKept = 64u << 20;  // of all members together

/// The contents of the member at which a reader stands.
class TarBytes : public Bytes {
 public:
    TarBytes(std::shared_ptr<TarReader> reader, std::uint64_t size)
        : reader_(std::move(reader)), size_(static_cast<std::size_t>(size)) {}

    std::size_t read(char* to, std::size_t size) override {
        const auto got = reader_->read(to, size);
        read_ += got;
        return got;
    }
    Extent extent() const override { return {read_, size_}; }

 private:
    std::shared_ptr<TarReader> reader_;
    std::size_t size_, read_ = 0;
};

/// Where the last opened member stands; the next one is sought from there.
class TarCursor {
 public:
    TarCursor(Opener open, std::string name) : open_(std::move(open)), name_(std::move(name)) {}

    /// The `index`-th regular file, whatever its name.
    std::shared_ptr<Bytes> at(std::size_t index) {
        const bool in_use = current_.use_count() > 1;
        if (current_ && !in_use && index + 1 == passed_ && current_->rewind()) return current_;
        if (!reader_ || in_use || index < passed_) {
            reader_ = std::make_shared<TarReader>(open_(), name_);
            passed_ = 0;
        }
        std::optional<TarEntry> entry;
        for (; passed_ <= index; ++passed_) {
            entry = reader_->next();
            if (!entry)
                throw Error(ErrorCode::bad_archive, fmt::format("{} has changed while it was read", name_),
                            "begin again");
        }
        current_ = std::make_shared<RewindableBytes>(std::make_unique<TarBytes>(reader_, entry->size));
        return current_;
    }

 private:
    Opener open_;
    std::string name_;
    std::shared_ptr<TarReader> reader_;
    std::shared_ptr<RewindableBytes> current_;
    std::size_t passed_ = 0;  // regular files, the current one too
};

/// The contents of the entry at which the reader stands.
std::shared_ptr<const std::string> contents(TarReader& reader, const TarEntry& entry) {
    constexpr std::size_t kPiece = 1u << 20;  // a size may be a lie
    auto text = std::make_shared<std::string>();
    while (text->size() < entry.size) {
        const auto had = text->size();
        text->resize(std::min<std::size_t>(had + kPiece, entry.size));
        text->resize(had + reader.read(text->data() + had, text->size() - had));
    }
    return text;
}

}  // namespace

std::vector<Input> tar_members(const Opener& open, bool again, const std::string& name, const std::string& file,
                               const ReadLimits& limits) {
    const auto cursor = std::make_shared<TarCursor>(open, name);
    TarReader reader(open(), name);
    std::vector<Input> inputs;
    std::size_t room = again ? kKept : limits.book_bytes;
    for (std::size_t index = 0; const auto entry = reader.next(); ++index) {
        check_members(reader.headers(), name, limits);
        if (!is_data_name(entry->name)) continue;
        auto& input = inputs.emplace_back(Input{member_name(name, entry->name), file, entry->name, {}});
        check_size(static_cast<std::size_t>(entry->size), input.name, limits);
        if (entry->size <= room) {
            room -= static_cast<std::size_t>(entry->size);
            input.open = [text = contents(reader, *entry)] { return std::make_shared<MemoryBytes>(text); };
        } else if (again) {
            input.open = [cursor, index] { return cursor->at(index); };
        } else {
            throw Error(ErrorCode::too_large, fmt::format("{} holds more than can be kept in memory", name),
                        "save it to a file first");
        }
    }
    check_members(reader.headers(), name, limits);
    if (inputs.empty())
        throw Error(ErrorCode::bad_archive, fmt::format("{} cannot be unpacked: there is no file in it", name));
    return inputs;
}

}  // namespace hindsight::interchange
