# SPDX-License-Identifier: Apache-2.0
"""One city in two forms stands in one place: PLATEAU's own 3D Tiles over its CityGML, and a hundred buildings in three
formats. Both are read here by a reader of its own; what stands where CityGML says is the program's."""
import glob
import json
import math
import os
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

import program
from city_model import Glb
from program import ProgramTest, environment

ALLOWED_M = 0.1
# Points of these tiles are rounded to about a metre; there the file's own coordinates are what is expected.
ROUNDED = 'wtr'
IDENTITY = (1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1)


def times(a, b):
    """The product of two matrices by columns."""
    return tuple(sum(a[k * 4 + row] * b[column * 4 + k] for k in range(4)) for column in range(4) for row in range(4))


def moved(matrix, point):
    return tuple(sum(matrix[k * 4 + row] * point[k] for k in range(3)) + matrix[12 + row] for row in range(3))


def local(node):
    if 'matrix' in node:
        return node['matrix']
    assert 'rotation' not in node, 'not read here'
    scale, (x, y, z) = node.get('scale', (1, 1, 1)), node.get('translation', (0, 0, 0))
    return (scale[0], 0, 0, 0, 0, scale[1], 0, 0, 0, 0, scale[2], 0, x, y, z, 1)


def points_of_glb(glb, matrix):
    """Positions of all meshes; z up, as tiles have it."""
    found = []

    def visit(index, above):
        node = glb.json['nodes'][index]
        here = times(above, local(node))
        for primitive in glb.json['meshes'][node['mesh']]['primitives'] if 'mesh' in node else ():
            for x, y, z in (moved(here, each) for each in glb.accessor(primitive['attributes']['POSITION'])):
                found.append(moved(matrix, (x, -z, y)))
        for child in node.get('children', ()):
            visit(child, here)
    for root in glb.json['scenes'][glb.json.get('scene', 0)]['nodes']:
        visit(root, IDENTITY)
    return found


def points_of_tiles(folder):
    """Positions of all tiles of all levels, Earth-centred."""
    with open(os.path.join(folder, 'tileset.json'), encoding='utf-8') as file:
        tileset = json.load(file)
    found = set()

    def visit(tile, above):
        here = times(above, tile.get('transform', IDENTITY))
        if 'content' in tile:
            found.update(points_of_glb(Glb(os.path.join(folder, tile['content']['uri'])), here))
        for child in tile.get('children', ()):
            visit(child, here)
    visit(tileset['root'], IDENTITY)
    return sorted(found)


def plan(point):
    """East and north on the ellipsoid (GRS 80), about metres; no height."""
    x, y, z = point
    axis, square = 6378137.0, 0.0066943800229
    along, latitude = math.hypot(x, y), math.atan2(z, math.hypot(x, y) * (1.0 - square))
    for _ in range(6):
        curve = axis / math.sqrt(1.0 - square * math.sin(latitude) ** 2)
        height = along / math.cos(latitude) - curve
        latitude = math.atan2(z, along * (1.0 - square * curve / (curve + height)))
    return math.degrees(math.atan2(y, x)) * 90_000.0, math.degrees(latitude) * 111_000.0, 0.0


def coordinates(path, element):
    """Of a file whose coordinates are latitude, longitude, height, all below elements of a name; as plan() has them."""
    found = set()
    for _, node in ElementTree.iterparse(path):
        if node.tag.endswith('}' + element):
            for places in node.iter('{http://www.opengis.net/gml}posList'):
                numbers = [float(each) for each in places.text.split()]
                found.update((east * 90_000.0, north * 111_000.0, 0.0) for north, east in zip(numbers[::3], numbers[1::3]))
    return found


def distances(points, others):
    """From each point to the nearest of the others; a metre or more is a metre."""
    cells = {}
    for each in others:
        cells.setdefault(tuple(math.floor(value) for value in each), []).append(each)
    steps = [(a, b, c) for a in (-1, 0, 1) for b in (-1, 0, 1) for c in (-1, 0, 1)]
    found = []
    for each in points:
        cell = [math.floor(value) for value in each]
        near = (other for step in steps for other in cells.get(tuple(map(sum, zip(cell, step))), ()))
        found.append(min((math.dist(each, other) for other in near), default=1.0))
    return found


class Overlay(ProgramTest):
    def tiled(self, source, *options):
        folder = self.path(f'tiles-{os.path.basename(source)}-{"-".join(options)}')
        # Heights above the geoid of Japan need its grid, which PROJ does not come with.
        grids = os.path.join(program.SAMPLE_DATA, 'geo/geoid-grids')
        done = program.run('tile', source, '--out', folder, *options, env=environment(PROJ_DATA=f'/usr/share/proj:{grids}'))
        self.assertEqual(done.returncode, 0, done.stderr)
        return points_of_tiles(folder)

    def test_tiles_of_plateau_lie_on_their_citygml(self):
        pairs = sorted(glob.glob(os.path.join(program.SAMPLE_DATA, 'plateau-pairs/*/*/truth/*3dtiles*.zip')))
        self.assertEqual(len(pairs), 12)
        for path in pairs:
            name, case = os.path.basename(path), os.path.dirname(os.path.dirname(path))
            with self.subTest(name), zipfile.ZipFile(path) as archive:
                theirs = self.path(f'theirs-{name}')
                archive.extractall(theirs)
                [source] = glob.glob(os.path.join(case, '*citygml*/udx/**/*.gml'), recursive=True)
                lod = name.split('lod')[1][0] if 'lod' in name else '1'
                ours = self.tiled(source, '--lod', lod)
                if os.path.basename(case) == ROUNDED:
                    off = distances([plan(each) for each in ours], coordinates(source, f'lod{lod}MultiSurface'))
                else:
                    off = distances(points_of_tiles(theirs), ours)
                self.assertGreaterEqual(len(off), 8)
                self.assertLess(max(off), ALLOWED_M)

    def test_a_hundred_buildings_in_three_formats_are_in_one_place(self):
        folder = os.path.join(program.SAMPLE_DATA, 'citygml/citygml4j-samples')
        # The lines of features do not say where they stand.
        sources = (('lod2_buildings_v3.gml',), ('lod2_buildings_v2.json',),
                   ('lod2_buildings_as_CityJSON_features.jsonl', '--crs', 'EPSG:3068', '--vertical', 'egm96'))
        first, *others = (self.tiled(path, *options) for name, *options in sources
                          for path in glob.glob(os.path.join(folder, '**', name), recursive=True))
        self.assertEqual(len(others), 2)
        self.assertGreaterEqual(len(first), 1000)
        for other in others:
            self.assertLess(max(distances(first, other)), ALLOWED_M)
            self.assertLess(max(distances(other, first)), ALLOWED_M)


if __name__ == '__main__':
    program.require_sample_data()
    unittest.main(verbosity=2)
