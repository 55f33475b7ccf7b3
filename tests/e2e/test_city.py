# SPDX-License-Identifier: Apache-2.0
"""City models: what inspect tells is what an independent count finds, and they can be drawn."""
import collections
import glob
import json
import os

import program
from program import ProgramTest, SAMPLE_DATA, require_sample_data
from test_render import spread

CITYJSON = os.path.join(SAMPLE_DATA, 'cityjson')


def documents(path):
    """The JSON texts of a file: one, or one a line."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def city_files():
    """Every file of the sample data that says it is CityJSON."""
    for path in sorted(glob.glob(os.path.join(CITYJSON, '**', '*.json*'), recursive=True)):
        if not path.endswith(('case.json', 'invariants.json')):
            try:
                parts = documents(path)
            except ValueError:
                continue
            if isinstance(parts[0], dict) and parts[0].get('type') == 'CityJSON':
                yield path, parts


def lod_number(lod):
    number = float(lod)
    return int(number) if number == int(number) else number


def polygons_of(geometry):
    """How many surfaces a geometry's boundaries have."""
    depth = {'MultiSurface': 0, 'CompositeSurface': 0, 'Solid': 1, 'MultiSolid': 2, 'CompositeSolid': 2}
    lists = [geometry['boundaries']]
    if geometry['type'] not in depth:
        return 0
    for _ in range(depth[geometry['type']]):
        lists = [inner for outer in lists for inner in outer]
    return sum(len(each) for each in lists)


def numbers_in(values):
    """All numbers of nested lists."""
    if isinstance(values, list):
        return [number for each in values for number in numbers_in(each)]
    return [] if values is None else [values]


def textures_in(values):
    """The first number of each innermost list: which texture a ring has."""
    if any(isinstance(each, list) for each in values):
        return [number for each in values if isinstance(each, list) for number in textures_in(each)]
    return [] if values[:1] in ([], [None]) else values[:1]


def themes_of(parts):
    """Names of themes in which a geometry has a material or a texture that there is."""
    templates = parts[0].get('geometry-templates', {}).get('templates', [])
    found = set()
    for part in parts:
        looks = {**parts[0].get('appearance', {}), **part.get('appearance', {})}
        for geometry in (g for o in part['CityObjects'].values() for g in o.get('geometry', [])):
            if geometry['type'] == 'GeometryInstance':
                geometry = templates[geometry['template']]
            for name, given in geometry.get('material', {}).items():
                used = numbers_in(given.get('values', given.get('value')))
                found.update({name} if any(i < len(looks.get('materials', [])) for i in used) else ())
            for name, given in geometry.get('texture', {}).items():
                used = textures_in(given['values'])
                found.update({name} if any(i < len(looks.get('textures', [])) for i in used) else ())
    return sorted(found - {''})


def count(parts):
    """What inspect should say, from nothing but the JSON."""
    found = {'features': collections.Counter(), 'surfaces': collections.Counter(), 'lods': set(), 'polygons': 0,
             'attributes': set()}
    templates = parts[0].get('geometry-templates', {}).get('templates', [])
    for part in parts:
        for city_object in part['CityObjects'].values():
            found['features'][city_object['type']] += 1
            found['attributes'].update(k for k, v in city_object.get('attributes', {}).items() if v is not None)
            for geometry in city_object.get('geometry', []):
                if geometry['type'] == 'GeometryInstance':
                    found['lods'].add(lod_number(templates[geometry['template']]['lod']))
                    continue
                found['lods'].add(lod_number(geometry['lod']))
                found['polygons'] += polygons_of(geometry)
                for surface in (geometry.get('semantics') or {}).get('surfaces', []):
                    found['surfaces'][surface['type']] += 1
    return found


