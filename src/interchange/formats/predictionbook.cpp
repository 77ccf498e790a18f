// SPDX-License-Identifier: MIT
// PredictionBook: the JSON that it gave its users, and the one that crawls of its pages made.
#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/text.hpp"
#include "json_fields.hpp"
#include "readers.hpp"
#include "times.hpp"

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

struct Prediction {
    std::string id, text, creator, created, deadline, judged;
    std::optional<bool> outcome;
    bool withdrawn = false;
    std::vector<Response> responses;
};

/// `{"number":…,"event":…,"responses":[{"actions":{…}}]}`
Prediction from_crawl(const Json& json, Drafts& drafts) {
    Prediction out{text_of(json, "number"), text_of(json, "event"), text_of(json, "user"), text_of(json, "time_created"), text_of(json, "time_known"), {}, {}, false, {}};
    lose_others(json, "", {"number", "event", "user", "time_created", "time_known", "outcome", "responses"}, drafts);
    const auto outcome = text_of(json, "outcome");
    if (outcome == "right" || outcome == "wrong") out.outcome = outcome == "right";
    if (!outcome.empty() && !out.outcome && outcome != "unknown") drafts.lost("outcome", outcome);
    for (const auto& response : list_of(json, "responses")) {
        const auto* actions = response.find("actions");
        if (!actions) continue;
        Response said{text_of(response, "user"), text_of(response, "time"), number_of(*actions, "credence"), text_of(*actions, "comment")};
        if (actions->find("outcome")) {
            if (!out.judged.empty()) drafts.lost("an earlier judgement", fmt::format("{} at {}", out.id, out.judged));
            out.judged = said.time;
        }
        lose_others(*actions, "", {"credence", "comment", "outcome"}, drafts);
        out.responses.push_back(std::move(said));
    }
    return out;
}

/// `{"id":…,"description":…,"responses":[{"confidence":…}]}`
Prediction from_site(const Json& json, Drafts& drafts) {
    Prediction out{text_of(json, "id"), text_of(json, "description"), text_of(json, "creator_label"), text_of(json, "created_at"), text_of(json, "deadline"),
                   text_of(json, "last_judgement_at"), {}, false, {}};
    if (out.creator.empty()) out.creator = text_of(json, "creator_id");
    if (const auto* outcome = json.find("outcome"); outcome && outcome->is_bool()) out.outcome = outcome->as_bool();
    if (const auto* withdrawn = json.find("withdrawn"); withdrawn && withdrawn->is_bool()) out.withdrawn = withdrawn->as_bool();
    lose_others(json, "", {"id", "description", "description_with_group", "creator_label", "creator_id", "created_at", "deadline", "last_judgement_at",
                           "outcome", "withdrawn", "responses", "mean_confidence"}, drafts);
    for (const auto& response : list_of(json, "responses")) {
        auto user = text_of(response, "user_label");
        if (user.empty()) user = text_of(response, "user_id");
        out.responses.push_back({std::move(user), text_of(response, "created_at"), number_of(response, "confidence"), text_of(response, "comment")});
        lose_others(response, "response ", {"id", "user_id", "user_label", "created_at", "updated_at", "confidence", "comment"}, drafts);
    }
    return out;
}

class Reader {
 public:
    Reader(Drafts& drafts, std::string file, Instant latest) : drafts_(drafts), file_(std::move(file)), latest_(latest) {}

    void take(const Prediction& prediction) {
        try {
            statement(prediction);
        } catch (const Error& fault) {
            return drafts_.refuse(DraftKind::statement, named(fault, prediction));
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
        draft.statement.text = {{"en", prediction.text}};
        draft.statement.speaker = drafts_.person(kSite, prediction.creator);
        draft.statement.said_on = day_of(created);
        draft.statement.source = kSite;
        draft.statement.foreign_id = prediction.id;
        draft.statement.address = fmt::format("{}/predictions/{}", kAddress, prediction.id);
        auto& question = draft.statement.question.emplace();
        question.opens = When::instant(created);
        if (!prediction.deadline.empty()) question.due = When::instant(deadline(prediction, created));
        if (prediction.withdrawn) draft.retraction = BookRetraction{When::instant(created), "withdrawn on the site"};
        if (prediction.outcome) draft.resolutions.push_back({resolution(prediction, created), {}});
        draft.where.file = file_;
        drafts_.statement(draft);
    }

    /// The site took deadlines of up to 15 days ago.
    Instant deadline(const Prediction& prediction, Instant created) {
        const auto at = Times::utc(prediction.deadline);
        if (at >= created) return at;
        drafts_.lost("a deadline before the prediction was made", fmt::format("{}: {}", prediction.id, prediction.deadline));
        return created;
    }

    /// Judged by whoever made it, as far as one can tell; where nobody noted when, at the deadline, but no later than the last
    /// thing that is told of at all.
    Resolution resolution(const Prediction& prediction, Instant created) {
        Resolution out;
        out.verdict = Outcome(Fraction{*prediction.outcome ? 1.0 : 0.0});
        out.resolver = drafts_.person(kSite, prediction.creator);
        auto known = created;
        if (!prediction.judged.empty()) {
            known = Times::utc(prediction.judged);
        } else if (!prediction.deadline.empty()) {
            known = std::min(Times::utc(prediction.deadline), latest_);
        }
        out.decided_on = When::instant(std::max(created, known));
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
            for (const auto& prediction : list_of(document, "predictions")) predictions.push_back(from_site(prediction, reading.drafts));
        }
        Reader reader(reading.drafts, member.input.name, latest_of(predictions));
        for (const auto& prediction : predictions) reader.take(prediction);
    }
}

}  // namespace hindsight::interchange
