// SPDX-License-Identifier: MIT
// Makes statements of Fatebook's questions. There are no ids in its files: title and time of creation stand for one.
#include "question.hpp"

#include <fmt/format.h>

#include "hindsight/base/text.hpp"

namespace hindsight::interchange::fatebook {

namespace {

std::string id_of(const Item& item, std::string_view option) {
    return id_from(kSite, fmt::format("{} {} {}", item.title, option, print_when(item.created)));
}

/// Files tell people apart by their names alone.
std::string person(const std::string& name, Drafts& drafts) {
    return drafts.person(kSite, trim(name).empty() ? "anonymous" : name);
}

/// Of an answer to a multiple choice question: its own resolution, or the answer that was chosen.
std::variant<Outcome, Annulled> verdict(const Item& item) {
    const auto word = lower_ascii(trim(item.resolution));
    if (word == "ambiguous") return Annulled{"ambiguous"};
    if (word == "yes" || word == "no") return Outcome(Fraction{word == "yes" ? 1.0 : 0.0});
    if (item.option.empty())
        throw Error(ErrorCode::bad_outcome, fmt::format("\"{}\" is no resolution", printable(item.resolution)),
                    "resolutions are YES, NO and AMBIGUOUS");
    return Outcome(Fraction{item.resolution == item.option ? 1.0 : 0.0});
}

BookStatement statement_of(const Item& item, Drafts& drafts) {
    BookStatement draft;
    auto& statement = draft.statement;
    statement.id = id_of(item, item.option);
    statement.text = {{"en", item.option.empty() ? item.title : fmt::format("{}: {}", item.title, item.option)}};
    statement.speaker = person(item.creator, drafts);
    statement.said_on = day_of(item.created.at);
    statement.source = kSite;
    statement.tags = item.tags;
    auto& question = statement.question.emplace();
    question.notes = item.notes;
    question.opens = item.created;
    question.due = item.resolve_by;
    if (!item.option.empty()) {
        question.title = item.title;
        statement.tags.push_back("cluster:" + id_of(item, {}));
    }
    return draft;
}

}  // namespace

When to_the_second(When when) {
    if (!when.is_day) when.at = std::chrono::floor<std::chrono::seconds>(when.at);
    return when;
}

std::pair<std::string, bool> Questions::take(const Item& item, Place where) {
    auto id = id_of(item, item.option);
    const auto said = item.resolution + "\n" + (item.resolved_at ? print_when(*item.resolved_at) : std::string());
    const auto seen = seen_.find(id);
    if (seen != seen_.end() && seen->second == said) return {std::move(id), false};
    auto draft = statement_of(item, drafts_);
    draft.where = where.span();
    auto& question = *draft.statement.question;
    if (question.due && question.due->at < item.created.at) {
        drafts_.lost("a time to resolve by before the question was made", print_when(*question.due));
        question.due.reset();
    }
    if (!item.resolution.empty()) {
        if (!item.resolved_at) throw Error(ErrorCode::bad_date, "it is resolved, and nothing says when");
        Resolution decided;
        decided.verdict = verdict(item);
        decided.resolver = draft.statement.speaker;
        decided.decided_on = item.resolved_at->at < item.created.at ? item.created : *item.resolved_at;
        draft.resolutions.push_back({std::move(decided), {}});
    }
    if (!item.option.empty()) {
        drafts_.note(
            "Each answer of a multiple choice question is a statement of its own, all with one cluster tag: Fatebook's "
            "files do not say whether its answers "
            "exclude each other.");
    }
    drafts_.statement(draft);  // again, when it says something else of the question: that is refused there
    const bool fresh = seen == seen_.end();
    seen_[id] = said;
    return {std::move(id), fresh};
}

void Questions::forecast(const std::string& statement, const std::string& by, double p, When made_at, Place where) {
    DraftForecast draft{statement, {}, {}, {}, where};
    draft.forecast.forecaster = person(by, drafts_);
    draft.forecast.made_at = made_at;
    draft.forecast.predictive = BinaryForecast{p};
    drafts_.forecast(draft);
}

}  // namespace hindsight::interchange::fatebook
