// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/object_names.hpp"

#include "engine/content/decode/citygml/gml_names.hpp"

namespace belvedere::content::citygml {

namespace {

bool is_object_name(std::string_view local) {
    switch (name_hash(local)) {
        case name_hash("Building"):
        case name_hash("BuildingPart"):
        case name_hash("BuildingInstallation"):
        case name_hash("IntBuildingInstallation"):
        case name_hash("BuildingConstructiveElement"):
        case name_hash("BuildingFurniture"):
        case name_hash("BuildingRoom"):
        case name_hash("BuildingUnit"):
        case name_hash("Room"):
        case name_hash("Storey"):
        case name_hash("Bridge"):
        case name_hash("BridgePart"):
        case name_hash("BridgeInstallation"):
        case name_hash("IntBridgeInstallation"):
        case name_hash("BridgeConstructionElement"):
        case name_hash("BridgeConstructiveElement"):
        case name_hash("BridgeFurniture"):
        case name_hash("BridgeRoom"):
        case name_hash("Tunnel"):
        case name_hash("TunnelPart"):
        case name_hash("TunnelInstallation"):
        case name_hash("IntTunnelInstallation"):
        case name_hash("TunnelConstructiveElement"):
        case name_hash("TunnelFurniture"):
        case name_hash("HollowSpace"):
        case name_hash("OtherConstruction"):
        case name_hash("Road"):
        case name_hash("Railway"):
        case name_hash("Track"):
        case name_hash("Square"):
        case name_hash("Waterway"):
        case name_hash("TransportationComplex"):
        case name_hash("TrafficSpace"):
        case name_hash("AuxiliaryTrafficSpace"):
        case name_hash("ClearanceSpace"):
        case name_hash("Intersection"):
        case name_hash("Section"):
        case name_hash("Hole"):
        case name_hash("CityFurniture"):
        case name_hash("CityObjectGroup"):
        case name_hash("GenericCityObject"):
        case name_hash("GenericLogicalSpace"):
        case name_hash("GenericOccupiedSpace"):
        case name_hash("GenericUnoccupiedSpace"):
        case name_hash("LandUse"):
        case name_hash("PlantCover"):
        case name_hash("SolitaryVegetationObject"):
        case name_hash("WaterBody"):
        case name_hash("ReliefFeature"):
        case name_hash("TINRelief"):
        case name_hash("RasterRelief"):
        case name_hash("MassPointRelief"):
        case name_hash("BreaklineRelief"):
        case name_hash("PointCloud"):
        case name_hash("Dynamizer"):
        case name_hash("Version"):
        case name_hash("VersionTransition"):
            return true;
        default:
            return false;
    }
}

bool is_surface_name(std::string_view local) {
    switch (name_hash(local)) {
        case name_hash("Door"):
        case name_hash("Window"):
        case name_hash("TrafficArea"):
        case name_hash("AuxiliaryTrafficArea"):
        case name_hash("Marking"):
            return true;
        default:
            return local.ends_with("Surface");
    }
}

}  // namespace

FeatureRole feature_role(Module module, std::string_view local) {
    switch (module) {
        case Module::kAppearance:
            return local == "Appearance" ? FeatureRole::kAppearance : FeatureRole::kNone;
        case Module::kNone:
        case Module::kGml:
        case Module::kXlink:
        case Module::kXsi:
        case Module::kXal:
        case Module::kXml:
        case Module::kTexturedSurface:
            return FeatureRole::kNone;
        case Module::kOther:
            return local.ends_with("Surface") && !local.ends_with("MultiSurface")
                       ? FeatureRole::kSurface
                       : FeatureRole::kNone;
        default:
            break;
    }
    if (is_object_name(local)) return FeatureRole::kObject;
    if (is_surface_name(local) || local == "GenericThematicSurface") return FeatureRole::kSurface;
    return FeatureRole::kNone;
}

citymodel::LodTenths lod_of_property(std::string_view local) {
    if (local.size() < 4 || !local.starts_with("lod") || local[3] < '0' || local[3] > '4') {
        return citymodel::kNoLod;
    }
    return static_cast<citymodel::LodTenths>((local[3] - '0') * 10);
}

bool is_member_name(std::string_view local) {
    return local == "cityObjectMember" || local == "featureMember" || local == "member" ||
           local == "versionMember" || local == "versionTransitionMember" ||
           local == "cityObjectMembers";
}

bool is_integer_attribute(std::string_view local) {
    return local == "storeysAboveGround" || local == "storeysBelowGround" ||
           local == "yearOfConstruction" || local == "yearOfDemolition" || local == "lod";
}

bool is_number_attribute(std::string_view local) {
    return local == "measuredHeight" || local == "averageHeight" || local == "height" ||
           local == "trunkDiameter" || local == "crownDiameter" || local == "rootBallDiameter";
}

}  // namespace belvedere::content::citygml
