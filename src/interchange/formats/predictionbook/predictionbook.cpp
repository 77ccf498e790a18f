// SPDX-License-Identifier: MIT
// PredictionBook: the JSON that it gave its users, and the one that crawls of its pages made.
#include <fmt/format.h>

#include <algorithm>

#include "../json_fields.hpp"
#include "../readers.hpp"
#include "../times.hpp"
#include "hindsight/base/text.hpp"
#include "html_text.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::string_view kSite = "predictionbook";
constexpr std::string_view kAddress = "https://predictionbook.com";

struct Response {
    std::string user;
    std::string time;
    std::optional<double> confidence;  // 0 to 100
    std::string comment;
};

struct Judgement {
    std::string verdict;  // right, wrong, unknown
    std::string user;
    std::string time;
};

/// What it said until then.
struct Wording {
    std::string text;
    std::string until;
};

struct Prediction {
    std::string id, text, creator, created, deadline, updated;
    std::optional<bool> outcome;
    std::vector<Judgement> judgements;  // as far as they are told of, oldest first
    std::vector<Wording> wordings;      // that it had before, oldest first
    bool withdrawn = false;
    std::vector<std::string> tags;
    std::vector<Response> responses;
};

std::string_view word_for(bool right) { return right ? "right" : "wrong"; }

/// What somebody did on the page, `{"credence":70,"comment":"…"}`: one deed may be several things.
void take_actions(const Json& response, const Json& actions, Prediction& out, Drafts& drafts) {
    const auto user = text_of(response, "user"), time = text_of(response, "time");
    if (auto verdict = text_of(actions, "outcome"); !verdict.empty())
        out.judgements.push_back({std::move(verdict), user, time});
    if (const auto was = text_of(actions, "change-prediction"); !was.empty())
        out.wordings.push_back({text_of_html(was), time});
    if (const auto was = text_of(actions, "change-deadline"); !was.empty()) drafts.lost("an earlier deadline", was);
    lose_others(actions, "", {"credence", "comment", "outcome", "change-prediction", "change-deadline"}, drafts);
    out.responses.push_back({user, time, number_of(actions, "credence"), text_of_html(text_of(actions, "comment"))});
}

/// `{"number":…,"event":…,"responses":[{"actions":{…}}]}`
Prediction from_crawl(const Json& json, Drafts& drafts) {
    Prediction out;
    out.id = text_of(json, "number");
    out.text = text_of(json, "event");
    out.creator = text_of(json, "user");
    out.created = text_of(json, "time_created");
    out.deadline = text_of(json, "time_known");
    lose_others(json, "", {"number", "event", "user", "time_created", "time_known", "outcome", "responses"}, drafts);
    const auto outcome = text_of(json, "outcome");
    if (outcome == "right" || outcome == "wrong") out.outcome = outcome == "right";
    if (!outcome.empty() && !out.outcome && outcome != "unknown") drafts.lost("outcome", outcome);
    for (const auto& response : list_of(json, "responses")) {
        if (const auto* actions = response.find("actions")) take_actions(response, *actions, out, drafts);
    }
    return out;
}

