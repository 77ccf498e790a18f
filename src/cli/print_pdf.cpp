// SPDX-License-Identifier: MIT
// Runs an installed Chromium on a temporary file and takes the PDF that it prints.
#include "print_pdf.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "hindsight/base/error.hpp"
#include "hindsight/base/text.hpp"
#include "write_file.hpp"

extern char** environ;

namespace hindsight::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kTimeLimit{120};

constexpr std::string_view kBrowsers[] = {
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "brave-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
};

[[noreturn]] void fail(std::string message, std::string hint) { throw Error(ErrorCode::cannot_write, std::move(message), std::move(hint)); }

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

bool is_program(const fs::path& path) {
    std::error_code unknown;
    return fs::is_regular_file(path, unknown) && ::access(path.c_str(), X_OK) == 0;
}

/// Where a program is: on the PATH, or where the name itself says.
std::optional<std::string> find_program(std::string_view name) {
    if (name.find('/') != std::string_view::npos) return is_program(name) ? std::optional<std::string>(name) : std::nullopt;
    const auto path = environment("PATH");
    for (const auto folder : split(path, ':')) {
        if (!folder.empty() && is_program(fs::path(folder) / name)) return (fs::path(folder) / name).string();
    }
    return std::nullopt;
}

std::string find_browser() {
    if (const auto chosen = environment("HINDSIGHT_CHROMIUM"); !chosen.empty()) {
        if (auto found = find_program(chosen)) return *found;
        fail(fmt::format("the PDF cannot be made: $HINDSIGHT_CHROMIUM names no program: {}", printable(chosen)), "give the path of Chromium or Chrome");
    }
    for (const auto name : kBrowsers) {
        if (auto found = find_program(name)) return *found;
    }
    fail("the PDF cannot be made: no Chromium or Chrome is installed",
         "install one (apt install chromium) or name it in $HINDSIGHT_CHROMIUM; --format html needs none");
}

/// Signals that end a program wait until this goes, so that what was begun can be tidied up first. They must come to this thread, so
/// no other may run. Those that are ignored (as after `nohup`) stay ignored.
class HeldSignals {
   public:
    HeldSignals() {
        sigemptyset(&held_);
        for (const int signal : {SIGHUP, SIGINT, SIGTERM}) {
            struct sigaction now {};
            if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) sigaddset(&held_, signal);
        }
        ::pthread_sigmask(SIG_BLOCK, &held_, &before_);
    }
    ~HeldSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;

    const sigset_t& before() const { return before_; }
    bool one_came() const {
        sigset_t waiting;
        ::sigpending(&waiting);
        for (const int signal : {SIGHUP, SIGINT, SIGTERM}) {
            if (sigismember(&held_, signal) == 1 && sigismember(&waiting, signal) == 1) return true;
        }
        return false;
    }

   private:
    sigset_t held_{}, before_{};
};

