// SPDX-License-Identifier: MIT
// A crash leaves the old file or the new one, never half of it.
#include "write_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "hindsight/base/error.hpp"

namespace hindsight::cli {

namespace {

class File {
   public:
    File(const char* path, int flags) : handle_(::open(path, flags, 0644)) {}
    ~File() {
        if (handle_ >= 0) ::close(handle_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int handle() const { return handle_; }

   private:
    int handle_;
};

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    throw Error(full ? ErrorCode::disk_full : ErrorCode::cannot_write,
                fmt::format("{} cannot be written: {}", path.string(), std::strerror(error)),
                fmt::format("{}; nothing was changed there",
                            full ? "make room on the disk, then try again" : "check that its folder exists and may be written"));
}

bool write_all(int handle, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(handle, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

using Produce = std::function<void(const Sink&)>;

void write_into(const File& file, const std::filesystem::path& path, const Produce& produce) {
    if (file.handle() < 0) fail(path, errno);
    produce([&](std::string_view bytes) {
        if (!write_all(file.handle(), bytes)) fail(path, errno);
    });
}

void write_durably(const std::string& temporary, const std::filesystem::path& path, const Produce& produce) {
    const File file(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
    write_into(file, path, produce);
    if (::fsync(file.handle()) != 0) fail(path, errno);
}

}  // namespace

void write_file(const std::filesystem::path& path, const Produce& produce) {
    std::error_code unknown;
    if (const auto there = std::filesystem::status(path, unknown); std::filesystem::exists(there) && !is_regular_file(there)) {
        // A device or pipe is written to; put in its place, a file would take it away from everybody else.
        write_into(File(path.c_str(), O_WRONLY | O_CLOEXEC), path, produce);
        return;
    }
    const auto temporary = path.string() + fmt::format(".tmp-{}", ::getpid());
    try {
        write_durably(temporary, path, produce);
        if (::rename(temporary.c_str(), path.c_str()) != 0) fail(path, errno);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (const File handle(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); handle.handle() >= 0) ::fsync(handle.handle());
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
    write_file(path, [&](const Sink& sink) { sink(bytes); });
}

}  // namespace hindsight::cli
