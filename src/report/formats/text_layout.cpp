// SPDX-License-Identifier: MIT
// Greedy line filling and tables that fit, or fall apart into one line a cell.
#include "report/formats/text_layout.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "hindsight/base/text.hpp"

namespace hindsight::report {

namespace {

constexpr int kFewWide = 6;  // three Chinese characters
constexpr int kLeastWidth = 12;  // a column of words is not made narrower

/// Marks that do not begin a line.
bool closes(std::string_view character) {
    static constexpr std::string_view kClosing = "，。；：、）”！？)";
    return kClosing.find(character) != std::string_view::npos;
}

/// Marks that do not end a line.
bool opens(std::string_view character) {
    static constexpr std::string_view kOpening = "（“(";
    return !character.empty() && kOpening.find(character) != std::string_view::npos;
}

/// Pieces between which a line may end: words with the spaces after them, and single wide characters.
std::vector<std::string_view> pieces_of(std::string_view text) {
    std::vector<std::string_view> pieces;
    std::size_t begin = 0;
    bool after_wide = false;
    std::string_view former;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = code_point_at(text, at);
        const bool wide = display_width(character) == 2;
        const bool may_break = at > begin && (wide || after_wide) && !closes(character) && !opens(former) && character != " ";
        if (may_break) {
            pieces.push_back(text.substr(begin, at - begin));
            begin = at;
        }
        at += character.size();
        former = character;
        after_wide = wide || (after_wide && closes(character));
        if (character == " ") {
            pieces.push_back(text.substr(begin, at - begin));
            begin = at;
            after_wide = false;
        }
    }
    if (begin < text.size()) pieces.push_back(text.substr(begin));
    return pieces;
}

void trim_end(std::string& line) {
    while (line.ends_with(' ')) line.pop_back();
}

/// Fills lines greedily; the width of the open line is kept, since measuring is what takes the time.
class Filler {
   public:
    explicit Filler(int width) : width_(width) {}

    /// A word with the spaces after it.
    void add(std::string_view piece) {
        std::string_view word = piece;
        while (word.ends_with(' ')) word.remove_suffix(1);
        const int wide = display_width(word);
        make_room(wide);
        if (wide > width_) {
            cut(piece);
        } else {
            append(piece, wide + static_cast<int>(piece.size() - word.size()));
        }
    }

    std::vector<std::string> lines() && {
        trim_end(line_);
        if (!line_.empty() || lines_.empty()) lines_.push_back(std::move(line_));
        return std::move(lines_);
    }

   private:
    void append(std::string_view text, int wide) {
        line_ += text;
        used_ += wide;
    }

    /// Begins another line when so much does not fit on this one.
    void make_room(int wide) {
        if (line_.empty() || used_ + wide <= width_) return;
        trim_end(line_);
        lines_.push_back(std::exchange(line_, {}));
        used_ = 0;
    }

    /// A piece that is wider than a line: between the parts of a value, and inside only what is wider still.
    void cut(std::string_view piece) {
        for (const auto part : pieces_of_value(piece)) {
            const int wide = display_width(part);
            make_room(display_width(trim(part)));
            if (wide <= width_) {
                append(part, wide);
                continue;
            }
            for (std::size_t at = 0; at < part.size();) {
                const auto character = code_point_at(part, at);
                make_room(display_width(trim(character)));
                append(character, display_width(character));
                at += character.size();
            }
        }
    }

    int width_;
    int used_ = 0;
    std::string line_;
    std::vector<std::string> lines_;
};

using Texts2 = std::vector<std::vector<std::string>>;

Texts2 cells_of(const Table& table) {
    Texts2 cells;
    for (const auto& row : table.rows) {
        cells.emplace_back();
        for (const auto& cell : row) cells.back().push_back(flat(cell));
    }
    return cells;
}

/// The least width of a heading: its longest word, or a few wide characters.
int widest_word(std::string_view text) {
    const bool wide = static_cast<std::size_t>(display_width(text)) > code_points(text);
    int widest = wide ? std::min(display_width(text), kFewWide) : 0;
    for (const auto piece : pieces_of(text)) widest = std::max(widest, display_width(trim(piece)));
    return widest;
}

/// What the columns would take without wrapping, but for headings.
std::vector<int> natural_widths(const Table& table, const Texts2& cells, int width) {
    std::vector<int> widths;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const Column& column = table.columns[c];
        int widest = column.grows ? display_width(column.heading) : widest_word(column.heading);
        for (const auto& row : cells) widest = std::max(widest, display_width(row[c]));
        widths.push_back(std::min(widest, width));
    }
    return widths;
}

