#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts what is in CityGML files, independently of the program: an oracle for its reader.

    count_citygml.py ROOT                  writes one JSON line a file, paths relative to ROOT
    count_citygml.py ROOT --check FILE     exits 1 unless FILE says the same

Nothing is shared with the reader: Python's own XML parser, and rules written from the standard
(OGC 08-007r1, 12-019, 20-010, GML 3.1.1). What is counted, of all levels of detail:

  objects    city objects by type, parts and reliefs among them
  surfaces   semantic surfaces by type, openings among them
  polygons   polygons, patches and triangles with an exterior of three corners or more
  generic    generic attributes that have a value
  simple     other attributes with a single text, each name once a feature
  values     of all attributes: one of each generic attribute and of each text of its own, of data
             types one of each text inside, of properties that stand side by side one for all
  textured   polygons whose exterior has coordinates in a parameterized texture
"""
import collections
import json
import os
import sys
import xml.etree.ElementTree as ElementTree

OBJECTS = set('''
Building BuildingPart BuildingInstallation IntBuildingInstallation BuildingConstructiveElement
BuildingFurniture BuildingRoom BuildingUnit Room Storey Bridge BridgePart BridgeInstallation
IntBridgeInstallation BridgeConstructionElement BridgeConstructiveElement BridgeFurniture BridgeRoom
Tunnel TunnelPart TunnelInstallation IntTunnelInstallation TunnelConstructiveElement TunnelFurniture
HollowSpace OtherConstruction Road Railway Track Square Waterway TransportationComplex TrafficSpace
AuxiliaryTrafficSpace ClearanceSpace Intersection Section Hole CityFurniture CityObjectGroup
GenericCityObject GenericLogicalSpace GenericOccupiedSpace GenericUnoccupiedSpace LandUse PlantCover
SolitaryVegetationObject WaterBody ReliefFeature TINRelief RasterRelief MassPointRelief
BreaklineRelief PointCloud Dynamizer Version VersionTransition'''.split())
SURFACES = {'Door', 'Window', 'TrafficArea', 'AuxiliaryTrafficArea', 'Marking'}
POLYGONS = {'Polygon', 'PolygonPatch', 'Triangle', 'Rectangle'}
EXTERIORS = {'exterior', 'outerBoundaryIs'}
GENERICS = {'stringAttribute', 'intAttribute', 'doubleAttribute', 'dateAttribute', 'uriAttribute',
            'measureAttribute', 'StringAttribute', 'IntAttribute', 'DoubleAttribute',
            'DateAttribute', 'UriAttribute', 'MeasureAttribute', 'CodeAttribute'}
GML_TEXTS = {'name', 'description', 'identifier'}
ADDRESS = set('''CountryName AdministrativeAreaName LocalityName ThoroughfareName ThoroughfareNumber
Number PostalCodeNumber Identifier AddressLine'''.split())
GEOMETRY = POLYGONS | set('''MultiSurface CompositeSurface Solid MultiSolid CompositeSolid Surface
TriangulatedSurface Tin Shell OrientableSurface MultiCurve LineString Curve Point MultiPoint
MultiGeometry PolyhedralSurface'''.split())


def split(tag):
    """Module ('gml', 'city', 'app', 'xal', 'other') and local name."""
    if not tag.startswith('{'):
        return 'none', tag
    uri, local = tag[1:].split('}')
    if uri.startswith('http://www.opengis.net/gml'):
        return 'gml', local
    if uri.startswith('http://www.opengis.net/citygml/'):
        return ('app' if 'appearance' in uri else 'city'), local
    if uri.startswith('urn:oasis'):
        return 'xal', local
    return 'other', local


def attribute(element, name):
    for key, value in element.attrib.items():
        if key.split('}')[-1] == name:
            return value
    return None


def corners_of(ring, dimension):
    numbers = []
    for positions in ring.iter():
        local = split(positions.tag)[1]
        if local not in ('posList', 'pos', 'coordinates'):
            continue
        words = (positions.text or '').replace(',', ' ').split()
        try:
            values = [float(word) for word in words]
        except ValueError:
            return None
        size = int(attribute(positions, 'srsDimension') or dimension)
        if len(values) % size:
            size = 5 - size
        if not values or len(values) % size:
            return None
        numbers += [tuple(values[i:i + size]) for i in range(0, len(values), size)]
    if len(numbers) > 1 and numbers[0] == numbers[-1]:
        numbers.pop()
    return numbers


class Counter:
    def __init__(self, root, folder):
        self.folder = folder
        self.objects = collections.Counter()
        self.surfaces = collections.Counter()
        self.polygons = self.generic = self.simple = self.textured = self.values = 0
        self.texture_rings = {}
        for element in root.iter():
            if split(element.tag) in (('app', 'ParameterizedTexture'),):
                self.see_texture(element)
        for member in root:
            module, local = split(member.tag)
            if local in ('cityObjectMember', 'featureMember', 'member', 'versionMember',
                         'versionTransitionMember'):
                for feature in member:
                    self.object(feature)

    def see_texture(self, texture):
        for part in texture.iter():
            if split(part.tag)[1] == 'isFront' and (part.text or '').strip() in ('false', '0'):
                return
        for holder in texture.iter():
            if split(holder.tag)[1] == 'textureCoordinates':
                ring = (attribute(holder, 'ring') or '').lstrip('#')
                self.texture_rings[ring] = len((holder.text or '').split()) // 2
            if split(holder.tag)[1] == 'TexCoordList':
                rings = [e for e in holder if split(e.tag)[1] == 'ring']
                texts = [e for e in holder if split(e.tag)[1] == 'textureCoordinates']
                for ring, text in zip(rings, texts):
                    self.texture_rings[(ring.text or '').strip().lstrip('#')] = \
                        len((text.text or '').split()) // 2

    def role(self, element):
        module, local = split(element.tag)
        if module == 'city' and local in OBJECTS:
            return 'object'
        if module in ('city', 'other') and (
                local.endswith('Surface') or (module == 'city' and local in SURFACES)):
            return 'surface'
        if module == 'other' and local[:1].isupper() and not local.endswith('Attribute') and any(
                split(e.tag)[1] in GEOMETRY for e in element.iter()):
            return 'object'
        return None

    def takes(self, child, prop):
        """Whether a property's child is more than a value: an object, a surface, a geometry."""
        module, local = split(child.tag)
        return self.role(child) is not None or local == 'ImplicitGeometry' or \
            (module, local) == ('app', 'Appearance') or (module == 'gml' and local in GEOMETRY)

    def value_count(self, feature):
        count = 0
        previous = None
        for prop in feature:
            module, local = split(prop.tag)
            is_geometry = local.startswith('lod') and local[3:4].isdigit()
            if (module == 'gml' and local not in GML_TEXTS) or (len(prop) == 0 and is_geometry) or \
                    any(self.takes(child, local) for child in prop):
                previous = None
            elif local in GENERICS or local in ('genericAttribute', 'genericAttributeSet'):
                count += self.generic_values(prop)
                previous = None
            elif prop.tag == previous:
                continue  # One list.
            else:
                following = feature[list(feature).index(prop) + 1:][:1]
                is_list = bool(following) and following[0].tag == prop.tag
                count += 1 if is_list else self.values_below(prop)
                previous = prop.tag if is_list else None
        return count

    def generic_values(self, prop):
        local = split(prop.tag)[1]
        if local == 'genericAttribute':
            return sum(self.generic_values(inner) for inner in list(prop)[:1])
        if local.lower() == 'genericattributeset':
            return sum(self.generic_values(inner) for inner in prop if split(inner.tag)[1] != 'name')
        return int(any(split(e.tag)[1] == 'value' for e in prop))

    def values_below(self, prop):
        if len(prop) == 0:
            return int(bool((prop.text or '').strip() or attribute(prop, 'href')))
        count = 0
        for part in prop:
            module, local = split(part.tag)
            if module == 'gml' and local in GEOMETRY | {'exterior', 'interior', 'pos', 'posList'}:
                continue
            if module == 'xal' or local == 'xalAddress':
                count += self.address_values(part, prop)
            else:
                count += self.values_below(part)
        return count

    def address_values(self, part, parent):
        count = 0
        for inner in part:
            local = split(inner.tag)[1]
            is_name = local in ADDRESS or (local == 'NameElement' and split(part.tag)[1] in
                                           ('Country', 'AdministrativeArea', 'Locality', 'Thoroughfare'))
            count += is_name if len(inner) == 0 else self.address_values(inner, part)
        return count

    def object(self, feature):
        self.objects[split(feature.tag)[1]] += 1
        self.properties(feature)

    def properties(self, feature):
        names = set()
        for prop in feature:
            module, local = split(prop.tag)
            if module == 'gml' and local not in GML_TEXTS:
                continue
            if local in GENERICS:
                self.generic += any(split(e.tag)[1] == 'value' for e in prop)
                continue
            if local == 'genericAttribute':
                for generic in prop:
                    self.generic += any(split(e.tag)[1] == 'value' for e in generic)
                continue
            if len(prop) == 0:
                is_geometry = local.startswith('lod') and local[3:4].isdigit()
                has_value = (prop.text or '').strip() or attribute(prop, 'href')
                if has_value and not is_geometry:
                    names.add((module, local))
                continue
            for child in prop:
                self.child(child, local)
        self.simple += len(names)
        self.values += self.value_count(feature)

    def child(self, child, prop):
        module, local = split(child.tag)
        role = self.role(child)
        if role == 'object':
            self.object(child)
        elif role == 'surface':
            self.surfaces[local] += 1
            self.properties(child)
        elif module == 'gml' and local in GEOMETRY and prop not in ('extent', 'boundedBy'):
            self.geometry(child, 3)
        elif local == 'ImplicitGeometry':
            for part in child:
                if split(part.tag)[1] in ('relativeGMLGeometry', 'relativeGeometry'):
                    for inner in part:
                        self.geometry(inner, 3)
                    self.elsewhere(attribute(part, 'href') or '')

    def elsewhere(self, href):
        """A template in another file: "file.gml#id"."""
        name, _, wanted = href.partition('#')
        path = os.path.join(self.folder, name)
        if name and os.path.exists(path):
            for element in ElementTree.parse(path).getroot().iter():
                if attribute(element, 'id') == wanted:
                    return self.geometry(element, 3)

    def geometry(self, element, dimension):
        dimension = int(attribute(element, 'srsDimension') or dimension)
        if split(element.tag)[1] in POLYGONS:
            return self.polygon(element, dimension)
        for child in element:
            self.geometry(child, dimension)

    def polygon(self, element, dimension):
        for bound in element:
            if split(bound.tag)[1] not in EXTERIORS:
                continue
            for ring in bound:
                corners = corners_of(ring, int(attribute(ring, 'srsDimension') or dimension))
                if corners is None or len(corners) < 3:
                    return
                self.polygons += 1
                given = self.texture_rings.get(attribute(ring, 'id'))
                self.textured += given in (len(corners), len(corners) + 1)
                return


