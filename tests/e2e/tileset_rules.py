# SPDX-License-Identifier: Apache-2.0
"""What a tileset document must be by 3D Tiles 1.1 (OGC 22-025r4, section 7), said independently of the program.

faults(text) is a list of sentences, empty for a document without a fault. Values of metadata, and what tiles hold, are not
looked at.
"""
import json
import math
import re

DOCUMENT = {'asset', 'properties', 'schema', 'schemaUri', 'statistics', 'groups', 'metadata', 'geometricError', 'root',
            'extensionsUsed', 'extensionsRequired', 'extensions', 'extras'}
TILE = {'boundingVolume', 'viewerRequestVolume', 'geometricError', 'refine', 'transform', 'content', 'contents', 'metadata',
        'implicitTiling', 'children', 'extensions', 'extras'}
NEEDS_SCHEMA = ('statistics', 'groups', 'metadata')


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def is_count(value, least):
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def are_numbers(value, count):
    return isinstance(value, list) and len(value) == count and all(is_number(number) for number in value)


class Rules:
    def __init__(self):
        self.faults = []
        self.used = []
        self.groups = 0
        self.classes = None  # Of the schema in the document; None: it is elsewhere or there is none.
        self.has_schema = False
        self.contents = []   # URIs.

    def want(self, is_good, sentence):
        if not is_good:
            self.faults.append(sentence)
        return is_good

    def common(self, value, where, members=None):
        """An object with extensions that the document says it uses; False when it is none."""
        if not self.want(isinstance(value, dict), f'{where} is no object'):
            return False
        extensions = value.get('extensions', {})
        if self.want(isinstance(extensions, dict), f'{where}.extensions is no object'):
            for name, extension in extensions.items():
                self.want(name in self.used, f'{where} has {name}, which extensionsUsed does not name')
                self.want(isinstance(extension, dict), f'{where}.extensions.{name} is no object')
        if members is not None:
            self.want(set(value) <= members, f'{where} has {sorted(set(value) - members)}')
        return True

    def volume(self, value, where):
        if not self.common(value, where, {'box', 'region', 'sphere', 'extensions', 'extras'}):
            return
        shapes = [name for name in ('box', 'region', 'sphere') if name in value]
        self.want(shapes or value.get('extensions'), f'{where} has no shape')
        if 'box' in value:
            self.want(are_numbers(value['box'], 12), f'{where}.box is not of 12 numbers')
        if 'sphere' in value and self.want(are_numbers(value['sphere'], 4), f'{where}.sphere is not of 4 numbers'):
            self.want(value['sphere'][3] >= 0, f'{where}.sphere has a negative radius')
        if 'region' in value and self.want(are_numbers(value['region'], 6), f'{where}.region is not of 6 numbers'):
            west, south, east, north, low, high = value['region']
            self.want(all(-math.pi <= longitude <= math.pi for longitude in (west, east)), f'{where}.region: longitudes')
            self.want(-math.pi / 2 <= south <= north <= math.pi / 2, f'{where}.region: latitudes')
            self.want(low <= high, f'{where}.region: heights')

    def entity(self, value, where):
        if not self.common(value, where):
            return
        self.want(self.has_schema, f'{where} without a schema')
        named = value.get('class')
        if self.want(isinstance(named, str), f'{where}.class is no text') and self.classes is not None:
            self.want(named in self.classes, f'{where}.class is not in the schema')

    def content(self, value, where):
        if not self.common(value, where, {'boundingVolume', 'uri', 'metadata', 'group', 'extensions', 'extras'}):
            return
        uri = value.get('uri')
        if self.want(isinstance(uri, str) and uri != '', f'{where}.uri is no text'):
            self.contents.append(uri)
        if 'boundingVolume' in value:
            self.volume(value['boundingVolume'], where + '.boundingVolume')
        if 'metadata' in value:
            self.entity(value['metadata'], where + '.metadata')
        if 'group' in value:
            self.want(is_count(value['group'], 0) and value['group'] < self.groups, f'{where}.group is none of the groups')

    def implicit(self, value, where):
        if not self.common(value, where):
            return
        scheme = value.get('subdivisionScheme')
        self.want(scheme in ('QUADTREE', 'OCTREE'), f'{where}.subdivisionScheme')
        for name in ('subtreeLevels', 'availableLevels'):
            self.want(is_count(value.get(name), 1), f'{where}.{name} is no count')
        uri = value['subtrees'].get('uri') if isinstance(value.get('subtrees'), dict) else None
        if self.want(isinstance(uri, str), f'{where}.subtrees.uri is no text'):
            wanted = {'level', 'x', 'y'} | ({'z'} if scheme == 'OCTREE' else set())
            self.want(set(re.findall(r'{(\w*)}', uri)) == wanted, f'{where}.subtrees.uri: other variables')

    def tile(self, value, where, parent_error, is_root):
        if not self.common(value, where, TILE):
            return
        self.volume(value.get('boundingVolume'), where + '.boundingVolume')
        if 'viewerRequestVolume' in value:
            self.volume(value['viewerRequestVolume'], where + '.viewerRequestVolume')
        error = value.get('geometricError')
        if self.want(is_number(error) and error >= 0, f'{where}.geometricError is no length'):
            # A larger one than above is never refined to.
            self.want(error <= parent_error, f'{where}.geometricError is over its parent\'s')
        else:
            error = parent_error
        self.want(value.get('refine') in (('ADD', 'REPLACE') if is_root else ('ADD', 'REPLACE', None)), f'{where}.refine')
        if 'transform' in value:
            self.want(are_numbers(value['transform'], 16), f'{where}.transform is not of 16 numbers')
        self.want(not ('content' in value and 'contents' in value), f'{where} has content and contents')
        contents = value.get('contents', [value['content']] if 'content' in value else [])
        if self.want(isinstance(contents, list) and (contents or 'contents' not in value), f'{where}.contents is no list'):
            for each in contents:
                self.content(each, where + '.content')
        if 'metadata' in value:
            self.entity(value['metadata'], where + '.metadata')
        if 'implicitTiling' in value:
            self.implicit(value['implicitTiling'], where + '.implicitTiling')
        children = value.get('children', [])
        if self.want(isinstance(children, list) and (children or 'children' not in value), f'{where}.children is no list'):
            for i, child in enumerate(children):
                self.tile(child, f'{where}.{i}', error, False)

    def names(self, document, member):
        value = document.get(member, [])
        is_list = isinstance(value, list) and all(isinstance(name, str) for name in value) and (value or member not in document)
        if not self.want(is_list and len(set(map(str, value))) == len(value), f'{member} is no list of names, each once'):
            return []
        return value

    def document(self, document):
        if not self.want(isinstance(document, dict), 'the document is no object'):
            return
        self.used = self.names(document, 'extensionsUsed')
        self.want(set(self.names(document, 'extensionsRequired')) <= set(self.used), 'an extension is required and not used')
        self.common(document, 'the document', DOCUMENT)
        asset = document.get('asset')
        if self.common(asset, 'asset'):
            self.want(asset.get('version') in ('1.0', '1.1'), 'asset.version')
            self.want(isinstance(asset.get('tilesetVersion', ''), str), 'asset.tilesetVersion is no text')
        self.schema(document)
        properties = document.get('properties', {})
        if self.want(isinstance(properties, dict), 'properties is no object'):
            for name, each in properties.items():
                is_range = isinstance(each, dict) and is_number(each.get('minimum')) and is_number(each.get('maximum'))
                self.want(is_range, f'properties.{name} is no range')
        error = document.get('geometricError')
        self.want(is_number(error) and error >= 0, 'geometricError is no length')
        self.tile(document.get('root'), 'root', math.inf, True)

    def schema(self, document):
        self.has_schema = 'schema' in document or 'schemaUri' in document
        self.want(not ('schema' in document and 'schemaUri' in document), 'schema and schemaUri')
        self.want(isinstance(document.get('schemaUri', ''), str), 'schemaUri is no text')
        if isinstance(document.get('schema'), dict):
            self.classes = document['schema'].get('classes', {})
        for member in NEEDS_SCHEMA:
            self.want(member not in document or self.has_schema, f'{member} without a schema')
        groups = document.get('groups', [])
        self.groups = len(groups) if isinstance(groups, list) else 0
        statistics = document.get('statistics', {}).get('classes', {}) if isinstance(document.get('statistics', {}), dict) else None
        if self.want(isinstance(statistics, dict) and (statistics or 'statistics' not in document), 'statistics.classes'):
            for name, of_class in statistics.items():
                self.want(self.classes is None or name in self.classes, f'statistics of {name}, which is no class')
                is_good = isinstance(of_class, dict) and of_class and of_class.get('properties', {'': 1})
                self.want(is_good, f'statistics of {name} say nothing')


def judge(text):
    """(faults, URIs of contents) of a document as it is written."""
    rules = Rules()
    try:
        rules.document(json.loads(text))
    except ValueError as problem:
        rules.faults.append(f'no JSON: {problem}')
    return rules.faults, rules.contents
