// SPDX-License-Identifier: MIT
// Statements, people and sources: names of their kinds, and when two forecasts say the same.
#include "hindsight/domain/statement.hpp"

#include <array>
#include <tuple>

namespace hindsight {

namespace {

constexpr std::array<std::string_view, 2> kKinds{"claim", "prediction"};
constexpr std::array<std::string_view, 3> kLinks{"repeats", "variant_of", "conditional_on"};
constexpr std::array<std::string_view, 2> kBases{"stated", "imputed"};

template <class Enum, std::size_t N>
std::optional<Enum> find_slug(const std::array<std::string_view, N>& slugs, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (slugs[i] == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace

const std::string& text_in(const Texts& texts, std::string_view language) {
    static const std::string kNone;
    if (const auto it = texts.find(std::string(language)); it != texts.end()) return it->second;
    if (const auto it = texts.find("en"); it != texts.end()) return it->second;
    return texts.empty() ? kNone : texts.begin()->second;
}

std::string_view slug(StatementKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::optional<StatementKind> parse_statement_kind(std::string_view text) { return find_slug<StatementKind>(kKinds, text); }

std::string_view slug(LinkKind kind) { return kLinks[static_cast<std::size_t>(kind)]; }
std::optional<LinkKind> parse_link_kind(std::string_view text) { return find_slug<LinkKind>(kLinks, text); }

std::string_view slug(Basis basis) { return kBases[static_cast<std::size_t>(basis)]; }
std::optional<Basis> parse_basis(std::string_view text) { return find_slug<Basis>(kBases, text); }

bool same_content(const Forecast& a, const Forecast& b) {
    const auto content = [](const Forecast& f) { return std::tie(f.forecaster, f.made_at, f.predictive, f.basis, f.phrase, f.reason); };
    return content(a) == content(b);
}

bool same_content(const Resolution& a, const Resolution& b) {
    const auto content = [](const Resolution& r) {
        return std::tie(r.verdict, r.decided_on, r.resolver, r.evidence, r.confidence, r.note);
    };
    return content(a) == content(b);
}

}  // namespace hindsight
