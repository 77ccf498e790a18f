// SPDX-License-Identifier: MIT
// Reads what a row says of a question.
#include "questions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "lists.hpp"

namespace hindsight::interchange {

namespace {

/// FNV-1a.
void mix(std::uint64_t& print, std::string_view text) {
    for (const char c : text) print = (print ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    print = (print ^ 0x1fu) * 0x100000001b3u;
}

constexpr std::string_view kAnnulled = "annulled";

/// The reason in "annulled: reason".
std::string reason_after(std::string_view text) {
    text.remove_prefix(kAnnulled.size());
    if (text.starts_with(':')) text.remove_prefix(1);
    return std::string(trim(text));
}

std::optional<double> answer_in(std::string_view text) {
    const auto word = lower_ascii(text);
    if (word == "yes" || word == "true") return 1;
    if (word == "no" || word == "false") return 0;
    return parse_number(text);
}

}  // namespace

const std::string* KnownQuestion::option(std::string_view text) const {
    const auto it = std::find(options.begin(), options.end(), text);
    if (it != options.end()) return &*it;
    if (!lettered || text.size() != 1 || text[0] < 'a') return nullptr;
    const auto place = static_cast<std::size_t>(text[0] - 'a');
    return place < options.size() ? &options[place] : nullptr;
}

KnownQuestion* KnownQuestions::find(const std::string& id) {
    const auto it = questions_.find(id);
    return it == questions_.end() ? nullptr : &it->second;
}

MappedQuestion::MappedQuestion(const MapTable& table, const Mapping& mapping, MappedColumns& columns, const Times& times)
    : table_(table), mapping_(mapping), times_(times) {
    const std::pair<std::string_view, MappedValue*> values[] = {
        {"id", &id_}, {"text", &text_}, {"title", &title_}, {"criteria", &criteria_}, {"unit", &unit_}, {"type", &type_}, {"said", &said_},
        {"opens", &opens_}, {"closes", &closes_}, {"due", &due_}, {"scheduled_close", &scheduled_close_}, {"spot_at", &spot_at_},
        {"options", &options_}, {"low", &low_}, {"high", &high_}, {"zero_point", &zero_point_}, {"open_low", &open_low_}, {"open_high", &open_high_},
        {"tags", &tags_}, {"address", &address_}, {"speaker", &speaker_}, {"outcome", &outcome_}, {"decided_on", &decided_on_}, {"resolver", &resolver_}};
    for (const auto& [key, value] : values) {
        *value = MappedValue(*table.question, key, columns);
        value->add_columns(columns_);
    }
    std::sort(columns_.begin(), columns_.end());
    columns_.erase(std::unique(columns_.begin(), columns_.end()), columns_.end());
}

std::string MappedQuestion::id(const MappedRow& row) const {
    const auto key = id_.text(row);
    if (key.empty()) throw id_.fault(row, ErrorCode::missing_key, "the id of the question is missing");
    return id_from(mapping_.site, key);
}

std::uint64_t MappedQuestion::print(const MappedRow& row) const {
    std::uint64_t print = 0xcbf29ce484222325u;
    for (const auto column : columns_) mix(print, row.cell(column));
    if (pair_outcome_) mix(print, row.cell(*pair_outcome_));
    return print;
}

/// A table of questions counts for its questions, whatever tables of forecasts repeat of them; but that they agree is worth a word.
void MappedQuestion::compare(const MappedRow& row, const std::string& id, const KnownQuestion& there, std::uint64_t now, Drafts& drafts) const {
    if (there.refused || there.print == now) return;
    if (there.from != &table_) {
        if (outcome_.given() && outcome_word(row, there) != there.outcome) drafts.lost("an outcome that the table of questions contradicts", id);
        return;
    }
    const auto message = fmt::format("this row says something else of the question {} than line {}", id, there.line);
    if (!table_.first_counts) {
        throw Error(ErrorCode::conflict, message, "repair one of them; a mapping with repeats = \"first\" goes by the first", row.table.place().span());
    }
    drafts.lost("what later rows say of a question", message);
}

/// A table of forecasts that has a table of questions beside it makes do with less; what the record has of that one stays.
bool MappedQuestion::is_told_better(const std::string& id, Drafts& drafts) const {
    const auto is_of_questions = [](const MapTable& table) { return table.question && !table.forecast; };
    const bool beside = table_.forecast && std::any_of(mapping_.tables.begin(), mapping_.tables.end(), is_of_questions);
    return beside && drafts.question(id) != nullptr;
}

const KnownQuestion& MappedQuestion::take(const MappedRow& row, const std::string& id, KnownQuestions& known, Drafts& drafts) const {
    const auto now = print(row);
    if (const auto* there = known.find(id)) {
        compare(row, id, *there, now, drafts);
        return *there;
    }
    Text read;
    try {
        read = this->read(row, id, drafts);
        if (!is_told_better(id, drafts)) drafts.statement(read.statement);
    } catch (const Error& fault) {
        auto diagnostic = diagnostic_of(fault);
        if (diagnostic.where.file.empty()) diagnostic.where = row.table.place().span();
        drafts.refuse(DraftKind::statement, std::move(diagnostic));
        read.question.refused = true;
    }
    read.question.from = &table_;
    read.question.print = now;
    read.question.line = row.table.place().line;
    return known.add(id, std::move(read.question));
}

std::string MappedQuestion::person(const MappedRow& row, const MappedValue& value, Drafts& drafts) const {
    const auto key = value.text(row);
    return key.empty() ? drafts.person(mapping_.site, "site", mapping_.title) : drafts.person(mapping_.site, key);
}

MappedQuestion::Text MappedQuestion::read(const MappedRow& row, const std::string& id, Drafts& drafts) const {
    Text out;
    auto& statement = out.statement.statement;
    auto& question = statement.question.emplace();
    out.statement.where = row.table.place().span();
    statement.id = id;
    statement.foreign_id = id_.text(row);
    statement.address = address_.text(row);
    statement.source = mapping_.site;
    statement.tags = tags_.list(row);
    question.title = title_.text(row);
    question.criteria = criteria_.text(row);
    std::string condition;
    read_shape(row, question, out.question, condition);
    const auto text = text_.text(row);
    if (text.empty()) throw text_.fault(row, ErrorCode::missing_key, fmt::format("the question {} has no text", id));
    statement.text = {{"en", condition.empty() ? text : fmt::format("{}: {}", condition, text)}};
    statement.speaker = person(row, speaker_, drafts);
    read_times(row, out.statement, drafts);
    read_outcome(row, out.statement, out.question, drafts);
    return out;
}

void MappedQuestion::read_shape(const MappedRow& row, Question& question, KnownQuestion& known, std::string& before) const {
    const auto type = type_.text(row);
    const auto parsed = type.empty() ? QuestionType::binary : parse_question_type(type);
    if (!parsed || *parsed == QuestionType::date) {
        throw type_.fault(row, ErrorCode::wrong_type, fmt::format("\"{}\" is no type of question that a mapping can have", printable(type)), "binary, numeric, categorical or ordinal");
    }
    question.type = known.type = *parsed;
    if (question.has_options()) {
        question.options = options_.list(row);
        known.options = question.options;
        known.lettered = options_.list_notation() == "letters";
        if (known.lettered) before = lettered_list(options_.text(row)).before;
    } else if (question.type == QuestionType::numeric) {
        question.unit = unit_.text(row);
        question.low = known.low = low_.number(row);
        question.high = known.high = high_.number(row);
        question.zero_point = known.zero_point = zero_point_.number(row);
        question.open_low = open_low_.flag(row);
        question.open_high = open_high_.flag(row);
    }
}

void MappedQuestion::read_times(const MappedRow& row, BookStatement& draft, Drafts& drafts) const {
    auto& question = *draft.statement.question;
    question.opens = opens_.when(row, times_);
    question.closes = closes_.when(row, times_, drafts);
    question.due = due_.when(row, times_, drafts);
    question.scheduled_close = scheduled_close_.when(row, times_, drafts);
    question.spot_at = spot_at_.when(row, times_, drafts);
    const auto said = said_.given() ? said_.when(row, times_) : question.opens;
    if (!said) {
        throw (said_.given() ? said_ : opens_)
            .fault(row, ErrorCode::missing_key, "nothing says when the question was asked", "the mapping needs \"said\" or \"opens\" with a time in every row");
    }
    draft.statement.said_on = day_of(said->at);
}

/// What an option is called comes before what the word may mean elsewhere.
std::string MappedQuestion::outcome_word(const MappedRow& row, const KnownQuestion& known) const {
    auto raw = pair_outcome_ ? std::string(row.cell(*pair_outcome_)) : outcome_.raw(row);
    auto word = pair_outcome_ || known.option(raw) ? std::move(raw) : outcome_.text(row);
    return word == "open" && !known.option(word) ? std::string() : word;
}

void MappedQuestion::read_outcome(const MappedRow& row, BookStatement& draft, KnownQuestion& known, Drafts& drafts) const {
    const auto text = known.outcome = outcome_word(row, known);
    if (text.empty()) return;
    BookResolution entry;
    auto& resolution = entry.resolution;
    resolution.verdict = verdict(row, text, known);
    resolution.resolver = person(row, resolver_, drafts);
    const auto& question = *draft.statement.question;
    auto decided = decided_on_.when(row, times_, drafts);
    if (!decided) decided = question.cut_off();
    if (!decided) throw decided_on_.fault(row, ErrorCode::missing_key, "nothing says when the question was decided", "the mapping needs \"decided_on\"");
    resolution.decided_on = *decided;
    entry.where = draft.where;
    draft.resolutions.push_back(std::move(entry));
}

std::variant<Outcome, Annulled> MappedQuestion::verdict(const MappedRow& row, const std::string& text, const KnownQuestion& known) const {
    if (const auto* option = known.option(text)) return Outcome(Chosen{*option});
    if (text.starts_with(kAnnulled)) return Annulled{reason_after(text)};
    const auto refused = [&](std::string hint) {
        return outcome_.fault(row, ErrorCode::bad_outcome, fmt::format("\"{}\" is no outcome of a {} question", printable(text), slug(known.type)), std::move(hint));
    };
    if (!known.options.empty()) throw refused("its options: " + printable_list(known.options));
    const auto number = answer_in(text);
    if (known.type == QuestionType::binary) {
        if (!number || !(*number >= 0 && *number <= 1)) throw refused("yes, no, a fraction from 0 to 1, annulled, open; say with \"values\" which words mean them");
        return Outcome(Fraction{*number});
    }
    const bool above = text == "above";
    if ((above || text == "below") && (above ? known.high : known.low)) return Outcome(Bound{above, above ? *known.high : *known.low});
    if (!number) throw refused("a number, below, above, annulled or open");
    return Outcome(Observed{*number});
}

}  // namespace hindsight::interchange
