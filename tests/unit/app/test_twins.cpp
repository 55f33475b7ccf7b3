// SPDX-License-Identifier: Apache-2.0
// Devices and the city in a window's session: what belongs to what, which device is which, and
// what colour that gives buildings.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "app/layers/device_symbols.hpp"
#include "app/project/project_json.hpp"
#include "app/window/device_look.hpp"
#include "app/window/identity_conflicts.hpp"
#include "app/window/identity_work.hpp"
#include "app/window/panel_builder.hpp"
#include "app/window/twin_work.hpp"
#include "engine/core/file.hpp"
#include "engine/core/time_text.hpp"
#include "engine/geo/geodetic.hpp"
#include "tests/support/signed_document.hpp"
#include "tests/unit/app/session_fixture.hpp"

namespace belvedere::window {
namespace {

using binding::BindingState;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Two flat roofs, 100 m apart; the second has a building id of another system.
constexpr const char* kVillage =
    R"({"type":"CityJSON","version":"2.0","transform":{"scale":[1,1,1],)"
    R"("translate":[84000,447000,0]},"metadata":{"referenceSystem":)"
    R"("https://www.opengis.net/def/crs/EPSG/0/28992"},"CityObjects":{)"
    R"("H1":{"type":"Building","geometry":[{"type":"MultiSurface","lod":"2",)"
    R"("boundaries":[[[0,1,2,3]]]}]},)"
    R"("H2":{"type":"Building","attributes":{"buildingId":"K-77"},"geometry":[)"
    R"({"type":"MultiSurface","lod":"2","boundaries":[[[4,5,6,7]]]}]}},)"
    R"("vertices":[[0,0,9],[20,0,9],[20,20,9],[0,20,9],)"
    R"([100,0,9],[120,0,9],[120,20,9],[100,20,9]]})";

class TwinsTest : public test::SessionTest {
  protected:
    std::string path_of(const std::string& name) { return (files.path() / name).string(); }
    void open_village() {
        files.write("village.json", kVillage);
        run("source.open uri=\"" + path_of("village.json") + "\"");
        load();
    }
    FeatureId feature(const std::string& id) {
        return scene->feature_named({session->sources.front(), id});
    }
    // "4.47,52.0" in the middle of an object.
    std::string place_on(const std::string& id, double north_m = 0.0) {
        const auto bounds = scene->feature_bounds(feature(id));
        EXPECT_TRUE(bounds) << id;
        geo::Geodetic place = geo::to_geodetic(bounds ? bounds->center : glm::dvec3(0.0));
        place.latitude_deg += north_m / 111'000.0;
        char text[64];
        std::snprintf(text, sizeof text, "%.8f,%.8f", place.longitude_deg, place.latitude_deg);
        return text;
    }
    static std::string now_text(std::int64_t seconds_ago = 0) {
        return format_time({system_clock().utc_now().microseconds - seconds_ago * 1'000'000},
                           TimeZone());
    }
    // Each row: id, place or ",", temperature, reference; `tail` may name further columns.
    void feed(const std::string& name, const std::vector<std::string>& rows) {
        std::string text = "time,id,longitude,latitude,temperature,refBuilding\n";
        for (const std::string& row : rows)
            text += row + "\n";
        files.write(name, text);
        run("feed.connect url=\"" + url_of(name) + "\"");
        advance();
    }
    std::string url_of(const std::string& name) {
        return "file:" + path_of(name) + "?id=id&unit=CEL&type=WeatherObserved";
    }
    // Until nothing is left to do.
    void advance() {
        int turns = 0;
        EXPECT_TRUE(test::wait_until([&] {
            session->live.take_in(0.05);
            const UtcTime now = system_clock().utc_now();
            const layers::DeviceLook look =
                device_look(session->history.now().live_property, session->device);
            const bool more = symbols.update(session->live, look, now, 1.0);
            session->devices = &symbols;
            const bool has_ended = std::ranges::all_of(session->live.feeds(), [](const auto& feed) {
                return feed.state == live::LiveState::kEnded;
            });
            session->twins.identity.begun_s = -1e9;
            const bool twins = advance_twins(*session, look, now, 1.0);
            return !more && !twins && has_ended && ++turns > 3;
        }));
    }
    twin::EntityId device(const std::string& id, std::size_t feed = 0) {
        const auto found =
            session->live.store().entities().find(session->live.feeds()[feed].source, id);
        EXPECT_TRUE(found) << id;
        return found.value_or(twin::EntityId{});
    }
    binding::Binding binding_of(const std::string& id) {
        return session->twins.binding.of(device(id));
    }
    Error refused(const std::string& line) {
        const auto call = command::parse_call(line);
        EXPECT_TRUE(call) << line;
        const auto done = registry.invoke(*call);
        EXPECT_FALSE(done) << line;
        return done ? Error{} : done.error();
    }