def count(path):
    counter = Counter(ElementTree.parse(path).getroot(), os.path.dirname(path))
    return {'objects': dict(sorted(counter.objects.items())),
            'surfaces': dict(sorted(counter.surfaces.items())),
            'polygons': counter.polygons, 'generic': counter.generic, 'simple': counter.simple, 'values': counter.values,
            'textured': counter.textured}


def city_models(folder):
    for where, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(where, name)
            if name.endswith(('.gml', '.xml')) and 'codelists' not in path:
                with open(path, 'rb') as file:
                    head = file.read(65536)
                if b'CityModel' in head:
                    yield path


def counted(root):
    lines = []
    for folder in ('citygml', 'plateau-pairs'):
        for path in city_models(os.path.join(root, folder)):
            try:
                counts = count(path)
            except ElementTree.ParseError:
                continue  # Broken on purpose: the reader's own tests look at those.
            lines.append(json.dumps({'file': os.path.relpath(path, root), **counts},
                                    ensure_ascii=False))
    return lines


def main():
    lines = counted(sys.argv[1])
    if len(sys.argv) < 4:
        print('\n'.join(lines))
        return 0
    with open(sys.argv[3], encoding='utf-8') as file:
        known = file.read().splitlines()
    wrong = sorted(set(lines) ^ set(known))
    print('\n'.join(wrong) if wrong else f'{len(lines)} files are as they were counted')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
