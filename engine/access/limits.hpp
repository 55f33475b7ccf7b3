// SPDX-License-Identifier: Apache-2.0
// Limits of accessibility.
#pragma once

#include <cstddef>

namespace belvedere::access::limits {

// A tree holds what is on screen, so more nodes than this is a panel that forgot to leave out its
// invisible rows. Nodes past it are left out and reported once by TreeBuilder::left_out.
inline constexpr std::size_t kNodes = 16'384;
inline constexpr std::size_t kDepth = 64;  // Scopes open at once; a deeper panel is a bug.
// Requests that wait for the owner's next frame. A client that sends more is answered "no".
inline constexpr std::size_t kRequests = 256;
inline constexpr std::size_t kRequestTextBytes = 65'536;  // Longer text of a client is refused.

// How long a key press may wait for a screen reader's answer; longer feels like a hung program.
inline constexpr int kKeyWait_ms = 250;
// After so many keys in a row without an answer the reader is taken for hung, and not asked again
// for kKeyPause_s: a hung reader then costs 0.75 s once and not at each key.
inline constexpr int kKeyTimeouts = 3;
inline constexpr double kKeyPause_s = 10.0;

// One call on the session bus; a bus that is slower is treated as silent.
inline constexpr int kBusCall_ms = 2'000;
// After the bridge starts, clients need a moment to ask for events; the window's activation is told
// then, or they would miss it.
inline constexpr unsigned kActivation_ms = 500;

inline constexpr std::size_t kAnnouncementsWaiting = 32;
inline constexpr std::size_t kAnnouncementsKept = 200;    // History a user can look through.
inline constexpr std::size_t kAnnouncementBytes = 1'024;  // A sentence or two; the rest is cut.

inline constexpr std::size_t kSpeechWaiting = 16;   // Sentences; the oldest polite one goes first.
inline constexpr std::size_t kSpeechBytes = 4'096;  // Of one sentence.
inline constexpr int kSpeechConnect_ms = 3'000;     // Then the service counts as absent.

inline constexpr double kSound_s = 30.0;         // Of one sound; longer is music.
inline constexpr std::size_t kTones = 4'096;     // Of one sound.
inline constexpr double kPitchMin_hz = 60.0;     // Small loudspeakers give less,
inline constexpr double kPitchMax_hz = 8'000.0;  // and old ears do not hear more.
inline constexpr std::size_t kSoundsWaiting = 4;
inline constexpr int kSoundIdle_ms = 2'000;    // Silent for so long, the server is let go.
inline constexpr int kSoundRetry_ms = 30'000;  // A server that was not there is asked again.

}  // namespace belvedere::access::limits
