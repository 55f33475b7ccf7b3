// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/object_names.hpp"

#include "engine/content/decode/citygml/name_table.hpp"

namespace belvedere::content::citygml {

namespace {

constexpr NameTable kRoles{
    {KnownName<FeatureRole>{"Building", FeatureRole::kObject},
     KnownName<FeatureRole>{"BuildingPart", FeatureRole::kObject},
     KnownName<FeatureRole>{"BuildingInstallation", FeatureRole::kObject},
     KnownName<FeatureRole>{"IntBuildingInstallation", FeatureRole::kObject},
     KnownName<FeatureRole>{"BuildingConstructiveElement", FeatureRole::kObject},
     KnownName<FeatureRole>{"BuildingFurniture", FeatureRole::kObject},
     KnownName<FeatureRole>{"BuildingRoom", FeatureRole::kObject},
     KnownName<FeatureRole>{"BuildingUnit", FeatureRole::kObject},
     KnownName<FeatureRole>{"Room", FeatureRole::kObject},
     KnownName<FeatureRole>{"Storey", FeatureRole::kObject},
     KnownName<FeatureRole>{"Bridge", FeatureRole::kObject},
     KnownName<FeatureRole>{"BridgePart", FeatureRole::kObject},
     KnownName<FeatureRole>{"BridgeInstallation", FeatureRole::kObject},
     KnownName<FeatureRole>{"IntBridgeInstallation", FeatureRole::kObject},
     KnownName<FeatureRole>{"BridgeConstructionElement", FeatureRole::kObject},
     KnownName<FeatureRole>{"BridgeConstructiveElement", FeatureRole::kObject},
     KnownName<FeatureRole>{"BridgeFurniture", FeatureRole::kObject},
     KnownName<FeatureRole>{"BridgeRoom", FeatureRole::kObject},
     KnownName<FeatureRole>{"Tunnel", FeatureRole::kObject},
     KnownName<FeatureRole>{"TunnelPart", FeatureRole::kObject},
     KnownName<FeatureRole>{"TunnelInstallation", FeatureRole::kObject},
     KnownName<FeatureRole>{"IntTunnelInstallation", FeatureRole::kObject},
     KnownName<FeatureRole>{"TunnelConstructiveElement", FeatureRole::kObject},
     KnownName<FeatureRole>{"TunnelFurniture", FeatureRole::kObject},
     KnownName<FeatureRole>{"HollowSpace", FeatureRole::kObject},
     KnownName<FeatureRole>{"OtherConstruction", FeatureRole::kObject},
     KnownName<FeatureRole>{"Road", FeatureRole::kObject},
     KnownName<FeatureRole>{"Railway", FeatureRole::kObject},
     KnownName<FeatureRole>{"Track", FeatureRole::kObject},
     KnownName<FeatureRole>{"Square", FeatureRole::kObject},
     KnownName<FeatureRole>{"Waterway", FeatureRole::kObject},
     KnownName<FeatureRole>{"TransportationComplex", FeatureRole::kObject},
     KnownName<FeatureRole>{"TrafficSpace", FeatureRole::kObject},
     KnownName<FeatureRole>{"AuxiliaryTrafficSpace", FeatureRole::kObject},
     KnownName<FeatureRole>{"ClearanceSpace", FeatureRole::kObject},
     KnownName<FeatureRole>{"Intersection", FeatureRole::kObject},
     KnownName<FeatureRole>{"Section", FeatureRole::kObject},
     KnownName<FeatureRole>{"Hole", FeatureRole::kObject},
     KnownName<FeatureRole>{"CityFurniture", FeatureRole::kObject},
     KnownName<FeatureRole>{"CityObjectGroup", FeatureRole::kObject},
     KnownName<FeatureRole>{"GenericCityObject", FeatureRole::kObject},
     KnownName<FeatureRole>{"GenericLogicalSpace", FeatureRole::kObject},
     KnownName<FeatureRole>{"GenericOccupiedSpace", FeatureRole::kObject},
     KnownName<FeatureRole>{"GenericUnoccupiedSpace", FeatureRole::kObject},
     KnownName<FeatureRole>{"LandUse", FeatureRole::kObject},
     KnownName<FeatureRole>{"PlantCover", FeatureRole::kObject},
     KnownName<FeatureRole>{"SolitaryVegetationObject", FeatureRole::kObject},
     KnownName<FeatureRole>{"WaterBody", FeatureRole::kObject},
     KnownName<FeatureRole>{"ReliefFeature", FeatureRole::kObject},
     KnownName<FeatureRole>{"TINRelief", FeatureRole::kObject},
     KnownName<FeatureRole>{"RasterRelief", FeatureRole::kObject},
     KnownName<FeatureRole>{"MassPointRelief", FeatureRole::kObject},
     KnownName<FeatureRole>{"BreaklineRelief", FeatureRole::kObject},
     KnownName<FeatureRole>{"PointCloud", FeatureRole::kObject},
     KnownName<FeatureRole>{"Dynamizer", FeatureRole::kObject},
     KnownName<FeatureRole>{"Version", FeatureRole::kObject},
     KnownName<FeatureRole>{"VersionTransition", FeatureRole::kObject},
     KnownName<FeatureRole>{"Door", FeatureRole::kSurface},
     KnownName<FeatureRole>{"Window", FeatureRole::kSurface},
     KnownName<FeatureRole>{"TrafficArea", FeatureRole::kSurface},
     KnownName<FeatureRole>{"AuxiliaryTrafficArea", FeatureRole::kSurface},
     KnownName<FeatureRole>{"Marking", FeatureRole::kSurface}},
    FeatureRole::kNone};

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
    const FeatureRole role = kRoles[local];
    if (role != FeatureRole::kNone) return role;
    return local.ends_with("Surface") ? FeatureRole::kSurface : FeatureRole::kNone;
}

citymodel::LodTenths lod_of_property(std::string_view local) {
    // Letter by letter: asked of each property of a file.
    const bool is_lod = local.size() >= 4 && local[0] == 'l' && local[1] == 'o' &&
                        local[2] == 'd' && local[3] >= '0' && local[3] <= '4';
    if (!is_lod) {
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
