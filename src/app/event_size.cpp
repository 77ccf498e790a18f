// SPDX-License-Identifier: MIT
// Sizes of facts, estimated quickly and measured where it matters.
#include "event_size.hpp"

#include <numeric>

namespace hindsight::app {

namespace {

/// A digit string in quotes with its comma.
constexpr std::size_t kNumber = 28;
/// A byte of text may become six in canonical JSON.
constexpr std::size_t kSurelySmall = journal::kEventBytes / 6;

std::size_t size_of(const Texts& texts) {
    return std::accumulate(texts.begin(), texts.end(), std::size_t{0}, [](std::size_t sum, const auto& t) { return sum + t.second.size(); });
}

std::size_t size_of(const std::vector<std::string>& list) {
    return std::accumulate(list.begin(), list.end(), std::size_t{0}, [](std::size_t sum, const auto& t) { return sum + t.size(); });
}

std::size_t size_of(const Statement& s) {
    std::size_t size = size_of(s.text) + s.quote.size() + s.locator.size() + s.strength.size() + s.foreign_id.size() + s.address.size() +
                       size_of(s.tags);
    for (const auto& link : s.links) size += link.statement.size() + link.outcome.size();
    if (const auto& q = s.question) size += q->title.size() + q->criteria.size() + q->unit.size() + q->notes.size() + size_of(q->options);
    return size;
}

std::size_t size_of(const Predictive& predictive) {
    struct Visitor {
        std::size_t operator()(const OptionForecast& f) const {
            std::size_t size = kNumber * f.probs.size();
            for (const auto& [name, p] : f.probs) size += name.size();
            return size;
        }
        std::size_t operator()(const QuantileForecast& f) const { return 2 * kNumber * f.quantiles.size(); }
        std::size_t operator()(const SampleForecast& f) const { return kNumber * (f.samples.size() + f.weights.size()); }
        std::size_t operator()(const CdfForecast& f) const { return 2 * kNumber * f.points.size(); }
        std::size_t operator()(const FamilyForecast& f) const { return 16 * kNumber * (1 + f.components.size()); }
        std::size_t operator()(const BinaryForecast&) const { return kNumber; }
        std::size_t operator()(const RangeForecast&) const { return 3 * kNumber; }
        std::size_t operator()(const PointForecast&) const { return kNumber; }
    };
    return std::visit(Visitor{}, predictive);
}

std::size_t size_of(const Forecast& f) { return size_of(f.predictive) + f.reason.size() + f.phrase.size() + f.entered.size(); }

std::size_t size_of(const Resolution& r) {
    std::size_t size = r.note.size() + r.entered.size();
    if (const auto* annulled = r.annulled()) size += annulled->reason.size();
    for (const auto& e : r.evidence) size += e.url.size() + e.title.size() + e.note.size() + 64;
    return size;
}

struct Estimate {
    template <class Fact>
    std::size_t operator()(const Fact& fact) const {
        std::size_t size = 0;
        if constexpr (requires { fact.statement; }) size += size_of(fact.statement);
        if constexpr (requires { fact.forecast.predictive; }) size += size_of(fact.forecast);
        if constexpr (requires { fact.resolution.verdict; }) size += size_of(fact.resolution);
        if constexpr (requires { fact.person; }) size += size_of(fact.person.name);
        if constexpr (requires { fact.source; }) size += size_of(fact.source.title) + fact.source.url.size();
        if constexpr (requires { fact.reason; }) size += fact.reason.size();
        return size;
    }
};

}  // namespace

bool fits_one_event(const journal::Fact& fact) {
    if (std::visit(Estimate{}, fact) <= kSurelySmall) return true;
    std::size_t size = 0;
    for (const auto& part : journal::encode(fact)) size += part.bytes.size();
    return size <= journal::kEventBytes;
}

}  // namespace hindsight::app
