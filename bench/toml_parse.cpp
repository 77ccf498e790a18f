// SPDX-License-Identifier: MIT
// toml++ alone parsing a file: what the import of a book is measured against.
#include <fmt/format.h>
#include <sys/resource.h>
#include <toml++/toml.h>

#include <chrono>

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: toml_parse FILE\n");
        return 2;
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto document = toml::parse_file(argv[1]);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{{\"keys\":{},\"seconds\":{:.3f},\"megabytes\":{}}}\n", document.size(), seconds, usage.ru_maxrss / 1024);
}
