// SPDX-License-Identifier: MIT
// Store: transactions on an open record, and what is asked about the record as a whole.
#include "hindsight/store/store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include "engine/errors.hpp"
#include "engine/settings.hpp"
#include "opening.hpp"
#include "transaction.hpp"
#include "verification.hpp"

namespace hindsight {

class Store::Impl {
 public:
    Impl(sqlite::Session session, const StoreOptions& options) : session_(std::move(session)), options_(options) {}

    void read(const std::function<void(Reader&)>& body) {
        in_transaction("BEGIN", [&](sqlite::Transaction& transaction) { body(transaction); });
    }

    void write(const std::function<void(Writer&)>& body) {
        if (!session_.write) {
            throw Error(ErrorCode::record_read_only, fmt::format("{} is open for reading only", session_.path));
        }
        in_transaction("BEGIN IMMEDIATE", [&](sqlite::Transaction& transaction) {
            body(transaction);
            transaction.finish();
        });
    }

    Verification verify(std::span<const journal::Head> heads) {
        return sqlite::guarded(session_.path, [&] {
            sqlite::Bracket bracket(connection(), "BEGIN");
            return sqlite::verify_record(connection(), sqlite::current_schema(), heads);
        });
    }

    DoctorReport doctor();
    void backup(const std::filesystem::path& to) {
        sqlite::guarded(to.string(), [&] { sqlite::back_up(connection(), to, sqlite::current_schema()); });
    }
    Store as_of(Instant at) { return Store(std::make_unique<Impl>(sqlite::copy_as_of(session_, at), options_)); }
    std::uint64_t statements_run() const { return session_.connection->statements_run(); }

 private:
    sqlite::Connection& connection() { return *session_.connection; }

    template <class Body>
    void in_transaction(const char* begin, Body&& body) {
        sqlite::guarded(session_.path, [&] {
            sqlite::Bracket bracket(connection(), begin);
            sqlite::Transaction transaction(connection(), sqlite::load_state(connection(), session_.path), options_,
                                            session_.path);
            body(transaction);
            bracket.commit();
        });
    }

    sqlite::Session session_;
    StoreOptions options_;
};

DoctorReport Store::Impl::doctor() {
    return sqlite::guarded(session_.path, [&] {
        sqlite::Bracket bracket(connection(), "BEGIN");
        const auto state = sqlite::load_state(connection(), session_.path);
        DoctorReport report;
        report.path = session_.path;
        report.sqlite_version = sqlite3_libversion();
        report.journal_mode = sqlite::value_of(connection(), "PRAGMA journal_mode").value_or("");
        report.journal_reason = sqlite::journal_gate().reason;
        report.schema_version = static_cast<int>(sqlite::integer_of(connection(), "PRAGMA user_version"));
        report.origin = state.origin;
        report.events = state.size();
        report.writable = session_.writable;
        report.reproducible = state.reproducible;
        report.settings = sqlite::settings_read_back(connection());
        if (!report.writable)
            report.warnings.push_back("the file or its folder cannot be written: nothing can be recorded");
        if (print_instant(options_.clock.now()) < state.latest) {
            report.warnings.push_back(
                fmt::format("the clock is before the last event ({}): look at its date and time", state.latest));
        }
        if (state.given_clock > 0) {
            report.warnings.push_back(fmt::format(
                "{} events were recorded under a clock that was given, not the machine's", state.given_clock));
        }
        if (state.reproducible)
            report.warnings.push_back("a reproducible record is for demonstration: its ids and salts are no secrets");
        return report;
    });
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

bool Store::exists(const std::filesystem::path& path) {
    std::error_code failure;  // what cannot be looked at is there, and opening it says why
    return std::filesystem::status(path, failure).type() != std::filesystem::file_type::not_found;
}

Store Store::open(const std::filesystem::path& path, Access access, const StoreOptions& options) {
    return Store(std::make_unique<Impl>(sqlite::open_record(path, access, options), options));
}

Store Store::create(const std::filesystem::path& path, const InitOptions& init, const StoreOptions& options) {
    return create(path, init, options, [](Writer&) {});
}

Store Store::create(const std::filesystem::path& path, const InitOptions& init, const StoreOptions& options,
                    const std::function<void(Writer&)>& first) {
    sqlite::create_record(path, init, options, first);
    return open(path, Access::write, options);
}

Store Store::restore(const std::filesystem::path& path, const StoreOptions& options, const std::function<void(Writer&)>& events) {
    sqlite::restore_record(path, options, events);
    return open(path, Access::write, options);
}

Verification Store::verify_file(const std::filesystem::path& path, std::span<const journal::Head> heads,
                                const StoreOptions& options) {
    return sqlite::guarded(path.string(), [&] {
        try {
            auto session = sqlite::open_to_verify(path, options);
            sqlite::Bracket bracket(*session.connection, "BEGIN");
            return sqlite::verify_record(*session.connection, sqlite::current_schema(), heads, options.progress);
        } catch (const SQLite::Exception& e) {
            if (!sqlite::is_damage(e)) throw;
            Verification unreadable;
            unreadable.damages.push_back({0, "sqlite", e.what()});
            return unreadable;
        }
    });
}

void Store::read(const std::function<void(Reader&)>& body) { impl_->read(body); }
void Store::write(const std::function<void(Writer&)>& body) { impl_->write(body); }
Verification Store::verify(std::span<const journal::Head> heads) { return impl_->verify(heads); }
DoctorReport Store::doctor() { return impl_->doctor(); }
void Store::backup(const std::filesystem::path& to) { impl_->backup(to); }
Store Store::as_of(Instant at) { return impl_->as_of(at); }
std::uint64_t Store::statements_run() const { return impl_->statements_run(); }

}  // namespace hindsight