    layers::DeviceSymbols symbols;
};

TEST_F(TwinsTest, DevicesBelongToWhatTheyNameWhereTheyStandOrWhatAPersonSays) {
    open_village();
    const std::string now = now_text();
    feed("a.csv",
         {now + ",named,,,20,urn:ngsi-ld:Building:H1",
          now + ",other," + place_on("H1") + ",21,K-77", now + ",stands," + place_on("H2") + ",22,",
          now + ",lost,,,23,H9", now + ",beside," + place_on("H2", 60.0) + ",24,"});
    run("binding.show list=suggested");
    advance();
    EXPECT_EQ(binding_of("named"),
              (binding::Binding{BindingState::kNamed, feature("H1"), binding_of("named").said}));
    EXPECT_EQ(binding_of("other").feature, feature("H2")) << "found by an attribute";
    EXPECT_EQ(binding_of("other").state, BindingState::kNamed);
    EXPECT_EQ(binding_of("stands"),
              (binding::Binding{BindingState::kSuggested, feature("H2"), {}}));
    EXPECT_EQ(binding_of("lost").state, BindingState::kMissing);
    EXPECT_EQ(binding_of("beside").state, BindingState::kNone);
    EXPECT_THAT(session->twins.binding.devices_of(feature("H2")), SizeIs(1))
        << "what is suggested is not known";

    PanelBuilder builder(*session, registry);
    panels::LinksState links = builder.build({}, std::nullopt).devices.links;
    EXPECT_THAT(links.counts, testing::ElementsAre(2, 1, 1, 1, 0, 0, 0));
    ASSERT_THAT(links.rows, SizeIs(1));
    EXPECT_EQ(links.rows[0].object, "H2");

    run("binding.confirm id=stands");
    advance();
    EXPECT_EQ(binding_of("stands").state, BindingState::kConfirmed);
    EXPECT_THAT(session->twins.binding.devices_of(feature("H2")), SizeIs(2));
    const auto again = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->twins, session->history.now().twins);
    EXPECT_EQ(again->twins.bindings.all().front().feature, "H2");
    run("edit.undo");
    advance();
    EXPECT_EQ(binding_of("stands").state, BindingState::kSuggested);
    run("binding.confirm_all");
    advance();
    EXPECT_EQ(binding_of("stands").state, BindingState::kConfirmed);
    EXPECT_EQ(refused("binding.confirm_all").kind, ErrorKind::kNotFound);

    run("binding.refuse id=named");
    advance();
    EXPECT_EQ(binding_of("named").state, BindingState::kRefused) << "a person's word comes first";
    run("device.select id=named");
    run("feature.inspect feature=" + std::to_string(feature("H2").value));
    run("binding.bind");
    advance();
    EXPECT_EQ(binding_of("named").feature, feature("H2"));
    run("binding.show_object");
    EXPECT_EQ(session->inspected, feature("H2"));
    run("device.card");
    const panels::TwinCard& card = builder.build({}, std::nullopt).device.twin;
    EXPECT_THAT(card.binding.sentence, HasSubstr("H2"));
    EXPECT_TRUE(card.binding.can_clear);
    run("binding.clear");
    advance();
    EXPECT_EQ(binding_of("named").state, BindingState::kNamed);
    EXPECT_EQ(refused("binding.clear").kind, ErrorKind::kNotFound);
    EXPECT_EQ(refused("binding.confirm id=beside").kind, ErrorKind::kDenied);
    EXPECT_EQ(refused("binding.bind id=beside object=H9").kind, ErrorKind::kDenied);
    EXPECT_EQ(refused("binding.refuse id=nobody").kind, ErrorKind::kNotFound);
    EXPECT_EQ(refused("binding.show list=all").kind, ErrorKind::kUsage);

