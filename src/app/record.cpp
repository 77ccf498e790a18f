// SPDX-License-Identifier: MIT
// Verbs about the record itself: init, head, verify, doctor, backup.
#include "hindsight/app/verbs.hpp"

#include "example_book.hpp"

namespace hindsight::app {

InitResult init(const Session& session, const InitRequest& request) {
    InitResult result;
    if (!Store::exists(session.db)) {
        make_record(session, request.reproducible);
        result.created = true;
        if (request.example) import_example(session);
    } else {
        result.ignored = request.reproducible || request.example;
    }
    result.head = head(session);
    return result;
}

journal::Head head(const Session& session) {
    journal::Head head;
    open_for_reading(session).read([&](Reader& reader) { head = reader.head(); });
    return head;
}

Verification verify(const Session& session, const std::vector<journal::Head>& heads) {
    return Store::verify_file(session.db, heads, store_options(session));
}

DoctorReport doctor(const Session& session) { return open_for_reading(session).doctor(); }

journal::Head backup(const Session& session, const std::filesystem::path& to) {
    open_for_reading(session).backup(to);
    Session copy = session;
    copy.db = to;
    return head(copy);
}

}  // namespace hindsight::app