/// A folder that goes away with all that is in it.
class TemporaryFolder {
   public:
    TemporaryFolder() {
        std::error_code error;
        auto pattern = (fs::absolute(fs::temp_directory_path(error)) / "hindsight-pdf-XXXXXX").string();
        if (error || ::mkdtemp(pattern.data()) == nullptr) fail("the PDF cannot be made: no temporary folder can be made", "set TMPDIR to a folder that may be written");
        path_ = pattern;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    fs::path operator/(const char* name) const { return path_ / name; }

   private:
    fs::path path_;
};

/// RFC 8089: every byte of a path that means something else in an address is escaped.
std::string file_address(const fs::path& path) {
    std::string out = "file://";
    for (const char c : path.string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("/-._~").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::vector<std::string> arguments_of(const std::string& browser, const TemporaryFolder& folder) {
    std::vector<std::string> arguments{browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync",
                                       // Nothing is asked of the network, neither by the page nor by the browser itself.
                                       "--disable-background-networking", "--disable-component-update", "--no-proxy-server",
                                       "--host-resolver-rules=MAP * ~NOTFOUND",
                                       "--no-pdf-header-footer", "--print-to-pdf-no-header", "--generate-pdf-document-outline",
                                       "--user-data-dir=" + (folder / "profile").string(), "--print-to-pdf=" + (folder / "page.pdf").string()};
    if (::geteuid() == 0) arguments.emplace_back("--no-sandbox");  // Chromium refuses to make one for root
    arguments.push_back(file_address(folder / "page.html"));
    return arguments;
}

/// Starts a program without input in a process group of its own, with the signals of `mask` blocked; 0, or why it does not start.
int spawn(std::vector<std::string> arguments, int output, const sigset_t& mask, pid_t& pid) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_adddup2(&actions, output, 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &mask);
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const int error = ::posix_spawn(&pid, argv[0], &actions, &attributes, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

/// How a program ended: its status, -1 when by a signal, and the last line that it said.
struct End {
    int status = -1;
    std::string last_words;
};

std::string last_line(std::string_view text) {
    text = trim(text);
    const auto at = text.rfind('\n');
    return std::string(at == std::string_view::npos ? text : text.substr(at + 1));
}

/// A running program, and what it says.
class Child {
   public:
    Child(const std::vector<std::string>& arguments, const HeldSignals& signals) : signals_(signals) {
        int ends[2];
        if (::pipe(ends) != 0) fail(fmt::format("the PDF cannot be made: {}", std::strerror(errno)), "close some programs, then try again");
        for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
        said_ = ends[0];
        const int error = spawn(arguments, ends[1], signals.before(), pid_);
        ::close(ends[1]);
        if (error == 0) return;
        ::close(said_);
        fail(fmt::format("the PDF cannot be made: {} does not start: {}", arguments[0], std::strerror(error)), "name another browser in $HINDSIGHT_CHROMIUM");
    }
    /// Ends it, and the helpers that it may have left behind; only then may its number go to another.
    ~Child() {
        ::kill(-pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        ::close(said_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Once it has ended and nothing more can come; nullopt when that takes longer than the limit, or a signal comes that ends us.
    std::optional<End> end(std::chrono::seconds limit) {
        const auto last = std::chrono::steady_clock::now() + limit;
        std::string tail;
        for (bool open = true; std::chrono::steady_clock::now() < last && !signals_.one_came();) {
            if (open) {
                open = hear(tail);
            } else if (const auto status = ended()) {
                return End{*status, last_line(tail)};
            }
        }
        return std::nullopt;
    }

   private:
    static constexpr int kPatience = 50;  // milliseconds between looks at signals

    /// Takes what it says, and keeps the end of that; false once nothing more can come.
    bool hear(std::string& tail) const {
        std::array<char, 4096> buffer;
        pollfd waiting{said_, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, kPatience);
        if (ready == 0 || (ready < 0 && errno == EINTR)) return true;
        const auto got = ::read(said_, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) return true;
        if (got <= 0) return false;
        tail.append(buffer.data(), static_cast<std::size_t>(got));
        if (tail.size() > buffer.size()) tail.erase(0, tail.size() - buffer.size());
        return true;
    }

    /// Its status, after a short wait; its number stays taken.
    std::optional<int> ended() const {
        siginfo_t how{};
        if (::waitid(P_PID, static_cast<id_t>(pid_), &how, WEXITED | WNOHANG | WNOWAIT) == 0 && how.si_pid == pid_) {
            return how.si_code == CLD_EXITED ? how.si_status : -1;
        }
        ::poll(nullptr, 0, kPatience / 10);
        return std::nullopt;
    }

    const HeldSignals& signals_;
    pid_t pid_ = 0;
    int said_ = -1;
};

std::string content_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// From its first mark to its last.
bool is_whole(std::string_view pdf) { return pdf.starts_with("%PDF-") && trim(pdf).ends_with("%%EOF"); }

}  // namespace

std::string pdf_of(const std::string& html) {
    const auto browser = find_browser();
    const HeldSignals signals;  // before what must be tidied up, so that it goes last
    const TemporaryFolder folder;
    write_file(folder / "page.html", html);
    const auto end = Child(arguments_of(browser, folder), signals).end(kTimeLimit);
    if (signals.one_came()) fail("the PDF was not made: stopped by a signal", "run the command again");
    const std::string hint = "run it once by hand, or name another browser in $HINDSIGHT_CHROMIUM; it must be able to read and write the folder for temporary files";
    if (!end) fail(fmt::format("the PDF cannot be made: {} did not end within {} seconds", browser, kTimeLimit.count()), hint);
    auto pdf = content_of(folder / "page.pdf");
    if (end->status != 0 || !is_whole(pdf)) {
        fail(fmt::format("{} made no PDF: {}", browser, end->last_words.empty() ? "it did not say why" : printable(end->last_words)), hint);
    }
    return pdf;
}

}  // namespace hindsight::cli
