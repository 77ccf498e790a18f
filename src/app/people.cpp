// SPDX-License-Identifier: MIT
// Verbs: adding and listing people and sources.
#include <fmt/format.h>

#include "hindsight/app/verbs.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::app {

void add_person(const Session& session, const Person& person) {
    refuse(fault_of_id(person.id));
    refuse(fault_of_texts(person.name, "name"));
    write(session, [&](Writer& writer) {
        if (writer.person(person.id)) {
            throw Error(ErrorCode::would_overwrite, fmt::format("there is a person \"{}\" already", person.id),
                        "hindsight person list shows everyone");
        }
        writer.append(journal::PersonAdded{{}, person});
    });
}

void add_source(const Session& session, const Source& source) {
    refuse(fault_of_id(source.id));
    refuse(fault_of_texts(source.title, "title"));
    write(session, [&](Writer& writer) {
        if (writer.source(source.id)) {
            throw Error(ErrorCode::would_overwrite, fmt::format("there is a source \"{}\" already", source.id),
                        "hindsight source list shows all of them");
        }
        writer.append(journal::SourceAdded{{}, source});
    });
}

std::vector<Person> persons(const Session& session) {
    std::vector<Person> out;
    open_for_reading(session).read([&](Reader& reader) { out = reader.persons(); });
    return out;
}

std::vector<Source> sources(const Session& session) {
    std::vector<Source> out;
    open_for_reading(session).read([&](Reader& reader) { out = reader.sources(); });
    return out;
}

}  // namespace hindsight::app
