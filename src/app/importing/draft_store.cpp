// SPDX-License-Identifier: MIT
// Compares drafts with the record, counts them, and appends what is new: forecasts in bulk.
#include "draft_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "../event_size.hpp"
#include "../wordings.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "draft_checks.hpp"
#include "plan.hpp"

namespace hindsight::app {

using namespace interchange;

namespace {

/// More than anybody reads; the rest is counted.
constexpr std::size_t kMostListed = 100;
/// So many tell that this is no file to be mended; what stores what is good reads on.
constexpr std::size_t kMostFaults = 10'000;
constexpr std::size_t kExample = 80;      // columns
constexpr std::size_t kFieldName = 1000;  // bytes that are looked at
constexpr std::size_t kMostLost = 1000;   // fields told apart
/// Forecasts stored at a time: what stands after them is worked out once for each statement among them.
constexpr std::size_t kBatch = 32 * journal::kImportRows;
constexpr std::size_t kBatchPoints = 1'000'000;

bool has_type_of(const Statement& a, const Statement& b) {
    if (!a.question || !b.question) return a.question.has_value() == b.question.has_value();
    return a.question->type == b.question->type && a.question->options == b.question->options;
}

/// What forecasts are checked against.
Question without_texts(const Question& question) {
    Question out = question;
    out.title.clear();
    out.criteria.clear();
    out.notes.clear();
    return out;
}

/// How many numbers a forecast holds in lists.
std::size_t points_of(const Predictive& predictive) {
    if (const auto* cdf = std::get_if<CdfForecast>(&predictive)) return cdf->points.size();
    if (const auto* samples = std::get_if<SampleForecast>(&predictive)) return samples->samples.size() + samples->weights.size();
    if (const auto* quantiles = std::get_if<QuantileForecast>(&predictive)) return quantiles->quantiles.size();
    return 0;
}

bool adds_up(const Predictive& predictive) {
    const auto* options = std::get_if<OptionForecast>(&predictive);
    if (!options) return true;
    double sum = 0;
    for (const auto& [name, p] : options->probs) sum += p;
    return std::abs(sum - 1) <= 1e-6;
}

}  // namespace

DraftStore::DraftStore(const Session& session, Reader& reader, Writer* writer, const ImportRequest& request, ImportResult& result)
    : session_(session), reader_(reader), writer_(writer), request_(request), result_(result), now_(session.clock.now()) {
    for (auto& person : reader.persons()) persons_.emplace(person.id, std::move(person.name));
    for (auto& source : reader.sources()) sources_.emplace(source.id, source);
    for (auto& [id, uid] : reader.statement_subjects()) known_.emplace(std::move(id), std::move(uid));
}

void DraftStore::begin(const Format& format, std::size_t files) {
    flush();  // what waits is of the format before
    format_ = &format;
    files_ = SeveralFiles(files > 1);
}

ImportCounts& DraftStore::counts(DraftKind kind) { return counts_[static_cast<std::size_t>(kind)]; }

void DraftStore::error(Diagnostic fault) {
    if (result_.diagnostics.errors() < kMostListed) {
        result_.diagnostics.add(std::move(fault));
    } else {
        ++unlisted_;
    }
    if (unlisted_ > kMostFaults && !request_.partial) throw TooManyFaults{};
}

void DraftStore::refuse(DraftKind kind, Diagnostic fault) {
    ++counts(kind).read;
    ++counts(kind).refused;
    error(std::move(fault));
}

void DraftStore::lost(std::string_view field, std::string_view example) {
    if (field.empty()) field = "a column without a name";
    auto& list = result_.lost;
    // Names of fields come from the file, which may be hostile.
    const auto shown = lost_.size() < kMostLost ? truncate_to_width(printable(field.substr(0, kFieldName)), kExample) : std::string("other fields");
    const auto [it, fresh] = lost_.try_emplace(fmt::format("{}\n{}", format_->slug, shown), list.size());
    if (!fresh) return void(++list[it->second].count);
    list.push_back({std::string(format_->slug), shown, 1, truncate_to_width(printable(example.substr(0, kFieldName)), kExample)});
}

void DraftStore::note(std::string_view text) {
    if (std::find(result_.notes.begin(), result_.notes.end(), text) == result_.notes.end()) result_.notes.emplace_back(text);
}

/// Whether the id is somebody else's: of this import, or a person of the record whose name makes the same id and is another one. (A
/// name that was corrected since makes another id.)
bool DraftStore::is_taken(const std::string& id, std::string_view site, std::string_view key, const std::string& shown) const {
    if (const auto it = person_ids_.find(id); it != person_ids_.end()) return it->second != fmt::format("{}\n{}", site, key);
    const auto it = persons_.find(id);
    if (it == persons_.end()) return false;
    const auto& names = it->second;
    const auto is_shown = [&](const auto& name) { return name.second == shown || name.second == key; };
    const auto is_like = [&](const auto& name) { return slugify(name.second) == slugify(key); };
    return std::none_of(names.begin(), names.end(), is_shown) && (site.empty() || std::any_of(names.begin(), names.end(), is_like));
}

/// By the key there; where another person has that id already, by a hash of it as well.
std::string DraftStore::person(std::string_view site, std::string_view key, std::string_view name) {
    if (site.empty() && persons_.contains(std::string(key))) return std::string(key);
    const auto asked = fmt::format("{}\n{}", site, key);
    if (const auto it = person_keys_.find(asked); it != person_keys_.end()) return it->second;
    const std::string shown(name.empty() ? key : name);
    for (const auto& word : {shown, std::string(key)}) {
        const auto it = request_.persons.find(word);
        if (it == request_.persons.end()) continue;
        if (!persons_.contains(it->second)) {
            throw Error(ErrorCode::unknown_person, fmt::format("there is no person \"{}\" in the record to stand for \"{}\"", printable(it->second), printable(word)),
                        fmt::format("add them: hindsight person add {} --name \"…\"", printable(it->second)));
        }
        return person_keys_[asked] = it->second;
    }
    const Person made{{}, {{"en", trim(shown).empty() ? "(no name)" : shown}}};
    const auto hash = to_hex(sha256(key)).substr(0, 8);
    auto id = slugify(key);
    id.resize(std::min(id.size(), 70 - site.size()));
    if (site.empty() && is_slug(key)) id = key;
    if (id.empty()) id = site.empty() ? "person-" + hash : hash;
    if (!site.empty()) id = fmt::format("{}-{}", site, id);
    if (is_taken(id, site, key, shown)) id += "-" + hash;
    person_ids_.emplace(id, asked);
    if (persons_.emplace(id, made.name).second) {
        ++result_.persons;
        ++result_.events;
        if (writer_) writer_->append(journal::PersonAdded{{}, {id, made.name}});
    }
    return person_keys_[asked] = id;
}

void DraftStore::source(const Source& source) {
    if (!sources_.emplace(source.id, source).second) return;  // whatever people here made of it, stays
    ++result_.sources;
    ++result_.events;
    if (writer_) writer_->append(journal::SourceAdded{{}, source});
}

void DraftStore::people(const Book& book) {
    Diagnostics found;
    auto changes = changes_of_people(reader_, book, request_.reason, found);
    for (const auto& fault : found.all()) error(fault);
    result_.persons += changes.persons;
    result_.sources += changes.sources;
    result_.events += changes.facts.size();
    for (const auto& entry : book.persons) persons_[entry.person.id] = entry.person.name;
    for (const auto& entry : book.sources) sources_[entry.source.id] = entry.source;
    if (!writer_) return;
    for (auto& fact : changes.facts) writer_->append(std::move(fact));
}

const StatementRecord* DraftStore::record_of(const std::string& id) {
    if (!known_.contains(id)) return nullptr;
    if (!decisions_) {
        decisions_.emplace();
        for (auto& record : reader_.decisions({})) decisions_->emplace(record.statement.id, std::move(record));
    }
    const auto it = decisions_->find(id);
    return it == decisions_->end() ? nullptr : &it->second;
}

std::optional<BookStatement> DraftStore::known(const std::string& id) {
    const auto* record = record_of(id);
    return record ? std::optional(entry_of(*record)) : std::nullopt;
}

const Question* DraftStore::question(std::string_view id) {
    const auto* target = target_of(id);
    return target && target->question ? &*target->question : nullptr;
}

/// Two files may both have it; then it must be the same.
bool DraftStore::refuse_twin(const BookStatement& draft, const Hash& content) {
    const auto it = targets_.find(draft.statement.id);
    if (it == targets_.end() || !it->second.content) return false;
    auto& statements = counts(DraftKind::statement);
    auto& resolutions = counts(DraftKind::resolution);
    const bool same = *it->second.content == content;
    (same ? statements.there : statements.refused) += 1;
    (same ? resolutions.there : resolutions.refused) += draft.resolutions.size();
    if (!same) {
        error({Severity::error, ErrorCode::duplicate_id, fmt::format("\"{}\" stands twice in these files, and says different things", draft.statement.id),
               "import the newer file alone", draft.where});
    }
    return true;
}

void DraftStore::statement(const BookStatement& draft) {
    auto& statements = counts(DraftKind::statement);
    auto& resolutions = counts(DraftKind::resolution);
    ++statements.read;
    resolutions.read += draft.resolutions.size();
    const auto refused = [&](std::optional<Diagnostic> fault) {
        ++statements.refused;
        resolutions.refused += draft.resolutions.size();
        refused_.insert(draft.statement.id);
        if (fault) error(*std::move(fault));
    };
    if (auto fault = fault_of_draft(draft, now_)) return refused(*std::move(fault));
    const auto content = content_of(draft);
    if (refuse_twin(draft, content)) return;
    const auto* record = record_of(draft.statement.id);
    if (record && !has_type_of(record->statement, draft.statement)) {
        return refused(Diagnostic{Severity::error, ErrorCode::conflict, fmt::format("\"{}\" is in the record with another type of question or other options", draft.statement.id),
                        "they stay: forecasts are stored in their terms", draft.where});
    }
    Diagnostics found;
    auto changes = changes_of(draft, record, request_.reason, found);
    for (const auto& fault : found.all()) {
        if (fault.severity == Severity::error) error(fault);
    }
    const auto fits = [](const BookChange& change) { return fits_one_event(change.fact); };
    if (!std::all_of(changes.list.begin(), changes.list.end(), fits)) {
        return refused(Diagnostic{Severity::error, ErrorCode::too_large, fmt::format("\"{}\" is more than one event may hold", draft.statement.id), {}, draft.where});
    }
    if (changes.refused) return refused(std::nullopt);
    take_changes(draft, record, std::move(changes), content);
}

void DraftStore::count_changes(const BookStatement& draft, const BookChanges& changes) {
    std::size_t statements = 0, resolutions = 0;
    for (const auto& change : changes.list) {
        const bool amended = std::holds_alternative<journal::StatementAmended>(change.fact);
        if (amended) ++result_.amendments;
        if (amended || std::holds_alternative<journal::StatementAdded>(change.fact)) statements = 1;
        if (std::holds_alternative<journal::QuestionResolved>(change.fact) || std::holds_alternative<journal::ResolutionCorrected>(change.fact) ||
            std::holds_alternative<journal::ResolutionRestored>(change.fact)) {
            ++resolutions;
        }
    }
    auto& of_statements = counts(DraftKind::statement);
    auto& of_resolutions = counts(DraftKind::resolution);
    of_statements.stored += statements;
    of_statements.there += 1 - statements;
    of_resolutions.stored += resolutions;
    of_resolutions.there += draft.resolutions.size() - resolutions;
    result_.resolutions += resolutions;
    result_.events += changes.events();
}

void DraftStore::take_changes(const BookStatement& draft, const StatementRecord* record, BookChanges changes, const Hash& content) {
    count_changes(draft, changes);
    auto& target = targets_[draft.statement.id];
    target.content = content;
    if (draft.statement.question) target.question = without_texts(*draft.statement.question);
    if (request_.dry_run && !changes.list.empty()) target.planned = add_to_plan(result_, planned(draft, record, changes));
    if (const auto it = known_.find(draft.statement.id); it != known_.end()) {
        target.uid = it->second;
        target.was_there = true;
    }
    if (!writer_ || changes.list.empty()) return;
    append_changes(*writer_, draft, std::move(changes));
    if (target.uid.empty()) target.uid = writer_->subject_of_statement(draft.statement.id);
}

DraftStore::Target* DraftStore::target_of(std::string_view statement) {
    if (last_target_ && last_id_ == statement) return last_target_;
    last_id_ = statement;
    auto it = targets_.find(last_id_);
    if (it == targets_.end()) {
        const auto* record = record_of(last_id_);
        if (!record) return last_target_ = nullptr;
        Target target{record->uid, {}, true, {}, {}};
        if (record->statement.question) target.question = without_texts(*record->statement.question);
        it = targets_.emplace(last_id_, std::move(target)).first;
    }
    return last_target_ = &it->second;
}

void DraftStore::forecast(const DraftForecast& draft) {
    auto& forecasts = counts(DraftKind::forecast);
    ++forecasts.read;
    const auto refused = [&](ErrorCode code, std::string message, std::string hint = {}) {
        ++forecasts.refused;
        error({Severity::error, code, std::move(message), std::move(hint), draft.where.span()});
    };
    auto* target = target_of(draft.statement);
    if (!target && refused_.contains(last_id_)) return void(++forecasts.refused);  // the reason has been said
    if (!target) {
        return refused(ErrorCode::unknown_statement, fmt::format("a forecast of \"{}\", which is neither in these files nor in the record", printable(draft.statement)),
                       "give the file with the questions too");
    }
    if (!target->question) return refused(ErrorCode::not_resolvable, fmt::format("a forecast of \"{}\", which has no question", draft.statement));
    if (draft.forecast.made_at.at > end_of(day_of(now_))) {
        return refused(ErrorCode::in_future, fmt::format("a forecast of \"{}\" was made on {}, which is still to come", draft.statement, print_when(draft.forecast.made_at)));
    }
    auto forecast = draft.forecast;
    try {
        const bool exact = adds_up(forecast.predictive);
        forecast.predictive = checked_predictive(std::move(forecast.predictive), {*target->question, std::nullopt, draft.sum_tolerance.value_or(format_->sum_tolerance)});
        if (!exact) ++result_.renormalised;
    } catch (const Error& fault) {
        return refused(fault.code(), fmt::format("{}: {}", draft.statement, fault.what()), fault.hint());
    }
    if (files_.is_repeated(draft, forecast, target->question->type)) return void(++forecasts.there);
    if (is_there(*target, forecast)) {
        if (draft.withdrawn) return withdraw(*target, draft, forecast);
        return void(++forecasts.there);
    }
    ++forecasts.stored;
    ++result_.forecasts;
    if (request_.dry_run) plan_forecast(*target);
    if (writer_) store(*target, draft, std::move(forecast));
}

/// A forecast of the record that the files know to be withdrawn.
void DraftStore::withdraw(const Target& target, const DraftForecast& draft, const Forecast& forecast) {
    auto& forecasts = counts(DraftKind::forecast);
    if (whole_.first != last_id_) whole_ = {last_id_, reader_.record(last_id_)};
    const ForecastRecord* standing = nullptr;
    for (const auto& there : whole_.second->forecasts) {
        if (!same_content(there.forecast, forecast)) continue;
        if (there.withdrawn_at == draft.withdrawn) return void(++forecasts.there);
        if (!there.withdrawn) standing = &there;
    }
    if (!standing) {
        ++forecasts.refused;
        return error({Severity::error, ErrorCode::conflict, fmt::format("the record has this forecast of \"{}\", withdrawn at another time", last_id_),
                      "hindsight show says when", draft.where.span()});
    }
    if (standing->event.empty()) {
        lost("the withdrawal of a forecast that came in bulk before", fmt::format("{} by {}", last_id_, forecast.forecaster));
        return void(++forecasts.there);
    }
    ++forecasts.stored;
    ++result_.events;
    if (writer_) writer_->append(journal::ForecastWithdrawn{target.uid, standing->event, *draft.withdrawn, draft.withdrawal_reason});
}

void DraftStore::plan_forecast(Target& target) {
    if (!target.planned && target.was_there) target.planned = add_to_plan(result_, {'~', last_id_, {}, 0});
    if (target.planned) ++result_.plan[*target.planned].forecasts;
}

bool DraftStore::is_there(const Target& target, const Forecast& forecast) {
    if (!target.was_there) return false;
    if (!forecasts_) forecasts_.emplace(reader_);
    return forecasts_->take(target.uid, forecast, target.question->type);
}

std::string DraftStore::subject_of_person(const std::string& id) {
    auto& subject = subjects_[id];
    if (subject.empty()) subject = reader_.subject_of_person(id);
    return subject;
}

/// What a row of a bulk event cannot say gets an event of its own.
void DraftStore::store(const Target& target, const DraftForecast& draft, Forecast forecast) {
    const auto type = target.question->type;
    const bool plain = forecast.basis == Basis::stated && forecast.phrase.empty() && forecast.reason.empty() && forecast.entered.empty() && !draft.withdrawn;
    if (plain) {
        points_ += points_of(forecast.predictive);
        rows_.push_back({target.uid, subject_of_person(forecast.forecaster), forecast.made_at, std::move(forecast.predictive), type});
        if (rows_.size() == kBatch || points_ > kBatchPoints) flush();
        return;
    }
    flush();
    ++result_.events;
    const auto event = writer_->append(journal::ForecastMade{target.uid, std::move(forecast), type});
    if (!draft.withdrawn) return;
    ++result_.events;
    writer_->append(journal::ForecastWithdrawn{target.uid, event, *draft.withdrawn, draft.withdrawal_reason});
}

void DraftStore::flush() {
    if (rows_.empty()) return;
    ++result_.events;
    writer_->append_forecasts(std::string(format_->slug), rows_);
    rows_.clear();
    points_ = 0;
}

void DraftStore::finish() {
    if (unlisted_ <= kMostFaults || request_.partial) flush();
    for (const auto kind : {DraftKind::statement, DraftKind::forecast, DraftKind::resolution}) {
        const auto& count = counts(kind);
        result_.by_kind[std::string(slug(kind))] = count;
        result_.read += count.read;
        result_.stored += count.stored;
        result_.there += count.there;
        result_.refused += count.refused;
    }
    if (unlisted_ > 0) {
        const bool stopped = unlisted_ > kMostFaults && !request_.partial;
        result_.diagnostics.error(ErrorCode::too_large, stopped ? fmt::format("more than {} other faults: the rest was not read", kMostFaults)
                                                                : fmt::format("{} more faults are not listed", unlisted_));
    }
}

}  // namespace hindsight::app
