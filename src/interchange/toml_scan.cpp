// SPDX-License-Identifier: MIT
// Walks over TOML text line by line, knowing no more of it than strings, comments, brackets and dots.
#include "toml_scan.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>

#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

enum class Mode { plain, basic_block, literal_block };

/// Bytes that mean something outside of strings.
constexpr std::array<bool, 256> kMarks = [] {
    std::array<bool, 256> marks{};
    for (const char c : {'"', '\'', '#', '[', ']', '{', '}', '.', '=', ','})
        marks[static_cast<unsigned char>(c)] = true;
    return marks;
}();

bool is_bare(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

struct Header {
    std::string_view first;  // first part of the name; "" when it is quoted
    bool in_list = false;
    bool dotted = false;
    bool closed = false;
};

std::string_view skip_blanks(std::string_view text) {
    const auto at = text.find_first_not_of(" \t");
    return at == std::string_view::npos ? std::string_view{} : text.substr(at);
}

std::optional<Header> header_of(std::string_view line) {
    line = skip_blanks(line);
    if (line.empty() || line.front() != '[') return std::nullopt;
    Header header;
    header.in_list = line.starts_with("[[");
    line = skip_blanks(line.substr(header.in_list ? 2 : 1));
    std::size_t size = 0;
    while (size < line.size() && is_bare(line[size])) ++size;
    header.first = line.substr(0, size);
    line = skip_blanks(line.substr(size));
    header.dotted = line.starts_with(".");
    header.closed = line.starts_with(header.in_list ? "]]" : "]");
    return header;
}

/// Inside an array a bare name in brackets can be no value: an earlier bracket was never closed.
bool is_header_for_sure(const Header& header) {
    const auto& name = header.first;
    const bool letter = !name.empty() && ((name[0] >= 'a' && name[0] <= 'z') || (name[0] >= 'A' && name[0] <= 'Z'));
    const bool value = name == "true" || name == "false" || name == "inf" || name == "nan";
    return letter && !value && header.closed;
}

class Scanner {
 public:
    Scanner(std::string_view text, const TomlLimits& limits) : text_(text), limits_(limits) {}

    TomlScan run() {
        if (text_.size() > limits_.bytes) {
            fail(ErrorCode::too_large, fmt::format("the file has more than {} MB", limits_.bytes >> 20), 0,
                 "split the book");
            return std::move(scan_);
        }
        if (const auto at = utf8_fault(text_))
            fail(ErrorCode::bad_utf8, "the text is not valid UTF-8", *at, "save the file as UTF-8");
        scan_.chunks.push_back({{}, false, 0, text_.size(), 1});
        for (std::size_t at = 0; at < text_.size() && !scan_.fault;) at = scan_line(at);
        check_pieces();
        return std::move(scan_);
    }

 private:
    void fail(ErrorCode code, std::string message, std::size_t offset, std::string hint) {
        if (!scan_.fault) scan_.fault = TomlFault{code, std::move(message), std::move(hint), offset};
    }

    void check_pieces() {
        if (!scan_.cuttable && text_.size() > limits_.piece_bytes) {
            fail(ErrorCode::too_large,
                 fmt::format("a text above {} MB needs each sub-table behind its entry", limits_.piece_bytes >> 20),
                 apart_, "move this header to the entry that it belongs to");
        }
        for (const auto& chunk : scan_.chunks) {
            if (!scan_.cuttable || chunk.end - chunk.begin <= limits_.piece_bytes) continue;
            fail(ErrorCode::too_large, fmt::format("one entry has more than {} MB", limits_.piece_bytes >> 20),
                 chunk.begin, {});
        }
    }

    std::size_t scan_line(std::size_t begin) {
        scan_.lines.push_back(static_cast<std::uint32_t>(begin));
        const auto* newline = static_cast<const char*>(std::memchr(text_.data() + begin, '\n', text_.size() - begin));
        const auto end = newline ? static_cast<std::size_t>(newline - text_.data()) : text_.size();
        if (end - begin > limits_.line_bytes) {
            fail(ErrorCode::too_large, fmt::format("a line has more than {} MB", limits_.line_bytes >> 20), begin,
                 "break a long list or text into several lines");
        }
        const bool header = take_header(text_.substr(begin, end - begin), begin);
        dots_ = 0;
        scan_bytes(begin, end);
        if (header) depth_ = 0;
        return end + 1;
    }

    /// Starts a new chunk at a top-level header. True if the line is a header of any kind.
    bool take_header(std::string_view line, std::size_t begin) {
        if (mode_ != Mode::plain) return false;
        const auto header = header_of(line);
        if (!header || (depth_ > 0 && !is_header_for_sure(*header))) return false;
        depth_ = 0;
        auto& current = scan_.chunks.back();
        if (header->first.empty() || (header->dotted && header->first != current.name)) {
            if (scan_.cuttable) apart_ = begin;
            scan_.cuttable = false;
        } else if (!header->dotted) {
            current.end = begin;
            if (scan_.chunks.size() > limits_.entries) {
                fail(ErrorCode::too_large, fmt::format("there are more than {} entries", limits_.entries), begin,
                     "split the book");
            }
            scan_.chunks.push_back(
                {header->first, header->in_list, begin, text_.size(), static_cast<std::uint32_t>(scan_.lines.size())});
        }
        return true;
    }

    void scan_bytes(std::size_t at, std::size_t end) {
        while (at < end) {
            if (mode_ != Mode::plain) {
                at = skip_block(at, end);
                continue;
            }
            while (at < end && !kMarks[static_cast<unsigned char>(text_[at])]) ++at;
            if (at == end || text_[at] == '#') return;
            at = text_[at] == '"' || text_[at] == '\'' ? skip_string(at, end) : take_mark(at);
        }
    }

    std::size_t take_mark(std::size_t at) {
        const char c = text_[at];
        if (c == '.') {
            if (++dots_ >= limits_.key_parts) {
                fail(ErrorCode::too_deep, fmt::format("a key has more than {} parts", limits_.key_parts), at, {});
            }
            return at + 1;
        }
        dots_ = 0;
        if (c == '[' || c == '{') {
            if (++depth_ > limits_.depth) {
                fail(ErrorCode::too_deep, fmt::format("lists and tables are nested deeper than {}", limits_.depth), at,
                     {});
            }
        } else if ((c == ']' || c == '}') && depth_ > 0) {
            --depth_;
        }
        return at + 1;
    }

    /// From an opening quote to behind the closing one, or to the end of the line.
    std::size_t skip_string(std::size_t at, std::size_t end) {
        const char quote = text_[at];
        const bool basic = quote == '"';
        if (text_.substr(at, 3) == (basic ? R"(""")" : "'''")) {
            mode_ = basic ? Mode::basic_block : Mode::literal_block;
            return at + 3;
        }
        for (++at; at < end && text_[at] != quote; ++at) {
            if (basic && text_[at] == '\\') ++at;
        }
        return at < end ? at + 1 : end;
    }

    std::size_t skip_block(std::size_t at, std::size_t end) {
        const char quote = mode_ == Mode::basic_block ? '"' : '\'';
        for (; at < end; ++at) {
            if (text_[at] == '\\' && quote == '"') {
                ++at;
            } else if (text_[at] == quote && at + 2 < end && text_[at + 1] == quote && text_[at + 2] == quote) {
                mode_ = Mode::plain;
                // Up to two quotes more belong to the text itself.
                for (at += 3; at < end && text_[at] == quote; ++at) {
                }
                return at;
            }
        }
        return end;
    }

    std::string_view text_;
    const TomlLimits& limits_;
    TomlScan scan_;
    Mode mode_ = Mode::plain;
    int depth_ = 0;
    int dots_ = 0;
    std::size_t apart_ = 0;  // the first header that stands apart from its entry
};

}  // namespace

TomlScan scan_toml(std::string_view text, const TomlLimits& limits) { return Scanner(text, limits).run(); }

}  // namespace hindsight::interchange