/// The widest part of a text that should not be cut.
int widest_part(std::string_view text) {
    int widest = 0;
    for (const auto piece : pieces_of(text)) {
        for (const auto part : pieces_of_value(piece)) widest = std::max(widest, display_width(trim(part)));
    }
    return widest;
}

/// To what the columns of words may shrink: their cells are not cut, nor made ragged.
std::vector<int> least_widths(const Texts2& cells, const std::vector<int>& natural) {
    std::vector<int> least;
    for (std::size_t c = 0; c < natural.size(); ++c) {
        int widest = kLeastWidth;
        for (const auto& row : cells) widest = std::max(widest, widest_part(row[c]));
        least.push_back(std::min(widest, natural[c]));
    }
    return least;
}

/// Widths of the columns: the widest columns of words give way until all fit; nothing when they cannot.
std::vector<int> fit(const Table& table, std::vector<int> widths, const std::vector<int>& least, int width, int gap) {
    int over = std::accumulate(widths.begin(), widths.end(), gap * (static_cast<int>(widths.size()) - 1)) - width;
    for (; over > 0; --over) {
        std::size_t widest = widths.size();
        for (std::size_t c = 0; c < widths.size(); ++c) {
            if (table.columns[c].is_number || widths[c] <= least[c]) continue;
            if (widest == widths.size() || widths[c] > widths[widest]) widest = c;
        }
        if (widest == widths.size()) return {};
        --widths[widest];
    }
    return widths;
}

std::string pad_left(const std::string& text, int width) {
    return std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ') + text;
}

std::string print_row(const Table& table, const std::vector<int>& widths, int gap, const std::vector<std::string>& cells) {
    std::vector<std::vector<std::string>> lines;
    std::size_t height = 1;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        lines.push_back(wrap(cells[c], widths[c]));
        height = std::max(height, lines.back().size());
    }
    std::string out;
    for (std::size_t h = 0; h < height; ++h) {
        std::string line;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::string text = h < lines[c].size() ? lines[c][h] : std::string{};
            line += table.columns[c].is_number ? pad_left(text, widths[c]) : pad_to_width(text, widths[c]);
            line += std::string(static_cast<std::size_t>(gap), ' ');
        }
        trim_end(line);
        out += line + "\n";
    }
    return out;
}

/// Each row as a short block: the cell that names it, then "heading: cell" for the others.
std::string stacked(const Table& table, const Texts2& cells, int width) {
    std::size_t head = 0;
    while (head + 1 < table.columns.size() && table.columns[head].is_number) ++head;
    std::string out;
    for (const auto& row : cells) {
        out += hang("* ", row[head], width);
        std::string rest;
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c == head || row[c].empty() || row[c] == "–") continue;
            rest += (rest.empty() ? "" : "; ") + table.columns[c].heading + " " + row[c];
        }
        if (!rest.empty()) out += hang("  ", rest, width);
    }
    return out;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, int width) {
    Filler filler(width);
    for (const auto piece : pieces_of(text)) filler.add(piece);
    return std::move(filler).lines();
}

std::string hang(std::string_view first, std::string_view text, int width) {
    const int indent = display_width(first);
    std::string out;
    std::string prefix(first);
    for (const auto& line : wrap(text, std::max(10, width - indent))) {
        std::string whole = prefix + line;
        trim_end(whole);
        out += whole + "\n";
        prefix.assign(static_cast<std::size_t>(indent), ' ');
    }
    return out;
}

std::string print_table(const Table& table, int width) {
    const auto cells = cells_of(table);
    const auto natural = natural_widths(table, cells, width);
    const auto least = least_widths(cells, natural);
    for (const int gap : {2, 1}) {
        const auto widths = fit(table, natural, least, width, gap);
        if (widths.empty()) continue;
        std::vector<std::string> headings;
        for (const auto& column : table.columns) headings.push_back(column.heading);
        const int total = std::accumulate(widths.begin(), widths.end(), gap * (static_cast<int>(widths.size()) - 1));
        std::string out = print_row(table, widths, gap, headings);
        out += std::string(static_cast<std::size_t>(std::min(total, width)), '-') + "\n";
        for (const auto& row : cells) out += print_row(table, widths, gap, row);
        return out;
    }
    return stacked(table, cells, width);
}

std::string flat(const Runs& runs) {
    std::string out;
    for (const auto& run : runs) {
        if (run.mark == Mark::removed || run.mark == Mark::added) {
            out += run.mark == Mark::removed ? "[-" + run.text + "-]" : "{+" + run.text + "+}";
            continue;
        }
        out += run.text;
        if (run.mark != Mark::link || run.target.starts_with('#') || run.target == run.text) continue;
        out += " <" + printable(run.target) + ">";
    }
    return out;
}

}  // namespace hindsight::report
