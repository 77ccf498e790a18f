// SPDX-License-Identifier: MIT
// The longest common subsequence of two texts' words, and the runs that show what is not in it.
#include "report/words/text_diff.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "hindsight/base/text.hpp"

namespace hindsight::report {

namespace {

constexpr std::size_t kMostCells = 1'000'000;  // of the table of common lengths

/// A word, mark or ideograph, and where the spaces before it begin.
struct Token {
    std::size_t begin = 0, start = 0, end = 0;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Letters and digits of scripts that are written in words.
bool is_of_word(std::string_view character) {
    const char c = character.front();
    if (character.size() == 1) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '\'';
    return display_width(character) != 2 && !character.starts_with("\xE2\x80");  // dashes and quotation marks
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
        Token token{at, at, at};
        while (token.start < text.size() && is_space(text[token.start])) ++token.start;
        token.end = token.start;
        while (token.end < text.size()) {
            const auto character = code_point_at(text, token.end);
            const bool goes_on = is_of_word(character);
            if (!goes_on && token.end > token.start) break;
            token.end += character.size();
            if (!goes_on) break;
        }
        if (token.start < token.end) tokens.push_back(token);
        at = std::max(token.end, token.start);
    }
    return tokens;
}

/// One text taken apart.
struct Side {
    explicit Side(std::string_view t) : text(t), tokens(tokens_of(t)) {}
    std::string_view word(std::size_t i) const { return text.substr(tokens[i].start, tokens[i].end - tokens[i].start); }
    /// The words from one to another, with or without the spaces before them.
    std::string words(std::size_t from, std::size_t to, bool spaced) const {
        const std::size_t begin = spaced ? tokens[from].begin : tokens[from].start;
        return std::string(text.substr(begin, tokens[to - 1].end - begin));
    }
    std::string_view space_before(std::size_t i) const { return text.substr(tokens[i].begin, tokens[i].start - tokens[i].begin); }

    std::string_view text;
    std::vector<Token> tokens;
};

/// Words `old_from`..`old_to` of the old text stand against `new_from`..`new_to` of the new one.
struct Piece {
    bool same = false;
    std::size_t old_from = 0, old_to = 0, new_from = 0, new_to = 0;
    std::size_t length() const { return std::max(old_to - old_from, new_to - new_from); }
};

class Comparison {
   public:
    Comparison(const Side& before, const Side& after) : old_(before), new_(after) {}

    std::vector<Piece> pieces() {
        std::size_t head = 0, old_end = old_.tokens.size(), new_end = new_.tokens.size();
        while (head < old_end && head < new_end && equal(head, head)) ++head;
        while (old_end > head && new_end > head && equal(old_end - 1, new_end - 1)) --old_end, --new_end;
        add(true, 0, head, 0, head);
        const std::size_t rows = old_end - head, columns = new_end - head;
        if (rows > 0 && columns > 0 && rows * columns <= kMostCells) {
            walk(head, rows, columns);
        } else {
            add(false, head, old_end, head, new_end);
        }
        add(true, old_end, old_.tokens.size(), new_end, new_.tokens.size());
        return join();
    }

   private:
    bool equal(std::size_t i, std::size_t j) const { return old_.word(i) == new_.word(j); }

    void add(bool same, std::size_t old_from, std::size_t old_to, std::size_t new_from, std::size_t new_to) {
        if (old_from == old_to && new_from == new_to) return;
        if (!pieces_.empty() && pieces_.back().same == same) {
            pieces_.back().old_to = old_to;
            pieces_.back().new_to = new_to;
        } else {
            pieces_.push_back({same, old_from, old_to, new_from, new_to});
        }
    }

    /// Follows the table of the lengths of common subsequences of the ends.
    void walk(std::size_t head, std::size_t rows, std::size_t columns) {
        std::vector<std::uint32_t> longest((rows + 1) * (columns + 1), 0);
        const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return longest[i * (columns + 1) + j]; };
        for (std::size_t i = rows; i-- > 0;) {
            for (std::size_t j = columns; j-- > 0;) {
                at(i, j) = equal(head + i, head + j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
            }
        }
        for (std::size_t i = 0, j = 0; i < rows || j < columns;) {
            const bool same = i < rows && j < columns && equal(head + i, head + j);
            const bool drop = !same && i < rows && (j == columns || at(i + 1, j) >= at(i, j + 1));
            const std::size_t next_i = i + (same || drop ? 1 : 0), next_j = j + (same || !drop ? 1 : 0);
            add(same, head + i, head + next_i, head + j, head + next_j);
            i = next_i;
            j = next_j;
        }
    }

    /// A word that stayed by chance between two larger changes is taken into them: that reads better.
    std::vector<Piece> join() const {
        std::vector<Piece> out;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            const Piece& piece = pieces_[i];
            const bool inside = piece.same && !out.empty() && !out.back().same && i + 1 < pieces_.size();
            const bool lost = inside && piece.length() < out.back().length() && piece.length() < pieces_[i + 1].length();
            if (lost || (!piece.same && !out.empty() && !out.back().same)) {
                out.back().old_to = piece.old_to;
                out.back().new_to = piece.new_to;
            } else {
                out.push_back(piece);
            }
        }
        return out;
    }

    const Side& old_;
    const Side& new_;
    std::vector<Piece> pieces_;
};

}  // namespace

Runs difference(std::string_view before, std::string_view after, const std::string& language) {
    const std::string old_text = printable(before), new_text = printable(after);
    const Side old_side(old_text), new_side(new_text);
    Runs runs;
    const auto add = [&](Mark mark, std::string text) {
        if (!text.empty()) runs.push_back({mark, std::move(text), {}, mark == Mark::plain ? std::string{} : language});
    };
    for (const Piece& piece : Comparison(old_side, new_side).pieces()) {
        if (piece.same) {
            add(Mark::user, new_side.words(piece.new_from, piece.new_to, true));
            continue;
        }
        const bool removes = piece.old_from < piece.old_to, adds = piece.new_from < piece.new_to;
        const auto space = adds ? new_side.space_before(piece.new_from) : old_side.space_before(piece.old_from);
        add(Mark::plain, std::string(space));
        if (removes) add(Mark::removed, old_side.words(piece.old_from, piece.old_to, false));
        if (removes && adds) add(Mark::plain, " ");
        if (adds) add(Mark::added, new_side.words(piece.new_from, piece.new_to, false));
    }
    return runs;
}

Runs difference(const Texts& before, const Texts& after, const std::string& language) {
    Texts all = after;
    all.insert(before.begin(), before.end());
    const auto text = [](const Texts& texts, const std::string& of) {
        const auto it = texts.find(of);
        return it == texts.end() ? std::string_view{} : std::string_view(it->second);
    };
    const auto changed = [&](const std::string& of) { return text(before, of) != text(after, of); };
    std::string chosen = changed(language) ? language : std::string{};
    for (auto it = all.begin(); chosen.empty() && it != all.end(); ++it) {
        if (changed(it->first)) chosen = it->first;
    }
    if (chosen.empty()) return {};
    return difference(text(before, chosen), text(after, chosen), chosen == "und" ? std::string{} : chosen);
}

}  // namespace hindsight::report
