// SPDX-License-Identifier: MIT
// Joins the books of one import: an id stands for one entry across all of them.
#include "merge_books.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "../differences.hpp"

namespace hindsight::app {

namespace {

using namespace interchange;

const std::string& id_of(const BookPerson& entry) { return entry.person.id; }
const std::string& id_of(const BookSource& entry) { return entry.source.id; }
const std::string& id_of(const BookStatement& entry) { return entry.statement.id; }

bool same(const BookPerson& a, const BookPerson& b) { return a.person == b.person; }
bool same(const BookSource& a, const BookSource& b) { return a.source == b.source; }
bool same(const BookForecast& a, const BookForecast& b) {
    return same_content(a.forecast, b.forecast) && a.withdrawn == b.withdrawn && a.withdrawal_reason == b.withdrawal_reason;
}
bool same(const BookResolution& a, const BookResolution& b) { return same_content(a.resolution, b.resolution); }
template <class Entry>
bool same_list(const std::vector<Entry>& a, const std::vector<Entry>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Entry& x, const Entry& y) { return same(x, y); });
}
bool same(const BookStatement& a, const BookStatement& b) {
    return a.statement == b.statement && same_list(a.forecasts, b.forecasts) && same_list(a.resolutions, b.resolutions) &&
           a.retraction == b.retraction && a.text_was == b.text_was;
}

std::string difference(const BookPerson& a, const BookPerson& b) { return differences(fields_of(a.person), fields_of(b.person)); }
std::string difference(const BookSource& a, const BookSource& b) { return differences(fields_of(a.source), fields_of(b.source)); }
std::string difference(const BookStatement& a, const BookStatement& b) {
    const auto fields = differences(fields_of(a.statement), fields_of(b.statement));
    return fields.empty() ? "their forecasts, resolutions or history differ" : fields;
}

std::string place(const Span& where) { return where.line > 0 ? fmt::format("{}:{}", where.file, where.line) : where.file; }

/// How many entries are left out: all of an id of which they say different things.
template <class Entry>
std::size_t join(std::vector<Entry>& all, std::vector<Entry> more, std::string_view what, Diagnostics& diagnostics) {
    std::unordered_map<std::string, std::size_t> taken;
    std::unordered_set<std::string> disputed;
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < all.size(); ++i) taken.emplace(id_of(all[i]), i);
    for (auto& entry : more) {
        const auto it = taken.find(id_of(entry));  // ids within one book differ
        if (it == taken.end()) {
            all.push_back(std::move(entry));
        } else if (const auto& first = all[it->second]; !same(first, entry)) {
            diagnostics.error(ErrorCode::duplicate_id,
                              fmt::format("the {} \"{}\" is in two books, and they differ: {}", what, id_of(entry), difference(first, entry)),
                              fmt::format("{} has it first", place(first.where)), entry.where);
            disputed.insert(id_of(entry));
            ++left_out;
        }
    }
    // Neither is the right one to compare with the record.
    if (!disputed.empty()) left_out += std::erase_if(all, [&](const Entry& entry) { return disputed.contains(id_of(entry)); });
    return left_out;
}

void join_credence(Book& all, const Book& more, Diagnostics& diagnostics) {
    for (const auto& [phrase, probability] : more.credence) {
        const auto [first, fresh] = all.credence.emplace(phrase, probability);
        const auto where = more.credence_where.find(phrase);
        const auto here = where == more.credence_where.end() ? Span{} : where->second;
        if (fresh) {
            all.credence_where.emplace(phrase, here);
        } else if (first->second != probability) {
            diagnostics.error(ErrorCode::duplicate_id,
                              fmt::format("the phrase \"{}\" is in two books, and they differ: {} and {}", phrase, first->second, probability),
                              fmt::format("{} has it first", place(all.credence_where[phrase])), here);
        }
    }
}

}  // namespace

Book merged(std::vector<Book> books, Diagnostics& diagnostics) {
    if (books.empty()) return {};
    Book all = std::move(books.front());
    for (std::size_t i = 1; i < books.size(); ++i) {
        join_credence(all, books[i], diagnostics);
        join(all.persons, std::move(books[i].persons), "person", diagnostics);
        join(all.sources, std::move(books[i].sources), "source", diagnostics);
        all.left_out += books[i].left_out;
        all.left_out += join(all.statements, std::move(books[i].statements), "statement", diagnostics);
    }
    return all;
}

}  // namespace hindsight::app