class City(ProgramTest):
    def test_counts_are_those_of_the_files(self):
        checked = 0
        for path, parts in city_files():
            with self.subTest(path=os.path.relpath(path, CITYJSON)):
                report = self.inspect(path)
                wanted = count(parts)
                self.assertEqual(report['kind'], 'CityJSON' if len(parts) == 1 else 'CityJSONSeq')
                self.assertEqual(report['version'], parts[0]['version'])
                self.assertEqual(report['features'], dict(wanted['features']))
                self.assertEqual(report['surfaces'], dict(wanted['surfaces']))
                self.assertEqual(report['lods'], sorted(wanted['lods']))
                self.assertEqual(report['polygons'], wanted['polygons'])
                self.assertEqual(report['themes'], themes_of(parts))
                self.assertEqual(report['buildings'],
                                 sum(n for t, n in wanted['features'].items() if t.endswith('Building')))
                self.assertLessEqual(wanted['attributes'], {a['name'] for a in report['attributes']})
                self.assertEqual(report['errors'], [])
                checked += 1
        self.assertGreater(checked, 30)

    def test_places(self):
        report = self.inspect(os.path.join(CITYJSON, 'cjio-tests/delft.json'))
        self.assertEqual(report['crs'], 'EPSG:7415')
        self.assertIn('estimated', report['vertical'])
        west, south, east, north = report['extent_wgs84']
        self.assertTrue(4.3 < west < east < 4.45 and 51.95 < south < north < 52.05, report['extent_wgs84'])

    def test_pictures(self):
        for name in ('cityjson/cjio-tests/delft.json',
                     'citygml/citygml4j-samples/lod2_buildings_as_CityJSON_features.jsonl'):
            source = os.path.join(SAMPLE_DATA, name)
            cache = self.path('cache')
            statistics, picture = self.render(source, '--size', '320x180', '--cache', cache)
            self.assertTrue(statistics['complete'], name)
            self.assertGreater(statistics['triangles_drawn'], 100, name)
            self.assertGreater(spread(picture), 0.02, name)
            again, second = self.render(source, '--size', '320x180', '--cache', cache)
            self.assertEqual(again['cache_hits'], again['tiles_loaded'], name)
            self.assertEqual(open(picture, 'rb').read(), open(second, 'rb').read())

    def test_themes(self):
        self.assertEqual(self.inspect(os.path.join(CITYJSON, 'cjio-tests/dummy/dummy.json'))['themes'],
                         ['irradiation', 'irradiation-2', 'summer-textures', 'winter-textures'])
        # Its second theme names a material that there is not.
        (model,) = documents(os.path.join(CITYJSON, 'cjio-tests/dummy/multisurface_with_material.json'))
        (city_object,) = model['CityObjects'].values()
        city_object['geometry'][0]['material']['vv']['value'] = 0
        source = self.path('themes.city.json')
        with open(source, 'w', encoding='utf-8') as file:
            json.dump(model, file)
        self.assertEqual(self.inspect(source)['themes'], ['visual', 'vv'])
        pictures = {}
        for theme in ('visual', 'vv', 'none of them', 'visual'):
            _, path = self.render(source, '--size', '160x90', '--cache', self.path('cache'), '--theme', theme)
            with open(path, 'rb') as file:
                pictures.setdefault(theme, set()).add(file.read())
        self.assertEqual([len(drawn) for drawn in pictures.values()], [1, 1, 1])
        self.assertEqual(len(set.union(*pictures.values())), 3)

    def test_levels_of_detail(self):
        source = os.path.join(CITYJSON, 'cjio-tests/multi_lod.json')
        drawn = {lod: self.render(source, '--size', '160x90', '--cache', 'off', '--lod', lod)[0]['triangles_drawn']
                 for lod in ('1', '2')}
        self.assertLess(drawn['1'], drawn['2'])

    def test_broken_files_are_refused_with_a_sentence(self):
        for name, text in (('deep.city.json', '{"type":"CityJSON","CityObjects":' + '[' * 1000000),
                           ('short.city.json', '{"type":"CityJSON","version":"2.0","CityObjects":{"a":{"type":"B'),
                           ('types.city.json', '{"type":"CityJSON","CityObjects":[],"vertices":{}}')):
            path = self.path(name)
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text)
            done = program.run('inspect', path, '--json', timeout_s=20)
            self.assertIn(done.returncode, (0, 1), name)
            self.assertGreater(len(done.stderr.strip()) + done.stdout.count('warning'), 0, name)


if __name__ == '__main__':
    require_sample_data()
    program.main()
