// SPDX-License-Identifier: MIT
// Commands on flat files: score FILE, and the list of rules.
#include <fmt/format.h>

#include <cmath>

#include <filesystem>

#include "commands.hpp"
#include "diagnostics.hpp"
#include "flat_options.hpp"
#include "hindsight/app/flat.hpp"
#include "hindsight/base/text.hpp"
#include "output.hpp"

namespace hindsight::cli {

namespace {

std::size_t threads_of(const Arguments& arguments) {
    const auto count = optional_number(arguments, "--threads");
    if (count && !(*count >= 1 && *count <= 1024 && std::floor(*count) == *count)) throw Error(ErrorCode::usage, "--threads takes a number from 1 to 1024");
    return count ? static_cast<std::size_t>(*count) : 0;
}

std::string label_of(const app::FlatGroup& group) {
    std::string text;
    for (const auto& label : group.by) text += (text.empty() ? "" : ", ") + (label.empty() ? "-" : label);
    return text;
}

void print_scores(const Context& context, const app::FlatScores& scores) {
    std::vector<std::vector<std::string>> rows;
    const bool sites = !scores.groups.empty() && !scores.groups.front().scores.empty() && scores.groups.front().scores.front().sum;
    for (const auto& group : scores.groups) {
        const auto by = label_of(group);
        for (const auto& figure : group.scores) {
            std::vector<std::string> row{by, std::string(figure.rule), figure.scale.substr(0, figure.scale.find(';')),
                                         figure.undefined ? "-" : score_number(figure.mean.mean), score_number(figure.mean.se)};
            if (sites) row.push_back(score_number(figure.standing));
            if (scores.diagnostics) row.push_back(figure.ci90 ? range_text(figure.ci90->first, figure.ci90->second) : "-");
            row.push_back(std::to_string(figure.mean.n));
            row.push_back(std::to_string(group.questions));
            rows.push_back(std::move(row));
        }
    }
    std::vector<std::string> head{"GROUP", "RULE", "SCALE", "MEAN", "SE"};
    if (sites) head.emplace_back("STANDING");
    if (scores.diagnostics) head.emplace_back("90 %");
    head.insert(head.end(), {"N", "QUESTIONS"});
    put(table(context, head, rows));
}

void print_calibration(const Context& context, const app::FlatCalibration& c) {
    put_decomposition(c.brier, c.bins);
    if (c.roc) {
        put(fmt::format("  area under the ROC curve {}{}\n", score_number(c.roc->auc),
                        c.roc->auc_ci95 ? fmt::format(" (95 %: {})", range_text(c.roc->auc_ci95->low, c.roc->auc_ci95->high)) : ""));
    }
    if (c.spiegelhalter) put(fmt::format("  Spiegelhalter z {:.2f}, p {}\n", c.spiegelhalter->z, p_value(c.spiegelhalter->p)));
    if (c.hosmer_lemeshow) put(fmt::format("  Hosmer-Lemeshow chi2 {:.2f}, df {}, p {}\n", c.hosmer_lemeshow->chi2, c.hosmer_lemeshow->df, p_value(c.hosmer_lemeshow->p)));
    put_bins(context, c.bins);
}

void print_coverage(const Context& context, const app::FlatGroup& group) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& range : group.coverage) {
        rows.push_back({fmt::format("  {:g} %", 100 * range.level), std::to_string(range.n), fmt::format("{:.1f} %", 100 * range.covered), score_number(range.mean_width)});
    }
    if (!rows.empty()) put(table(context, {"  RANGE", "N", "COVERED", "MEAN WIDTH"}, rows));
    if (!group.pit) return;
    std::string shares;
    for (const double share : group.pit->shares) shares += fmt::format(" {:.3f}", share);
    put(fmt::format("  shares of F(y) from 0 to 1:{}\n", shares));
}

void print_diagnostics(const Context& context, const app::FlatScores& scores) {
    for (const auto& group : scores.groups) {
        if (!group.calibration && !group.bins && group.coverage.empty() && !group.pit) continue;
        const auto by = label_of(group);
        put("\n" + styled(context, "bold", by.empty() ? "all" : printable(by)) + "\n");
        if (group.calibration) print_calibration(context, *group.calibration);
        if (group.bins) put_bins(context, *group.bins);
        print_coverage(context, group);
    }
}

void say_counts(const Context& context, const app::FlatScores& scores) {
    for (const auto& note : scores.notes) say(context, "note: " + note);
    if (context.json) return;
    say(context, fmt::format("{} of {} rows scored", scores.scored, scores.rows));
    for (const auto& [reason, n] : scores.not_scored) say(context, fmt::format("  not scored, {}: {}", reason, n));
    for (const auto& [rule, reasons] : scores.gaps) {
        for (const auto& [reason, n] : reasons) say(context, fmt::format("  not scored by {}, {}: {}", rule, reason, n));
    }
    std::size_t clipped = 0;
    for (const auto& group : scores.groups) {
        for (const auto& figure : group.scores) clipped += figure.clipped;
    }
    if (clipped > 0) say(context, fmt::format("  clipped for the log score: {}", clipped));
}

