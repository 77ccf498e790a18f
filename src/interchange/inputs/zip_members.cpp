// SPDX-License-Identifier: MIT
// Lists and unpacks with libzip, which checks lengths and checksums as it goes.
#include "zip_members.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <filesystem>

#include "guarded_bytes.hpp"
#include "hindsight/base/error.hpp"

namespace hindsight::interchange {

namespace {

[[noreturn]] void refuse(const std::string& name, std::string_view why, std::string hint = "fetch or pack it again") {
    throw Error(ErrorCode::bad_archive, fmt::format("{} cannot be unpacked: {}", name, why), std::move(hint));
}

std::string text_of(zip_error_t& error) {
    std::string text = zip_error_strerror(&error);
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z' && text.substr(0, 3) != "CRC")
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

/// An open archive, with the bytes it is in when they are in memory.
class Zip {
 public:
    Zip(const std::string& name, const std::string& file, std::string bytes) : bytes_(std::move(bytes)) {
        zip_error_t error;
        zip_error_init(&error);
        const auto source = bytes_.empty() ? zip_source_file_create(file.c_str(), 0, 0, &error)
                                           : zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error);
        if (source) archive_ = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (source && !archive_) zip_source_free(source);
        const auto why = archive_ ? std::string() : text_of(error);
        zip_error_fini(&error);
        if (!archive_) refuse(name, why);
    }
    ~Zip() { zip_discard(archive_); }
    Zip(const Zip&) = delete;
    Zip& operator=(const Zip&) = delete;

    zip_t* get() const { return archive_; }

 private:
    std::string bytes_;
    zip_t* archive_ = nullptr;
};

/// What the directory says of a member.
struct Entry {
    std::string name;
    std::size_t index = 0, size = 0, packed = 0;
    bool encrypted = false;
};

class ZipBytes : public Bytes {
 public:
    ZipBytes(std::shared_ptr<const Zip> zip, const Entry& entry, std::string name)
        : zip_(std::move(zip)), size_(entry.size), packed_(entry.packed), name_(std::move(name)) {
        if (entry.encrypted) refuse(name_, "it is encrypted", "unpack it with its password, and name the files");
        file_ = zip_fopen_index(zip_->get(), entry.index, 0);
        if (!file_) refuse(name_, text_of(*zip_get_error(zip_->get())));
    }
    ~ZipBytes() override { zip_fclose(file_); }

    std::size_t read(char* to, std::size_t size) override {
        const auto got = zip_fread(file_, to, size);
        if (got < 0) refuse(name_, text_of(*zip_file_get_error(file_)));
        read_ += static_cast<std::size_t>(got);
        if (read_ > size_ || (got == 0 && size > 0 && read_ < size_)) refuse(name_, "its size is not what the directory says");
        return static_cast<std::size_t>(got);
    }
    /// As if it packed evenly.
    Extent extent() const override {
        const double part = size_ > 0 ? static_cast<double>(read_) / static_cast<double>(size_) : 1;
        return {static_cast<std::size_t>(part * static_cast<double>(packed_)), packed_};
    }

 private:
    std::shared_ptr<const Zip> zip_;
    zip_file_t* file_ = nullptr;
    std::size_t size_, packed_, read_ = 0;
    std::string name_;
};

Entry entry_at(const Zip& zip, std::size_t index, const std::string& name) {
    zip_stat_t about;
    constexpr auto kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(zip.get(), index, 0, &about) != 0 || (about.valid & kNeeded) != kNeeded)
        refuse(name, "its directory is damaged");
    return {about.name, index, about.size, about.comp_size, about.encryption_method != ZIP_EM_NONE};
}

Input input_of(const std::shared_ptr<const Zip>& zip, const Entry& entry, const std::string& name,
               const std::string& file, const ReadLimits& limits) {
    const auto shown = member_name(name, entry.name);
    check_size(entry.size, shown, limits);
    check_ratio(entry.size, std::max<std::size_t>(1, entry.packed), shown, limits);
    return {shown, file, entry.name, [=] {
                return std::make_shared<GuardedBytes>(std::make_unique<ZipBytes>(zip, entry, shown), shown, limits);
            }};
}

}  // namespace

std::vector<Input> zip_members(const std::string& name, const std::string& file, std::string bytes,
                               const ReadLimits& limits) {
    std::error_code unknown;
    const auto packed =
        bytes.empty() ? static_cast<std::size_t>(std::filesystem::file_size(file, unknown)) : bytes.size();
    const auto zip = std::make_shared<const Zip>(name, file, std::move(bytes));
    const auto count = static_cast<std::size_t>(std::max<zip_int64_t>(0, zip_get_num_entries(zip->get(), 0)));
    check_members(count, name, limits);
    std::vector<Input> inputs;
    std::size_t unpacked = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto entry = entry_at(*zip, i, name);
        if (!is_data_name(entry.name)) continue;
        inputs.push_back(input_of(zip, entry, name, file, limits));
        unpacked += std::min(entry.size, kNoLimit - unpacked);
        check_ratio(unpacked, packed, name, limits);  // members may lie in the same bytes, and each of them keep it
    }
    if (inputs.empty()) refuse(name, "there is no file in it");
    return inputs;
}

}  // namespace hindsight::interchange
