# SPDX-License-Identifier: Apache-2.0
"""City models through the program: made, tiled on several machines, taken apart, compared, searched."""
import csv
import json
import os
import re
import signal
import subprocess
import time

import model_city
import program
from city_model import Glb
from program import BINARY, ProgramTest, environment, run


def files_of(folder):
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            with open(path, 'rb') as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


class CityModels(ProgramTest):
    def document(self, *arguments):
        done = run(*arguments, '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def made(self, model_format, buildings=400, seed=3):
        folder = self.path(f'{model_format}-{buildings}-{seed}')
        return self.document('generate', '--buildings', str(buildings), '--seed', str(seed), '--format', model_format,
                             '--out', folder)['tileset']

    def test_the_same_city_in_every_format(self):
        counts = []
        for model_format in ('citygml2', 'citygml3', 'cityjson'):
            found = self.document('inspect', self.made(model_format))
            self.assertEqual(found['buildings'], 400)
            self.assertEqual(found['errors'], [])
            counts.append((found['features'], found['surfaces'], found['polygons']))
        self.assertEqual(counts[0], counts[1])
        self.assertEqual(counts[0], counts[2])

    def test_models_beside_a_city_are_read_apart(self):
        city = model_city.write(self.path('posts'))
        found = self.document('inspect', city)
        self.assertEqual((found['triangles'], found['instances']), (4, 2))
        self.assertEqual([], [said for said in found['warnings'] if 'model' in said])
        self.assertAlmostEqual(3.0, found['height'][1] - found['height'][0], places=2)
        broken = self.document('inspect', model_city.write(self.path('broken'), 'nothing'))
        self.assertEqual(broken['features'], found['features'])
        self.assertEqual([], broken['errors'])
        self.assertIn('post.obj of an implicit geometry is not shown: it cannot be read',
                      ' '.join(broken['warnings']))

    def test_tiles_have_what_the_model_has(self):
        source = self.made('citygml2', 3000)
        model = self.document('inspect', source)
        told = self.document('tile', source, '--out', self.path('tiles'))
        self.assertEqual(told['errors'], [])
        self.assertTrue(told['georeferenced'])
        tiles = self.document('inspect', told['tileset'])
        for kind, count in model['features'].items():
            self.assertEqual(tiles['features'][kind], count, kind)
        for kind, count in model['surfaces'].items():
            self.assertEqual(tiles['features'][kind], count, kind)
        # Names of properties are identifiers: what is none has underscores.
        names = {re.sub(r'\W', '_', attribute['name'], flags=re.ASCII) for attribute in model['attributes']}
        self.assertLessEqual(names, {attribute['name'] for attribute in tiles['attributes']})
        self.assertEqual(tiles['errors'], [])
        for axis in range(4):
            self.assertAlmostEqual(tiles['extent_wgs84'][axis], model['extent_wgs84'][axis], 4)

    def test_textures_share_atlases(self):
        told = self.document('tile', self.made('citygml2'), '--out', self.path('tiles'))
        self.assertEqual(told['tiles'], 1)
        glb = Glb(os.path.join(self.path('tiles'), 'tiles/0/0.glb')).json
        self.assertGreaterEqual(len(glb['images']), 1)
        self.assertLessEqual(len(glb['images']), 6)
        sets = glb['meshes'][0]['primitives'][0]['extensions']['EXT_mesh_features']['featureIds']
        self.assertEqual([one['label'] for one in sets], ['object', 'surface'])

    def test_machines_share_a_city(self):
        source = self.made('cityjson', 3000)
        run('tile', source, '--out', self.path('whole'))
        for part in ('1/3', '2/3', '3/3'):
            done = run('tile', source, '--out', self.path('shared'), '--part', part)
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(files_of(self.path('whole')), files_of(self.path('shared')))
        self.assertEqual(run('tile', source, '--out', self.path('x'), '--part', '4/3').returncode, 2)

    def test_an_interrupted_tiling_leaves_whole_files_only(self):
        source = self.made('citygml2', 8000)
        target = self.path('tiles')
        process = subprocess.Popen([BINARY, 'tile', source, '--out', target, '--threads', '1'],
                                   stderr=subprocess.PIPE, env=environment())
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not os.path.isdir(os.path.join(target, 'tiles')):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        left = files_of(target)
        self.assertNotIn('tileset.json', left)
        for name, data in left.items():
            self.assertTrue(name.endswith('.glb'), name)
            self.assertEqual(int.from_bytes(data[8:12], 'little'), len(data), name)

    def test_compare_and_export(self):
        before = self.made('citygml2')
        with open(before, encoding='utf-8') as file:
            text = file.read()
        after = self.path('after.gml')
        start = text.index('<bldg:function>', text.index('"B0000005"')) + len('<bldg:function>')
        end = text.index('<', start)
        changed = (text[:start] + 'circus' + text[end:]).replace('"B0000002"', '"Bnew"', 1)
        with open(after, 'w', encoding='utf-8') as file:
            file.write(changed)
        told = self.document('compare', before, after)
        self.assertEqual([one['id'] for one in told['added']], ['Bnew'])
        self.assertEqual([one['id'] for one in told['removed']], ['B0000002'])
        functions = [one for one in told['changed'] if one['what'] == ['attributes']]
        self.assertEqual([one['id'] for one in functions], ['B0000005'])
        self.assertEqual(functions[0]['attributes'],
                         [{'name': 'function', 'before': text[start:end], 'after': 'circus'}])
        taken = self.path('two.city.json')
        exported = self.document('export', before, '--ids', 'B0000001,B0000003', '--out', taken)
        self.assertEqual(exported['missing'], [])
        self.assertEqual(self.document('inspect', taken)['buildings'], 2)
        kept = self.document('compare', before, taken)
        self.assertEqual(kept['counts']['changed'], 0)
        self.assertEqual(kept['counts']['same'], exported['objects'])
        self.assertEqual(run('export', before, '--ids', 'nobody', '--out', self.path('none.json')).returncode, 1)
        self.assertEqual(run('export', before, '--out', self.path('city.dwg')).returncode, 2)

    def test_find(self):
        source = self.made('citygml3')
        cache = self.path('cache')
        first = self.document('find', source, 'b0000007', '--cache', cache)
        self.assertEqual(first['hits'][0]['id'], 'B0000007')
        self.assertAlmostEqual(first['hits'][0]['latitude'], 50, 1)
        self.assertEqual(self.document('find', source, 'b0000007', '--cache', cache), first)
        self.assertEqual(self.document('find', source, 'no such thing', '--cache', cache)['found'], 0)

    def test_the_report_says_of_which_object(self):
        source = self.made('citygml2')
        with open(source, encoding='utf-8') as file:
            text = file.read()
        # A ring of one building loses all corners but one.
        start = text.index('<gml:posList', text.index('"B0000005"'))
        start = text.index('>', start) + 1
        broken = self.path('broken.gml')
        with open(broken, 'w', encoding='utf-8') as file:
            file.write(text[:start] + '0 0 0' + text[text.index('<', start):])
        report = self.path('report.csv')
        done = run('inspect', broken, '--report', report)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(report, encoding='utf-8', newline='') as file:
            rows = list(csv.DictReader(file))
        about = [row for row in rows if 'texture' not in row['sentence'] and 'no such file' not in row['sentence']]
        self.assertTrue(about)
        self.assertEqual({row['object'] for row in about}, {'B0000005'})
        self.assertEqual(run('inspect', source, source, '--report', report).returncode, 2)

    def test_a_filter_leaves_what_meets_it(self):
        source = self.made('citygml2')
        with open(source, encoding='utf-8') as file:
            uses = re.findall(r'<bldg:function>(.*?)</bldg:function>', file.read())
        wanted = uses[0]

        def in_view(*options):
            done = run('render', source, '--describe', 'normal', '--device', 'software', *options)
            self.assertEqual(done.returncode, 0, done.stderr)
            return json.loads(done.stdout)['in_view'].get('building', 0)
        every = in_view()
        some = in_view('--filter', f"${{function}} === '{wanted}'")
        self.assertGreater(some, 0)
        self.assertLess(some, every)
        wrong = run('render', source, '--filter', '${function} ===', '--out', self.path('x.png'))
        self.assertEqual(wrong.returncode, 2, wrong.stderr)

    def test_real_models(self):
        program.require_sample_data()
        source = os.path.join(program.SAMPLE_DATA, 'citygml', 'nrw-lod2-citygml1')
        told = self.document('tile', source, '--out', self.path('nrw'), '--meshopt')
        self.assertEqual(told['errors'], [])
        tiles = self.document('inspect', told['tileset'])
        self.assertEqual(tiles['features']['Building'], 109)
        self.assertEqual(tiles['features']['BuildingPart'], 55)
        self.assertEqual(sum(tiles['features'][kind] for kind in tiles['features'] if kind.endswith('Surface')),
                         sum(self.document('inspect', source)['surfaces'].values()))

if __name__ == '__main__':
    program.main()
