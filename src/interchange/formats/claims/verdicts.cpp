// SPDX-License-Identifier: MIT
// The scales of fact checkers. Where a checker says what a level of its scale means in words, these words decide.
#include "verdicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

constexpr double kOpen = -1;

struct Row {
    std::string_view label;  // as `normal` leaves it
    double fraction;         // kOpen: no verdict
};

// clang-format off
constexpr auto kTable = std::to_array<Row>({
    // PolitiFact, and what most others write
    {"true", 1}, {"mostly true", 0.75}, {"half true", 0.5}, {"mostly false", 0.25}, {"false", 0}, {"pants on fire", 0},
    {"barely true", 0.25},  // its name for "mostly false" until 2011
    // The Washington Post: one is "mostly true", two "half true", three "mostly false", four a whopper
    {"geppetto checkmark", 1}, {"geppetto check mark", 1}, {"the geppetto checkmark", 1},
    {"1 pinocchio", 0.75}, {"one pinocchio", 0.75}, {"2 pinocchios", 0.5}, {"two pinocchios", 0.5}, {"3 pinocchios", 0.25},
    {"three pinocchios", 0.25}, {"4 pinocchios", 0}, {"four pinocchios", 0}, {"bottomless pinocchio", 0},
    // true as far as it goes, and something that matters is missing
    {"needs context", 0.5}, {"lacks context", 0.5}, {"missing context", 0.5}, {"needs more context", 0.5}, {"out of context", 0.5},
    {"not the whole story", 0.5}, {"cherry picks", 0.5}, {"cherry picking", 0.5}, {"mixture", 0.5}, {"mixed", 0.5}, {"half truth", 0.5},
    {"partly true", 0.5}, {"partially true", 0.5}, {"partly false", 0.5}, {"partially false", 0.5}, {"it depends", 0.5},
    // made of something true, and leads to what is not
    {"misleading", 0.25}, {"exaggerates", 0.25}, {"exaggerated", 0.25}, {"distorts the facts", 0.25}, {"distorts", 0.25},
    {"spins the facts", 0.25}, {"spin", 0.25}, {"inaccurate", 0.25}, {"largely false", 0.25},
    {"accurate", 1}, {"correct", 1}, {"yes", 1}, {"correct attribution", 1}, {"mostly accurate", 0.75}, {"mostly correct", 0.75}, {"largely true", 0.75},
    {"incorrect", 0}, {"wrong", 0}, {"fake", 0}, {"hoax", 0}, {"no", 0}, {"fabricated", 0}, {"misattributed", 0}, {"altered", 0},
    {"unproven", kOpen}, {"unsupported", kOpen}, {"unverified", kOpen}, {"unverifiable", kOpen}, {"no evidence", kOpen}, {"not proven", kOpen},
    {"research in progress", kOpen}, {"verdict pending", kOpen}, {"unconfirmed", kOpen}, {"inconclusive", kOpen}, {kNoVerdict, kOpen},
    // the same in other languages
    {"verdadero", 1}, {"cierto", 1}, {"falso", 0}, {"enga\u00f1oso", 0.25}, {"verdadeiro", 1}, {"enganoso", 0.25},
    {"vrai", 1}, {"faux", 0}, {"trompeur", 0.25}, {"richtig", 1}, {"falsch", 0}, {"irref\u00fchrend", 0.25}, {"gr\u00f6\u00dftenteils falsch", 0.25},
    {"vero", 1}, {"fuorviante", 0.25},
});
// clang-format on

/// Folded, with one blank for whatever is neither letter nor digit.
std::string normal(std::string_view label) {
    std::string out;
    for (const char c : fold(label)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool word = byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

}  // namespace

std::optional<Verdict> verdict_of(std::string_view label) {
    if (label.size() > 100) return std::nullopt;
    const auto wanted = normal(label);
    const auto it = std::find_if(kTable.begin(), kTable.end(), [&](const Row& row) { return row.label == wanted || fold(row.label) == wanted; });
    if (it == kTable.end()) return std::nullopt;
    return it->fraction == kOpen ? Verdict{} : Verdict{it->fraction};
}

std::string words_for(double fraction) {
    constexpr std::array<std::pair<double, std::string_view>, 5> kWords{{{1, "True"}, {0.75, "Mostly true"}, {0.5, "Half true"}, {0.25, "Mostly false"}, {0, "False"}}};
    for (const auto& [value, words] : kWords) {
        if (value == fraction) return std::string(words);
    }
    return fmt::format("True to {} of 1", print_number(fraction));
}

std::string note_with(std::string_view label, std::string_view note) {
    if (label.empty()) return std::string(note);
    return note.empty() ? fmt::format("\"{}\"", label) : fmt::format("\"{}\": {}", label, note);
}

std::string note_without(std::string_view label, std::string_view note) {
    const auto words = note_with(label, {});
    if (label.empty() || !note.starts_with(words)) return std::string(note);
    const auto rest = note.substr(words.size());
    if (rest.empty()) return {};
    return std::string(rest.starts_with(": ") ? rest.substr(2) : note);
}

}  // namespace hindsight::interchange
