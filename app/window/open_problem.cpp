// SPDX-License-Identifier: Apache-2.0
#include "app/window/open_problem.hpp"

namespace belvedere::window {
namespace {

Message message_for(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::kNotFound:
            return {"open.not_found",
                    "{name} was not found ({cause}). Check the path or address: it may have been "
                    "moved or renamed."};
        case ErrorKind::kDenied:
            return {"open.denied",
                    "{name} may not be read ({cause}). Look at the file's permissions, or whether "
                    "the server wants you to sign in."};
        case ErrorKind::kTemporary:
            return {"open.temporary",
                    "{name} cannot be reached ({cause}). Look whether the network and the server "
                    "are there, then remove the layer and open it again."};
        case ErrorKind::kBadData:
            return {"open.bad_data",
                    "{name} is not what its name says, or damaged ({cause}). The command "
                    "“belvedere inspect” tells more."};
        case ErrorKind::kUnsupported:
            return {
                "open.unsupported",
                "{name} is of a kind that cannot be opened ({cause}). The help says which can."};
        case ErrorKind::kLimit:
            return {"open.limit", "{name} is larger than what is read at once ({cause})."};
        default:
            return {"open.failed", "{name} cannot be opened: {cause}"};
    }
}

}  // namespace

words::Sentence open_problem(const std::string& name, const Error& error) {
    return {message_for(error.kind), {{"name", name}, {"cause", error.message}}};
}

}  // namespace belvedere::window