/// Lines gathered to pieces before they are written.
class Lines {
   public:
    void add(std::string_view line) {
        buffer_ += line;
        if (buffer_.size() > (1u << 16)) flush();
    }
    void flush() {
        put(buffer_);
        buffer_.clear();
    }

   private:
    std::string buffer_;
};

int list_rules(Context& context) {
    if (context.json) {
        put_json(app::rules_json());
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    const auto rules = app::rules_json();
    for (const auto& rule : rules.as_array()) {
        std::string kinds;
        for (const auto& kind : rule.find("types")->as_array()) kinds += (kinds.empty() ? "" : ", ") + kind.as_string();
        const auto& scale = rule.find("scale")->as_string();
        rows.push_back({rule.find("slug")->as_string(), kinds, scale.substr(0, scale.find(';')), rule.find("title")->as_string()});
    }
    put(table(context, {"RULE", "OF", "SCALE", "WHAT"}, rows));
    return 0;
}

int list_families(Context& context) {
    const auto families = app::families_json();
    if (context.json) {
        put_json(families);
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& family : families.as_array()) {
        std::string parameters;
        for (const auto& parameter : family.find("parameters")->as_array()) {
            const auto& name = parameter.find("name")->as_string();
            parameters += (parameters.empty() ? "" : ", ") + (parameter.find("default") ? "[" + name + "]" : name);
        }
        if (family.find("truncated_or_censored")->as_bool()) parameters += ", [truncated or censored]";
        rows.push_back({family.find("slug")->as_string(), parameters.empty() ? "components: [{weight, family, ...}]" : parameters});
    }
    put(table(context, {"FAMILY", "PARAMETERS"}, rows));
    return 0;
}

bool looks_like_file(const std::string& word) {
    std::string_view name = word;
    if (name.ends_with(".gz")) name.remove_suffix(3);
    return name.find('/') != std::string_view::npos || name.ends_with(".csv") || name.ends_with(".tsv") || name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

void refuse_options(const Arguments& arguments, std::initializer_list<const char*> names, std::string_view of) {
    for (const auto* name : names) {
        if (arguments.has(name)) throw Error(ErrorCode::usage, fmt::format("{} is for scoring {}", name, of), "hindsight score --help says which option is for what");
    }
}

int score_files(Context& context, const Arguments& arguments, std::vector<std::string> files) {
    refuse_options(arguments, {"--policy", "--include-late", "--crowd"}, "the record, not a file");
    app::FlatScoreVerb verb;
    verb.input = input_of(context, arguments, std::move(files));
    verb.by = arguments.list("--by");
    verb.rules = arguments.list("--rule");
    verb.options = rule_options(arguments);
    verb.cluster = arguments.text("--cluster");
    verb.clip = optional_number(arguments, "--clip");
    verb.as_published = arguments.has("--as-published");
    verb.diagnostics = arguments.has("--diagnostics");
    verb.calibration = arguments.has("--calibration");
    verb.bins = binning_of(arguments);
    verb.threads = threads_of(arguments);
    Lines lines;
    const bool each = arguments.has("--each");
    if (each) verb.each = [&lines](std::string_view line) { lines.add(line); };
    const auto scores = app::score_files(verb);
    if (each) {
        lines.flush();
        for (const auto& note : scores.notes) say(context, "note: " + note);
        return scores.scored < scores.rows || scores.incomplete > 0 ? 1 : 0;
    }
    if (context.json) {
        put_json(to_json(scores));
    } else {
        print_scores(context, scores);
        print_diagnostics(context, scores);
    }
    say_counts(context, scores);
    return 0;
}

}  // namespace

int run_score(Context& context, const Arguments& arguments) {
    if (arguments.has("--list-rules")) return list_rules(context);
    if (arguments.has("--list-families")) return list_families(context);
    const auto& words = arguments.all("FILTER");
    std::vector<std::string> files;
    std::string missing;
    std::error_code ignored;
    for (const auto& word : words) {
        if (word == "-" || std::filesystem::is_regular_file(word, ignored) || std::filesystem::is_fifo(word, ignored)) {
            files.push_back(word);
        } else if (missing.empty()) {
            missing = word;
        }
    }
    if (!missing.empty() && (!files.empty() || looks_like_file(missing))) {
        throw Error(ErrorCode::not_found, fmt::format("there is no file {}", printable(missing)), "files and filters of the record do not mix");
    }
    if (!files.empty()) return score_files(context, arguments, std::move(files));
    refuse_options(arguments, {"--map", "--each", "--observed", "--format", "--cluster", "--where", "--threshold", "--weight-range", "--level", "--calibration", "--threads"},
                   "files, not the record");
    return run_score_record(context, arguments);
}

}  // namespace hindsight::cli
