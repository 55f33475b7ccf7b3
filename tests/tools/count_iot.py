#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What is in the live-data payloads of the sample data, read plainly from the standards.

    count_iot.py FOLDER > tests/data/iot_counts.tsv
    count_iot.py FOLDER --digests > tests/data/iot_digests.tsv

One line a payload file: entities (distinct ids), values, faulty values, values with a unit, places,
rejected documents. With --digests how many values there are and the MD5 of what they are: lines of
entity, value and unit, in order of their bytes; places by longitude and latitude, structures by being
one. Files in expanded form and with values that a context expands are left out there. It is an implementation of its own, in another language, for the decoders to be
compared with: NGSI-LD (ETSI GS CIM 009) and NGSIv2 by the forms of their members, SensorThings 1.1.
"""
import hashlib
import json
import os
import sys

VALUE = {'Property': 'value', 'Relationship': 'object', 'GeoProperty': 'value',
         'LanguageProperty': 'languageMap', 'VocabProperty': 'vocab', 'JsonProperty': 'json',
         'ListProperty': 'valueList', 'ListRelationship': 'objectList'}
VALUES = {'Property': 'values', 'Relationship': 'objects', 'GeoProperty': 'values',
          'LanguageProperty': 'languageMaps', 'VocabProperty': 'vocabs', 'JsonProperty': 'jsons',
          'ListProperty': 'valueLists', 'ListRelationship': 'objectLists'}
OTHER = {'Subscription', 'ContextSourceRegistration', 'CSourceRegistration', 'EntityMap'}
META = {'id', 'type', '@context', 'scope', 'createdAt', 'modifiedAt', 'deletedAt', 'expiresAt',
        'observedAt'}
AGGREGATES = ('avg', 'min', 'max', 'sum', 'totalCount', 'distinctCount', 'stddev', 'sumsq')
MANY = ('hasValues', 'hasObjects', 'hasLanguageMaps', 'hasVocabs', 'jsons', 'hasValueLists',
        'hasObjectLists')
GEOMETRIES = ('Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon')
GEOJSON = 'https://purl.org/geojson/vocab#'
LD = 'https://uri.etsi.org/ngsi-ld/'


class Pairs(list):
    """An object's members in order; two of one name are two."""

    def get(self, key, default=None):
        return next((value for name, value in self if name == key), default)

    def has(self, key):
        return any(name == key for name, _ in self)


def is_array(value):
    return isinstance(value, list) and not isinstance(value, Pairs)


def is_text(value):
    return isinstance(value, str)


class Count:
    def __init__(self):
        self.entities, self.values, self.faults, self.units = set(), 0, 0, 0
        self.places, self.rejected = 0, 0
        self.entity, self.lines, self.is_plain = '', [], True

    def value(self, value, unit=False, is_place=False):
        if value is None or (is_place and not is_geometry(value) and not isinstance(value, str)):
            self.faults += 1
            return
        self.values += 1
        self.units += bool(unit)
        self.places += is_geometry(value)
        self.lines.append('\t'.join((self.entity, said(value), unit if is_text(unit) else '')))

    def digest(self):
        lines = sorted(line.encode() for line in self.lines)
        return hashlib.md5(b'\n'.join(lines)).hexdigest()


def said(value):
    """A value as a line says it."""
    if isinstance(value, Pairs) and value.has('@value') and not isinstance(value.get('@value'), Pairs):
        value = value.get('@value')
    if isinstance(value, bool):
        return 'b %d' % value
    if isinstance(value, (int, float)):
        return 'n %.9g' % value
    if is_geometry(value):
        points = list(points_in(value.get('coordinates')))
        middle = [(min(axis) + max(axis)) / 2 for axis in list(zip(*points))]
        return 'p %.5f %.5f' % tuple(middle)
    if is_text(value):
        return 'd' if value == 'urn:ngsi-ld:null' else 't ' + value
    return 'j'


def points_in(coordinates):
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield coordinates[:2]
        return
    for part in coordinates:
        yield from points_in(part)


def is_geometry(value):
    return isinstance(value, Pairs) and value.get('type') in GEOMETRIES and value.has('coordinates')


def unit_of(attribute):
    metadata = attribute.get('metadata')
    if isinstance(metadata, Pairs) and isinstance(metadata.get('unitCode'), Pairs):
        return metadata.get('unitCode').get('value')
    return attribute.get('unitCode')


def instance(count, attribute, kind, version_2):
    """An attribute in normalized or concise form."""
    if attribute.has('deletedAt'):
        return count.value('urn:ngsi-ld:null', unit_of(attribute))
    if kind == 'VocabProperty':
        count.is_plain = False
    others = set(VALUE.values()) - {VALUE[kind]}
    if not version_2 and any(attribute.has(other) for other in others):
        count.faults += 1
        return None
    unit = unit_of(attribute)
    if attribute.has(VALUE[kind]):
        return count.value(attribute.get(VALUE[kind]), unit, kind == 'GeoProperty')
    if attribute.has(VALUES[kind]):
        for pair in attribute.get(VALUES[kind]):
            count.value(pair[0], unit, kind == 'GeoProperty')
        return None
    found = [method for method in AGGREGATES if attribute.has(method)]
    for method in found:
        for entry in attribute.get(method):
            count.value(entry[0], unit)
    if not found:
        count.faults += 1
    return None


