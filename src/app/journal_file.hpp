// SPDX-License-Identifier: MIT
// The events of a journal, each checked as it comes: from its lines, or on the way to them.
#pragma once

#include <cstdint>
#include <string>

#include "hindsight/journal/event.hpp"
#include "hindsight/journal/head.hpp"
#include "hindsight/journal/merkle.hpp"
#include "hindsight/journal/succession.hpp"
#include "interchange/flat/byte_source.hpp"

namespace hindsight::app {

/// Takes the events that a head promises, in order. What it returns is the first fault, "" when all is well.
class JournalCheck {
   public:
    explicit JournalCheck(journal::Head promised) : promised_(std::move(promised)) {}

    std::string take(const journal::Event& event);
    /// After the last event.
    std::string finish() const;
    std::uint64_t size() const { return tree_.size(); }

   private:
    journal::Head promised_;
    journal::SuccessionCheck succession_;
    journal::Frontier tree_;
};

/// A journal as lines. Whatever is at fault is thrown with the file and the line.
class JournalFile {
   public:
    /// Reads the first line.
    JournalFile(interchange::LineReader& lines, std::string name);

    const std::string& name() const { return name_; }
    /// What the first line promises.
    const journal::Head& head() const { return head_; }
    /// False after the last event: then the root was compared, too.
    bool next(journal::Event& event);

    /// Runs what is about the line last read.
    template <class Work>
    auto at_line(Work&& work) {
        try {
            return work();
        } catch (const Error& e) {
            fail_at_line(e);
        }
    }

   private:
    [[noreturn]] void fail_at_line(const Error& e) const;
    [[noreturn]] void refuse(std::string message, std::string hint, std::uint64_t line) const;
    std::string_view need_line();
    void finish();

    interchange::LineReader& lines_;
    std::string name_;
    journal::Head head_;
    JournalCheck check_;
    bool done_ = false;
};

}  // namespace hindsight::app