/// `{"id":…,"description":…,"responses":[{"confidence":…}]}`. The description of one in a group makes sense only with
/// it.
Prediction from_site(const Json& json, Drafts& drafts) {
    Prediction out;
    out.id = text_of(json, "id");
    out.text = text_of(json, "description_with_group");
    if (out.text.empty()) out.text = text_of(json, "description");
    out.creator = text_of(json, "creator_label");
    if (out.creator.empty()) out.creator = text_of(json, "creator_id");
    out.created = text_of(json, "created_at");
    out.deadline = text_of(json, "deadline");
    out.updated = text_of(json, "updated_at");
    if (const auto* outcome = json.find("outcome"); outcome && outcome->is_bool()) {
        out.outcome = outcome->as_bool();
        out.judgements.push_back({std::string(word_for(*out.outcome)), {}, text_of(json, "last_judgement_at")});
    }
    if (const auto* withdrawn = json.find("withdrawn"); withdrawn && withdrawn->is_bool())
        out.withdrawn = withdrawn->as_bool();
    for (const auto& tag : list_of(json, "tag_names")) out.tags.push_back(printed(tag));
    lose_others(
        json, "",
        {"id", "description", "description_with_group", "creator_label", "creator_id", "created_at", "updated_at",
         "deadline", "last_judgement_at", "outcome", "withdrawn", "responses", "mean_confidence", "tag_names"},
        drafts);
    for (const auto& response : list_of(json, "responses")) {
        auto user = text_of(response, "user_label");
        if (user.empty()) user = text_of(response, "user_id");
        out.responses.push_back({std::move(user), text_of(response, "created_at"), number_of(response, "confidence"),
                                 text_of(response, "comment")});
        lose_others(response, "response ",
                    {"id", "user_id", "user_label", "created_at", "updated_at", "confidence", "comment"}, drafts);
    }
    return out;
}

class Reader {
 public:
    Reader(Drafts& drafts, std::string file, Instant latest)
        : drafts_(drafts), file_(std::move(file)), latest_(latest) {}

    void take(const Prediction& prediction) {
        try {
            statement(prediction);
        } catch (const Error& fault) {
            drafts_.refuse(DraftKind::statement, named(fault, prediction));
            for (const auto& response : prediction.responses) {
                if (response.confidence)
                    drafts_.refuse(DraftKind::forecast,
                                   named(Error(fault.code(), "a credence of what was refused"), prediction));
            }
            return;
        }
        for (const auto& response : prediction.responses) {
            try {
                forecast(prediction, response);
            } catch (const Error& fault) {
                drafts_.refuse(DraftKind::forecast, named(fault, prediction));
            }
        }
    }

 private:
    static std::string id_of(const Prediction& prediction) { return id_from(kSite, prediction.id); }

    Diagnostic named(const Error& fault, const Prediction& prediction) const {
        auto out = diagnostic_of(fault);
        out.message = fmt::format("prediction {}: {}", printable(prediction.id), out.message);
        out.where.file = file_;
        return out;
    }

    void statement(const Prediction& prediction) {
        BookStatement draft;
        const auto created = Times::utc(prediction.created);
        draft.statement.id = id_of(prediction);
        draft.statement.foreign_id = prediction.id;
        draft.statement.address = fmt::format("{}/predictions/{}", kAddress, prediction.id);
        draft.statement.text = {{"en", prediction.text}};
        draft.statement.speaker = drafts_.person(kSite, prediction.creator);
        draft.statement.said_on = day_of(created);
        draft.statement.source = kSite;
        draft.statement.tags = prediction.tags;
        auto& question = draft.statement.question.emplace();
        question.opens = When::instant(created);
        if (!prediction.deadline.empty()) question.due = When::instant(deadline(prediction, created));
        if (prediction.withdrawn) {
            const auto at = prediction.updated.empty() ? created : std::max(created, Times::utc(prediction.updated));
            draft.retraction = BookRetraction{When::instant(at), "withdrawn on the site"};
        }
        if (prediction.outcome) draft.resolutions.push_back({resolution(prediction, created), {}});
        draft.text_was = earlier_wordings(prediction, created);
        draft.where.file = file_;
        drafts_.statement(draft);
    }