    run("feed.disconnect url=\"" + url_of("a.csv") + "\"");
    advance();
    EXPECT_THAT(session->twins.binding.devices_of(feature("H1")), IsEmpty());
}

TEST_F(TwinsTest, BuildingsTakeTheColourOfTheirDevices) {
    open_village();
    const std::string now = now_text();
    feed("a.csv", {now + ",cool,,,10,H1", now + ",warm,,,30,H1",
                   now + ",stands," + place_on("H2") + ",22,", now_text(86'400) + ",old,,,50,H1"});
    run("live.show property=temperature");
    advance();
    EXPECT_THAT(session->twins.tint.features(), IsEmpty());
    run("live.tint by=bound");
    advance();
    const auto& tinted = session->twins.tint.features();
    ASSERT_THAT(tinted, SizeIs(1));
    EXPECT_EQ(tinted.at(feature("H1")).device, device("old")) << "the highest of them";
    EXPECT_TRUE(tinted.at(feature("H1")).is_old);
    EXPECT_EQ(tinted.at(feature("H1")).number, 50.0);
    EXPECT_THAT(tint_text(*session), HasSubstr("1 faded because old"));
    run("live.tint by=place");
    advance();
    ASSERT_THAT(session->twins.tint.features(), SizeIs(2));
    EXPECT_EQ(session->twins.tint.features().at(feature("H2")).number, 22.0);
    EXPECT_THAT(tint_text(*session), HasSubstr("nobody confirmed"));
    PanelBuilder builder(*session, registry);
    const panels::DeviceOverlay& overlay = builder.build({}, std::nullopt).overlay.devices;
    EXPECT_THAT(overlay.title, HasSubstr("°C"));
    EXPECT_THAT(overlay.tint, HasSubstr("2 buildings"));
    const auto again = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->twins.tint, "place");
    run("edit.undo");
    run("edit.undo");
    advance();
    EXPECT_THAT(session->twins.tint.features(), IsEmpty());
    EXPECT_EQ(refused("live.tint by=colour").kind, ErrorKind::kUsage);
}

TEST_F(TwinsTest, IdentitiesAreStatedRevokedAndConflictsShown) {
    const std::string now = now_text();
    feed("a.csv", {now + ",S1,4.0,52.0,20,", now + ",S2,4.0,52.0,20,"});
    feed("b.csv", {now + ",S1,4.0,52.0,21,", now + ",T9,9.0,48.0,21,"});
    const std::string other = session->live.feeds()[1].name;
    run("device.select device=" + std::to_string(device("S1").value));
    EXPECT_THAT(alike_devices(*session, device("S1")), SizeIs(1)) << "the same id elsewhere";
    run("device.card");
    PanelBuilder builder(*session, registry);
    EXPECT_THAT(builder.build({}, std::nullopt).device.twin.identity.alike, SizeIs(1));
    EXPECT_THAT(builder.build({}, std::nullopt).device.trust, HasSubstr("Claimed"));
    EXPECT_EQ(refused("identity.other").kind, ErrorKind::kNotFound) << "alike is not the same";

    run("identity.establish id=S1 feed=\"" + other + "\" by=Ada evidence=\"plate on the mast\"");
    advance();
    const project::DeviceName s1 = device_name_of(*session, device("S1"));
    ASSERT_THAT(same_devices(*session, s1, system_clock().utc_now()), SizeIs(1));
    EXPECT_THAT(session->twins.identity.conflicts, IsEmpty()) << "they are at one place";
    const panels::IdentityCard card = builder.build({}, std::nullopt).device.twin.identity;
    ASSERT_THAT(card.mappings, SizeIs(1));
    EXPECT_THAT(card.mappings[0].sentence, HasSubstr("Ada"));
    EXPECT_THAT(card.mappings[0].sentence, HasSubstr("plate on the mast"));
    EXPECT_THAT(card.alike, IsEmpty());
    run("identity.other");
    EXPECT_EQ(session->device, device("S1", 1));
    run("identity.other");
    EXPECT_EQ(session->device, device("S1"));

    run("identity.establish id=T9 feed=\"" + other + "\" by=Ada");
    advance();
    // S1 and T9 are 500 km apart; so are, by way of S1, both S1.
    EXPECT_THAT(session->twins.identity.conflicts, SizeIs(2));
    EXPECT_EQ(twin::state_of(session->live.store(), device("T9", 1), system_clock().utc_now()),
              twin::TwinState::kDisputed);
    const auto again = project::from_json(project::to_json(session->history.now()));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->twins, session->history.now().twins);
    const std::string path = path_of("mappings.json");
    run("identity.export path=\"" + path + "\"");
    EXPECT_THAT(std::string(as_text(*read_file(path, 1 << 20))), HasSubstr("plate on the mast"));

    run("identity.revoke mapping=1 by=Bo");
    advance();
    EXPECT_THAT(session->twins.identity.conflicts, IsEmpty());
    EXPECT_NE(twin::state_of(session->live.store(), device("T9", 1), system_clock().utc_now()),
              twin::TwinState::kDisputed);
    EXPECT_THAT(builder.build({}, std::nullopt).device.twin.identity.revoked, SizeIs(1));
    EXPECT_EQ(refused("identity.revoke mapping=1").kind, ErrorKind::kNotFound);
    EXPECT_EQ(refused("identity.revoke mapping=7").kind, ErrorKind::kNotFound);
    run("edit.undo");
    advance();
    EXPECT_THAT(session->twins.identity.conflicts, SizeIs(2));
    EXPECT_EQ(refused("identity.establish id=S1").kind, ErrorKind::kUsage);
    EXPECT_EQ(refused("identity.establish id=S2 relation=likes").kind, ErrorKind::kUsage);
}

TEST_F(TwinsTest, OneIdUnderTwoKeysOnTwoPlatformsIsDisputedAtOnePlace) {
    const std::string now = now_text();
    feed("a.csv", {now + ",S1,4.0,52.0,20,", now + ",S2,4.0,52.0,20,"});
    feed("b.csv", {now + ",S1,4.0,52.0,21,", now + ",S2,4.0,52.0,21,"});
    const auto state = [&](std::size_t feed) {
        return twin::state_of(session->live.store(), device("S1", feed), system_clock().utc_now());
    };
    auto& keys = session->twins.identity.keys;
    keys[device_name_of(*session, device("S1"))] = {"did:key:z1"};
    advance();
    EXPECT_THAT(session->twins.identity.conflicts, IsEmpty()) << "the other shows no key yet";
    // One that both know makes them one, whatever further keys there are.
    keys[device_name_of(*session, device("S1", 1))] = {"did:key:z1", "did:key:z2"};
    advance();
    EXPECT_THAT(session->twins.identity.conflicts, IsEmpty());
    keys[device_name_of(*session, device("S1", 1))] = {"did:key:z2"};
    advance();
    const auto& conflicts = session->twins.identity.conflicts;
    ASSERT_THAT(conflicts, SizeIs(1)) << "once, whichever is looked at first";
    EXPECT_EQ(conflicts[0].kind, IdentityConflict::Kind::kTwoKeys);
    EXPECT_THAT(conflict_text(*session, conflicts[0]), HasSubstr("S1 is signed by one key"));
    for (const std::size_t feed : {0U, 1U}) {
        EXPECT_EQ(state(feed), twin::TwinState::kDisputed);
        EXPECT_THAT(trust_text(*session, device("S1", feed)), HasSubstr("Disputed"));
    }
    EXPECT_THAT(trust_text(*session, device("S2")), testing::Not(HasSubstr("Disputed")));
    keys.erase(device_name_of(*session, device("S1", 1)));
    advance();
    EXPECT_THAT(conflicts, IsEmpty());
    EXPECT_NE(state(0), twin::TwinState::kDisputed);
}

TEST_F(TwinsTest, AFollowedDeviceIsFollowedToItsOtherPlatform) {
    feed("a.csv", {now_text(90'000) + ",S1,4.0,52.0,19,", now_text(86'400) + ",S1,4.0,52.0,20,"});
    feed("b.csv", {now_text() + ",N1,4.0,52.0,21,"});
    run("device.select device=" + std::to_string(device("S1").value));
    run("chart.add property=temperature");
    ASSERT_THAT(session->desk.charted, SizeIs(1));
    run("identity.establish id=N1 feed=\"" + session->live.feeds()[1].name + "\"");
    advance();
    EXPECT_EQ(session->device, device("S1")) << "nobody follows it yet";
    run("device.follow on=true");
    advance();
    EXPECT_EQ(session->device, device("N1", 1));
    EXPECT_TRUE(session->desk.follows_device);
    EXPECT_THAT(session->desk.charted, SizeIs(2)) << "its history stays, and goes on";
}

TEST_F(TwinsTest, MessagesAreShownAsTheyCameAndLeaveOnlyWhereTheyMay) {
    run("feed.connect url=\"sim:demo?inhabitants=500\"");
    ASSERT_TRUE(test::wait_until([&] {
        session->live.take_in(0.1);
        return session->live.store().entities().size() >= 10;
    }));
    run("device.select device=0");
    run("device.card");
    PanelBuilder builder(*session, registry);
    const panels::MessageCard& card = builder.build({}, std::nullopt).device.twin.message;
    ASSERT_TRUE(card.has_message);
    const std::string id(session->live.store().entities()[twin::EntityId{0}].id());
    EXPECT_THAT(card.text, HasSubstr(id));
    EXPECT_THAT(card.facts, HasSubstr("belvedere/city/"));
    const std::string path = path_of("message.txt");
    run("device.export_message path=\"" + path + "\"");
    EXPECT_THAT(std::string(as_text(*read_file(path, 1 << 20))), HasSubstr(id));
    run("feed.disconnect url=\"sim:demo?inhabitants=500\"");
    run("feed.connect url=\"sim:demo?inhabitants=500&forbid=export\"");
    // Entities of the feed that left are forgotten; what comes now has the next numbers.
    const std::size_t before = session->live.store().entities().size();
    ASSERT_TRUE(test::wait_until([&] {
        session->live.take_in(0.1);
        return session->live.store().entities().size() > before &&
               session->live.raw_messages(session->live.feeds()[0].source) != nullptr;
    }));
    run("device.select device=" + std::to_string(session->live.store().entities().size() - 1));
    EXPECT_EQ(refused("device.export_message path=\"" + path_of("no.txt") + "\"").kind,
              ErrorKind::kDenied);
    EXPECT_FALSE(std::filesystem::exists(path_of("no.txt")));
    EXPECT_EQ(refused("device.copy_message").kind, ErrorKind::kDenied);
}

TEST(CheckSigned, WhatIsNotSignedOrCannotBeCheckedIsSaid) {
    SignerDocuments documents;
    EXPECT_EQ(check_signed(R"({"id":"a"})", "a", documents, {}).state, ProofState::kNone);
    EXPECT_EQ(check_signed(R"({"id":"a","proof":7})", "a", documents, {}).state, ProofState::kNone);
    const std::string signed_by_web =
        R"({"id":"a","proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022",)"
        R"("verificationMethod":"did:web:city.example#k","proofValue":"z1"}})";
    EXPECT_EQ(check_signed(signed_by_web, "a", documents, {}).state, ProofState::kCannotTell);
    EXPECT_TRUE(check_signed(signed_by_web, "a", documents, {}).lacks_document);
    // Once its document is there, the signature is judged: it is none.
    const std::string document = R"({"id":"did:web:city.example","assertionMethod":["#k"]})";
    EXPECT_EQ(*documents.learn(as_bytes(document)), "did:web:city.example");
    EXPECT_EQ(check_signed(signed_by_web, "a", documents, {}).state, ProofState::kWrong);
    EXPECT_FALSE(documents.learn(as_bytes(std::string_view("{}"))));
    EXPECT_FALSE(documents.learn(as_bytes(std::string_view("no"))));
    EXPECT_EQ(scheme_of({"sta+http://x", "Things(1)"}), "sensorthings");
    EXPECT_EQ(scheme_of({"sta+http://x", "did:key:z6Mk"}), "did:key");
    EXPECT_EQ(scheme_of({"mqtt://x", "7"}), "id");
}

TEST(CheckSigned, AnothersSignatureIsVerifiedForItsOwnDeviceAlone) {
    const std::string& signed_device = test::signed_document();
    SignerDocuments documents;
    const Proof proof = check_signed(signed_device, "urn:ngsi-ld:Device:42", documents, {});
    EXPECT_EQ(proof.state, ProofState::kVerified);
    EXPECT_EQ(proof.key, proof.signer);
    EXPECT_EQ(check_signed(signed_device, "urn:ngsi-ld:Device:43", documents, {}).state,
              ProofState::kCannotTell);
    std::string forged = signed_device;
    forged.replace(forged.find("4.5"), 3, "4.6");
    EXPECT_EQ(check_signed(forged, "urn:ngsi-ld:Device:42", documents, {}).state,
              ProofState::kWrong);
}

TEST(CheckSigned, RdfSignaturesAreVerifiedLikeOthers) {
    SignerDocuments documents;
    const std::string& device = test::rdf_signed_document();
    const Proof proof = check_signed(device, "urn:ngsi-ld:Device:42", documents, {});
    EXPECT_EQ(proof.state, ProofState::kVerified);
    EXPECT_EQ(proof.key, proof.signer);
    std::string forged = device;
    forged.replace(forged.find("CEL"), 3, "FAH");
    EXPECT_EQ(check_signed(forged, "urn:ngsi-ld:Device:42", documents, {}).state,
              ProofState::kWrong);
    // In words of a context that nobody has here.
    std::string unknown = device;
    unknown.insert(unknown.find('[') + 1, R"("https://example.org/context",)");
    const Proof untold = check_signed(unknown, "urn:ngsi-ld:Device:42", documents, {});
    EXPECT_EQ(untold.state, ProofState::kCannotTell);
    EXPECT_THAT(untold.cause.technical, HasSubstr("https://example.org/context"));
}

TEST(CheckSigned, AttributesThatAreSignedAloneAreCounted) {
    SignerDocuments documents;
    const std::string id = "urn:ngsi-ld:Store:002";
    const std::string& entity = test::sealed_entity();
    const Proof proof = check_signed(entity, id, documents, {});
    EXPECT_EQ(proof.state, ProofState::kVerified);
    EXPECT_EQ(proof.key, proof.signer);
    EXPECT_EQ(proof.sealed, 2U);
    EXPECT_EQ(proof.attributes, 3U);
    std::string forged = entity;
    forged.replace(forged.find("Metropolis"), 10, "Gotham");
    const Proof wrong = check_signed(forged, id, documents, {});
    EXPECT_EQ(wrong.state, ProofState::kWrong);
    EXPECT_THAT(words::say(wrong.cause), HasSubstr("address: the signature"));
    // On another device's message the same signatures prove nothing.
    std::string other = entity;
    other.replace(other.find(id), id.size(), "urn:ngsi-ld:Store:003");
    EXPECT_EQ(check_signed(other, "urn:ngsi-ld:Store:003", documents, {}).state,
              ProofState::kWrong);
    std::string withheld = entity;
    withheld.replace(withheld.find("Metropolis"), 10, "(withheld)");
    EXPECT_EQ(check_signed(withheld, id, documents, {}).state, ProofState::kCannotTell);
    // A second signer whose document is not at hand: what the first signed is right, the rest is
    // not told.
    std::string two = entity;
    const std::string method = "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z#";
    two.replace(two.rfind(method), method.size(), "did:web:city.example#");
    const Proof untold = check_signed(two, id, documents, {});
    EXPECT_EQ(untold.state, ProofState::kCannotTell);
    EXPECT_TRUE(untold.lacks_document);
}

TEST(ContextBeside, IsThatOfTheMessageAroundAnEntity) {
    feed::RawMessage message;
    message.text = R"({"metadata":{"Link":"<https://a.example/c>; rel=\"x\""},"body":{"data":[]}})";
    EXPECT_EQ(context_beside(message), R"("https://a.example/c")");
    message.text = R"({"metadata":{"Link":7},"body":{"@context":["urn:b"],"data":[]}})";
    EXPECT_EQ(context_beside(message), R"(["urn:b"])");
    message.text = R"([{"id":"a"}])";
    EXPECT_EQ(context_beside(message), "");
    message.link_context = "urn:header";
    EXPECT_EQ(context_beside(message), R"("urn:header")");
    message.text = std::string(1'000, '[');
    EXPECT_EQ(context_beside(message), R"("urn:header")");
}

// Answers as it is told to, at once.
class ToldTransport final : public net::HttpTransport {
  public:
    explicit ToldTransport(std::vector<net::HttpResponse> answers) : answers_(std::move(answers)) {}
    void fetch(net::HttpRequest request, Done done) override {
        EXPECT_EQ(request.url, "https://city.example/dev/17/did.json");
        net::HttpResponse next = answers_.front();
        answers_.erase(answers_.begin());
        if (next.final_url.empty()) next.final_url = request.url;
        done(std::move(next));
    }

  private:
    std::vector<net::HttpResponse> answers_;
};

TEST(SignerDocuments, AreFetchedWhenAskedAndNeverByARedirect) {
    const std::string did = "did:web:city.example:dev:17";
    const std::string text = R"({"id":")" + did + R"("})";
    net::HttpResponse good, redirected, other;
    good.body = redirected.body = Bytes(as_bytes(text).begin(), as_bytes(text).end());
    redirected.final_url = "https://elsewhere.example/did.json";
    const std::string_view others = R"({"id":"did:web:other"})";
    other.body = Bytes(as_bytes(others).begin(), as_bytes(others).end());
    SignerDocuments documents(
        std::make_unique<ToldTransport>(std::vector{redirected, other, good}));
    EXPECT_FALSE(documents.ask("did:key:z6Mk"));
    EXPECT_FALSE(documents.take_in());
    for (const char* expected : {"redirected", "is of"}) {
        ASSERT_TRUE(documents.ask(did));
        EXPECT_TRUE(documents.is_asked(did));
        EXPECT_TRUE(documents.take_in());
        EXPECT_EQ(documents.known()->find(did), nullptr);
        EXPECT_THAT(documents.known()->problem(did).value_or(""), HasSubstr(expected));
    }
    ASSERT_TRUE(documents.ask(did));
    EXPECT_TRUE(documents.take_in());
    ASSERT_NE(documents.known()->find(did), nullptr);
    EXPECT_FALSE(documents.known()->problem(did));
}

TEST(TwinLinks, WhatIsWrongInAFileIsSaidAndWhatIsUnknownStays) {
    const auto read = [](const std::string& members) {
        return project::from_json(R"({"belvedere_project": 1, )" + members + "}");
    };
    for (const char* wrong :
         {R"("device_bindings": 7)", R"("device_bindings": [7])",
          R"("device_bindings": [{"device":{"source":"s"},"feature":"f"}])",
          R"("device_bindings": [{"device":{"source":"s","id":"d"}}])",
          R"("device_bindings": [{"device":{"id":"d"},"feature":"f"},)"
          R"({"device":{"id":"d"},"refused":true}])",
          R"("identity": [{"a":{"id":"x"},"b":{"id":"x"},"asserted_by":"me"}])",
          R"("identity": [{"a":{"id":"x"},"b":{"id":"y"}}])",
          R"("identity": [{"a":{"id":"x"},"b":{"id":"y"},"asserted_by":"me","relation":"likes"}])",
          R"("tint": "red")", R"("tint": 1)"}) {
        EXPECT_FALSE(read(wrong)) << wrong;
    }
    const auto later =
        read(R"("device_bindings": [{"device":{"id":"d"},"feature":"f","layer":"l","later":[1]}])");
    ASSERT_TRUE(later) << later.error().message;
    EXPECT_THAT(project::to_json(*later), HasSubstr("later"));
}

}  // namespace
}  // namespace belvedere::window
