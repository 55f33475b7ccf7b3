# SPDX-License-Identifier: Apache-2.0
"""render draws real cities whole, says what it drew, and meets the memory ceiling."""
import json
import struct
import subprocess

import program
from program import ProgramTest, SAMPLE_DATA, require_sample_data, unpacked


def spread(picture):
    """Standard deviation of a picture's grey levels, 0 ... 1: a blank picture has none."""
    done = subprocess.run(['convert', picture, '-colorspace', 'Gray', '-format', '%[fx:standard_deviation]', 'info:'],
                          capture_output=True, text=True, check=True)
    return float(done.stdout)


class Render(ProgramTest):
    def check(self, source, *options):
        statistics, picture = self.render(source, '--size', '640x360', '--cache', 'off', *options)
        self.assertTrue(statistics['complete'])
        self.assertGreater(statistics['triangles_drawn'], 1000)
        self.assertGreater(statistics['first_frame_ms'], 0)
        self.assertLessEqual(statistics['first_frame_ms'], statistics['complete_ms'])
        self.assertGreater(spread(picture), 0.02)
        return statistics

    def test_minato(self):
        self.check(unpacked('3dtiles/plateau-minato-ku') + '/tileset.json')

    def test_delaware_draws_one_level(self):
        statistics = self.check(unpacked('3dtiles/delaware-lods-epsg3857') + '/tileset.json', '--crs', 'EPSG:3857', '--error', '0.5')
        self.assertLessEqual(statistics['features_loaded'], 45064)

    def test_wageningen(self):
        self.check(SAMPLE_DATA + '/3dtiles/wageningen-implicit-7/tileset.json')

    def test_trees(self):
        self.check(SAMPLE_DATA + '/3dtiles/i3dm-external-tilesets/super_tileset.json', '--crs', 'EPSG:3857',
                   '--camera', '5.0943,52.0505,40,0,-12')

    def test_glb(self):
        statistics, picture = self.render(SAMPLE_DATA + '/gltf/khronos-samples/CesiumMilkTruck.glb', '--size', '320x180')
        self.assertTrue(statistics['complete'])
        self.assertGreater(spread(picture), 0.02)

    def test_a_view_is_told_in_words(self):
        source = self.path('city') + '/tileset.json'
        made = program.run('generate', '--buildings', '300', '--out', self.path('city'))
        self.assertEqual(made.returncode, 0, made.stderr)
        told = [program.run('render', source, '--device', 'software', '--cache', 'off', '--describe', 'full',
                            '--camera', '10.0,50.0,700,90,-60') for _ in range(2)]
        self.assertEqual(told[0].returncode, 0, told[0].stderr)
        self.assertEqual(told[0].stdout, told[1].stdout)
        view = json.loads(told[0].stdout)
        self.assertTrue(view['complete'])
        self.assertAlmostEqual(view['heading_deg'], 90.0, delta=0.1)
        self.assertIn('looking east and down', view['sentence'])
        count = view['in_view']['building']
        self.assertGreater(count, 10)
        self.assertIn(f'{count} buildings in view', view['sentence'])
        self.assertEqual(len(view['objects']), min(60, count))
        distances = [each['distance_m'] for each in view['objects']]
        self.assertEqual(distances, sorted(distances))
        for each in view['objects']:
            self.assertTrue(each['name'])
            self.assertGreater(each['height_m'], 0)
            x0, y0, x1, y1 = each['rect_px']
            self.assertTrue(0 <= x0 < x1 <= 1280 and 0 <= y0 < y1 <= 720, each)

    def test_a_picture_or_words_are_needed(self):
        self.assertEqual(program.run('render', 'nowhere/tileset.json').returncode, 2)

    def test_a_second_open_comes_from_the_cache(self):
        source = SAMPLE_DATA + '/3dtiles/wageningen-implicit-7/tileset.json'
        first, _ = self.render(source, '--cache', self.path('cache'), '--size', '320x180')
        second, _ = self.render(source, '--cache', self.path('cache'), '--size', '320x180')
        self.assertEqual(first['cache_hits'], 0)
        self.assertEqual(second['cache_hits'], second['tiles_loaded'])
        self.assertEqual(first['triangles_drawn'], second['triangles_drawn'])

    def test_a_ceiling_far_too_small_coarsens_and_ends(self):
        statistics, _ = self.render(unpacked('3dtiles/plateau-minato-ku') + '/tileset.json', '--memory', '16MiB', '--cache', 'off')
        self.assertGreater(statistics['error_px'], 16.0)
        self.assertTrue(statistics['complete'])

    def test_many_materials_cost_no_memory(self):
        """A driver may compile shaders anew for each material that is bound: 1.4 MB and 5 ms, each time."""
        count = 1500
        points = struct.pack('<9f', 0, 0, 0, 1, 0, 0, 0, 1, 0)
        document = {
            'asset': {'version': '2.0'}, 'scene': 0, 'scenes': [{'nodes': [0]}], 'nodes': [{'mesh': 0}],
            'buffers': [{'byteLength': len(points)}], 'bufferViews': [{'buffer': 0, 'byteLength': len(points)}],
            'accessors': [{'bufferView': 0, 'componentType': 5126, 'count': 3, 'type': 'VEC3',
                           'min': [0, 0, 0], 'max': [1, 1, 0]}],
            'materials': [{'emissiveFactor': [i / count, 0.5, 0.5]} for i in range(count)],
            'meshes': [{'primitives': [{'attributes': {'POSITION': 0}, 'material': i} for i in range(count)]}]}
        text = json.dumps(document).encode()
        text += b' ' * (-len(text) % 4)
        path = self.path('many.glb')
        with open(path, 'wb') as file:
            file.write(struct.pack('<III', 0x46546C67, 2, 28 + len(text) + len(points)))
            file.write(struct.pack('<II', len(text), 0x4E4F534A) + text)
            file.write(struct.pack('<II', len(points), 0x004E4942) + points)
        stats, _ = self.render(path, '--size', '320x180')
        self.assertEqual(stats['triangles_drawn'], count)
        self.assertLess(stats['peak_pss_bytes'], 1 << 30)

    def test_pictures_are_the_same_from_run_to_run(self):
        source = SAMPLE_DATA + '/gltf/khronos-samples/CesiumMilkTruck.glb'
        pictures = [self.render(source, '--size', '320x180', picture=name)[1] for name in ('a.png', 'b.png')]
        with open(pictures[0], 'rb') as one, open(pictures[1], 'rb') as other:
            self.assertEqual(one.read(), other.read())


if __name__ == '__main__':
    require_sample_data()
    program.main()