    /// Each different from the next, and from what it says now.
    static std::vector<EarlierWording> earlier_wordings(const Prediction& prediction, Instant created) {
        std::vector<EarlierWording> out;
        auto next = prediction.text;
        auto before = Instant::max();
        for (auto it = prediction.wordings.rbegin(); it != prediction.wordings.rend(); ++it) {
            const auto until = Times::utc(it->until);
            if (trim(it->text).empty() || it->text == next || until <= created || until >= before) continue;
            out.push_back({When::instant(until), {{"en", it->text}}, "changed on the site"});
            next = it->text;
            before = until;
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    /// The site took deadlines of up to 15 days ago.
    Instant deadline(const Prediction& prediction, Instant created) {
        const auto at = Times::utc(prediction.deadline);
        if (at >= created) return at;
        drafts_.lost("a deadline before the prediction was made",
                     fmt::format("{}: {}", prediction.id, prediction.deadline));
        return created;
    }

    /// The newest judgement counts; those before it are told of in a note. Who judged and when is not always known:
    /// then whoever made it, at the deadline, but no later than the last thing that is told of at all.
    Resolution resolution(const Prediction& prediction, Instant created) {
        Resolution out;
        const auto word = word_for(*prediction.outcome);
        const auto& told = prediction.judgements;
        const auto last = std::find_if(told.rbegin(), told.rend(),
                                       [&](const Judgement& judgement) { return judgement.verdict == word; });
        out.verdict = Outcome(Fraction{*prediction.outcome ? 1.0 : 0.0});
        out.resolver =
            drafts_.person(kSite, last == told.rend() || last->user.empty() ? prediction.creator : last->user);
        auto known = created;
        if (last != told.rend() && !last->time.empty()) {
            known = Times::utc(last->time);
        } else if (!prediction.deadline.empty()) {
            known = std::min(Times::utc(prediction.deadline), latest_);
        }
        out.decided_on = When::instant(std::max(created, known));
        for (const auto& judgement : told) {
            if (last != told.rend() && &judgement == &*last) continue;
            out.note += fmt::format("{}judged {} by {} at {}", out.note.empty() ? "" : "; ", judgement.verdict,
                                    judgement.user, judgement.time);
        }
        return out;
    }

    void forecast(const Prediction& prediction, const Response& response) {
        if (!response.confidence) {
            if (!response.comment.empty()) drafts_.lost("comment", response.comment);
            return;
        }
        DraftForecast draft;
        const auto id = id_of(prediction);
        draft.statement = id;
        draft.forecast.forecaster = drafts_.person(kSite, response.user);
        draft.forecast.made_at = When::instant(Times::utc(response.time));
        draft.forecast.predictive = BinaryForecast{*response.confidence / 100};
        draft.forecast.reason = response.comment;
        draft.where.file = file_;
        drafts_.forecast(draft);
    }

    Drafts& drafts_;
    std::string file_;
    Instant latest_;
};

/// The latest time at which somebody did something.
Instant latest_of(const std::vector<Prediction>& predictions) {
    Instant latest = Instant::min();
    const auto see = [&](const std::string& time) {
        try {
            latest = std::max(latest, Times::utc(time));
        } catch (const Error&) {  // whoever needs that time says so
        }
    };
    for (const auto& prediction : predictions) {
        see(prediction.created);
        for (const auto& response : prediction.responses) see(response.time);
    }
    return latest;
}

}  // namespace

bool is_predictionbook(const Peek& peek) {
    if (peek.first() == '[') return peek.has_keys({"event", "time_known", "responses"});
    return peek.first() == '{' && peek.has_keys({"predictions", "description_with_group"});
}

void read_predictionbook(Reading& reading) {
    reading.drafts.source({std::string(kSite), {{"en", "PredictionBook"}}, std::string(kAddress), {}});
    for (const auto& member : reading.members) {
        const auto document = read_document(member, reading.options);
        std::vector<Prediction> predictions;
        if (document.is_array()) {
            for (const auto& event : document.as_array()) predictions.push_back(from_crawl(event, reading.drafts));
        } else {
            for (const auto& prediction : list_of(document, "predictions"))
                predictions.push_back(from_site(prediction, reading.drafts));
        }
        Reader reader(reading.drafts, member.input.name, latest_of(predictions));
        for (const auto& prediction : predictions) reader.take(prediction);
    }
}

}  // namespace hindsight::interchange
