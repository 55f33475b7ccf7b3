#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts what is in CityJSON and CityJSONSeq files, independently of the program: an oracle for its
reader.

    count_cityjson.py ROOT                  writes one JSON line a file, paths relative to ROOT
    count_cityjson.py ROOT --check FILE     exits 1 unless FILE says the same

Nothing is shared with the reader: Python's own JSON parser, and rules written from the
specification (CityJSON 2.0.1, CityJSONSeq). What is counted, of all levels of detail:

  objects     city objects by type
  surfaces    semantic surfaces by type
  polygons    surfaces whose exterior names vertices that are there; those of templates once, in
              files (CityJSON) and sequences that have an instance
  lines       lines of MultiLineStrings
  points      points of MultiPoints
  instances   geometries that place a template
  attributes  of objects, with a value; members beside "attributes" that are no structure among them
  of_surfaces attributes of semantic surfaces
  textured    polygons that have whole texture coordinates in some theme
  painted     polygons that have a material in some theme
"""
import collections
import json
import os
import sys

STRUCTURE = {'type', 'attributes', 'geometry', 'parents', 'children', 'geographicalExtent', 'children_roles'}
LEVELS = {'MultiSurface': 0, 'CompositeSurface': 0, 'Solid': 1, 'MultiSolid': 2, 'CompositeSolid': 2}


def flat(boundaries, levels):
    """Surfaces of boundaries, in order, each with the way to it."""
    if levels == 0:
        return [((i,), surface) for i, surface in enumerate(boundaries)]
    return [((i,) + way, surface) for i, inner in enumerate(boundaries) for way, surface in flat(inner, levels - 1)]


def beside(values, way):
    """What stands in `values` at the way of a surface; a null above it stands for all below."""
    for step in way:
        if not isinstance(values, list) or step >= len(values):
            return None
        values = values[step]
    return values


class Counter:
    def __init__(self):
        self.objects = collections.Counter()
        self.surfaces = collections.Counter()
        self.counts = collections.Counter(dict.fromkeys(
            ('polygons', 'lines', 'points', 'instances', 'attributes', 'of_surfaces', 'textured', 'painted'), 0))
        self.templates_are_counted = False

    def city(self, city, templates, appearance):
        """`templates`, `appearance`: of the file or of the sequence's first line."""
        vertices = len(city.get('vertices', []))
        for city_object in city.get('CityObjects', {}).values():
            self.objects[city_object['type']] += 1
            values = list(city_object.get('attributes', {}).values())
            values += [value for key, value in city_object.items() if key not in STRUCTURE]
            self.counts['attributes'] += sum(value is not None for value in values)
            for geometry in city_object.get('geometry', []):
                self.geometry(geometry, vertices, city.get('appearance', {}), templates, appearance)

    def geometry(self, geometry, vertices, appearance, templates, outer_appearance):
        for surface in geometry.get('semantics', {}).get('surfaces', []):
            self.surfaces[surface['type']] += 1
            self.counts['of_surfaces'] += sum(key not in ('type', 'parent', 'children') and value is not None
                                              for key, value in surface.items())
        kind = geometry['type']
        if kind == 'GeometryInstance':
            self.counts['instances'] += 1
            if not self.templates_are_counted:
                self.templates_are_counted = True
                count = len(templates.get('vertices-templates', []))
                for template in templates.get('templates', []):
                    self.geometry(template, count, outer_appearance, {}, {})
        elif kind == 'MultiPoint':
            self.counts['points'] += sum(index < vertices for index in geometry['boundaries'])
        elif kind == 'MultiLineString':
            self.counts['lines'] += sum(all(index < vertices for index in line) for line in geometry['boundaries'])
        else:
            for way, rings in flat(geometry['boundaries'], LEVELS[kind]):
                self.polygon(geometry, way, rings, vertices, appearance)

    def polygon(self, geometry, way, rings, vertices, appearance):
        if not rings or not all(index < vertices for index in rings[0]):
            return
        self.counts['polygons'] += 1
        rings = [ring for ring in rings if all(index < vertices for index in ring)]
        materials = len(appearance.get('materials', []))
        self.counts['painted'] += any(self.is_painted(theme, way, materials)
                                      for theme in geometry.get('material', {}).values())
        self.counts['textured'] += any(self.is_textured(beside(theme.get('values'), way), rings, appearance)
                                       for theme in geometry.get('texture', {}).values())

    @staticmethod
    def is_painted(theme, way, materials):
        number = theme['value'] if theme.get('value') is not None else beside(theme.get('values'), way)
        return isinstance(number, int) and number < materials

    @staticmethod
    def is_textured(given, rings, appearance):
        if not isinstance(given, list) or len(given) != len(rings):
            return False
        coordinates = len(appearance.get('vertices-texture', []))
        textures = len(appearance.get('textures', []))
        return all(numbers and None not in numbers and numbers[0] < textures and len(numbers) == len(ring) + 1 and
                   all(number < coordinates for number in numbers[1:])
                   for numbers, ring in zip(given, rings))

    def result(self):
        return {'objects': dict(sorted(self.objects.items())), 'surfaces': dict(sorted(self.surfaces.items())),
                **self.counts}


def documents(path):
    """The JSON values of a file; [] when it is broken (what is shown of those is tested elsewhere)."""
    with open(path, encoding='utf-8-sig') as file:
        text = file.read()
    try:
        return [json.loads(text)]
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError:
        return []


def count(path):
    values = documents(path)
    if not values or not isinstance(values[0], dict) or values[0].get('type') != 'CityJSON':
        return None
    counter = Counter()
    first = values[0]
    for value in values:
        counter.city(value, first.get('geometry-templates', {}), first.get('appearance', {}))
    return counter.result()


def counted(root):
    lines = []
    for where, folders, names in sorted(os.walk(root)):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(where, name)
            is_model = name.endswith(('.json', '.jsonl', '.city.json', '.city.jsonl'))
            counts = count(path) if is_model and ('cityjson' in where or 'citygml4j' in where) else None
            if counts is not None:
                lines.append(json.dumps({'file': os.path.relpath(path, root), **counts}))
    return lines


def main():
    lines = counted(sys.argv[1])
    if len(sys.argv) == 4 and sys.argv[2] == '--check':
        with open(sys.argv[3], encoding='utf-8') as file:
            kept = file.read().splitlines()
        different = sorted(set(lines) ^ set(kept))
        print('\n'.join(different) or f'{len(lines)} files as counted before')
        return 1 if different else 0
    print('\n'.join(lines))
    return 0


if __name__ == '__main__':
    sys.exit(main())