def attribute_in(count, attribute, version_2):
    if not isinstance(attribute, Pairs):
        if is_array(attribute) and attribute and isinstance(attribute[0], Pairs) and (
                attribute[0].get('type') in VALUE or (version_2 and attribute[0].has('value'))):
            for one in attribute:
                attribute_in(count, one, version_2)
            return
        count.value(attribute)
        return
    if is_geometry(attribute):
        count.value(attribute)
        return
    kind = None
    if version_2 and attribute.has('value'):
        kind = 'Property'
    elif is_text(attribute.get('type')) and attribute.get('type') in VALUE:
        kind = attribute.get('type')
    if kind is None:
        kind = next((k for k, member in VALUE.items() if attribute.has(member)), None)
    if kind is None:
        count.value(attribute)
    else:
        instance(count, attribute, kind, version_2)


def is_version_2(entity):
    for name, attribute in entity:
        if name in META or not isinstance(attribute, Pairs) or not attribute.has('value'):
            continue
        kind = attribute.get('type')
        if attribute.has('metadata') or (kind and kind not in VALUE) or kind == 'Relationship':
            return True
    return False


def is_expanded_place(value):
    return str(value.get('@value')).startswith('POINT') or value.has(GEOJSON + 'coordinates')


def expanded(count, entity):
    if not is_array(entity.get('@type')):
        count.rejected += 1
        return
    count.entities.add(entity.get('@id'))
    count.is_plain = False
    for name, instances in entity:
        if name.startswith('@') or not is_array(instances):
            continue
        if name.startswith(LD) and (name.endswith('At') or name == LD + 'scope'):
            continue
        for one in instances:
            if not isinstance(one, Pairs) or not is_array(one.get('@type')):
                continue
            lists = [one.get(LD + many) for many in MANY + AGGREGATES if one.has(LD + many)]
            if lists:
                entries = [entry for each in lists for entry in each[0].get('@list')]
                count.values += len(entries)
                count.units += len(entries) * one.has(LD + 'unitCode')
                count.places += sum(is_expanded_place(entry.get('@list')[0]) for entry in entries)
                continue
            has_value = any(one.has(LD + 'has' + what) for what in (
                'Value', 'Object', 'LanguageMap', 'Vocab', 'JSON', 'ValueList', 'ObjectList'))
            count.values += has_value
            count.faults += not has_value
            text = one.get(LD + 'hasValue')
            if has_value and isinstance(text, list) and isinstance(text[0], Pairs):
                count.places += str(text[0].get('@value')).startswith('POINT')
            count.units += has_value and one.has(LD + 'unitCode')


def ngsi(count, document):
    if is_array(document):
        for one in document:
            ngsi(count, one)
        return
    if not isinstance(document, Pairs) or (
            is_text(document.get('type')) and document.get('type') in OTHER):
        count.rejected += 1
        return
    if is_array(document.get('data')) and (
            document.get('type') == 'Notification' or document.has('subscriptionId')):
        ngsi(count, list(document.get('data')))
    elif document.has('@id'):
        expanded(count, document)
    elif not document.get('id') or not document.get('type'):
        count.rejected += 1
    else:
        count.entity = document.get('id')
        count.entities.add(count.entity)
        version_2 = is_version_2(document)
        for name, attribute in document:
            if name not in META:
                attribute_in(count, attribute, version_2)


def sensor_things(count, document, url=''):
    if is_array(document):
        for one in document:
            sensor_things(count, one)
        return
    if document.has('requests'):
        sensor_things(count, document.get('requests'))
    elif document.has('method') and document.has('url'):
        url = document.get('url')
        if any(name in url for name in ('Things', 'Datastreams', 'Observations')):
            sensor_things(count, document.get('body'), url)
        else:
            count.rejected += 1
    elif document.has('result'):
        stream = document.get('Datastream')
        count.entity = 'Datastreams(%s)' % stream.get('@iot.id')
        count.entities.add(count.entity)
        count.value(document.get('result'))
    elif document.has('unitOfMeasurement') or document.has('Observations'):
        count.entity = document.get('name')
        count.entities.add(count.entity)
        unit = document.get('unitOfMeasurement')
        for one in document.get('Observations', []):
            count.value(one.get('result'), unit and unit.get('symbol'))
    elif document.has('Datastreams') or document.has('Locations') or 'Things' in url:
        count.entity = document.get('name')
        count.entities.add(count.entity)
        count.value(document.get('name'))
        for place in document.get('Locations', []):
            if place.has('location'):
                count.value(place.get('location'), is_place=True)
        for stream in document.get('Datastreams', []):
            unit = stream.get('unitOfMeasurement')
            for one in stream.get('Observations', []):
                count.value(one.get('result'), unit and unit.get('symbol'))
    else:
        count.rejected += 1


def payloads(root):
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name), root)
            if not name.endswith(('.json', '.jsonld')) or 'schema' in name:
                continue
            if path.startswith('ngsi-ld-contexts') or name in ('context.jsonld', 'package.json'):
                continue
            yield path


def main(root, *options):
    wants_digests = '--digests' in options
    print('# file\tvalues\tMD5' if wants_digests else '# file\tentities\tvalues\tfaults\tunits\tplaces\trejected')
    for path in payloads(root):
        with open(os.path.join(root, path), encoding='utf-8') as file:
            text = file.read()
        count = Count()
        try:
            document = json.loads(text, object_pairs_hook=Pairs)
        except ValueError:
            count.rejected += 1
        else:
            (sensor_things if path.startswith('sensorthings') else ngsi)(count, document)
        if wants_digests:
            if count.is_plain:
                print(path, len(count.lines), count.digest(), sep='\t')
            continue
        print(path, len(count.entities), count.values, count.faults, count.units, count.places,
              count.rejected, sep='\t')


if __name__ == '__main__':
    main(*sys.argv[1:])
