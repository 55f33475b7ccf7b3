# SPDX-License-Identifier: Apache-2.0
"""render draws real cities whole, says what it drew, and meets the memory ceiling."""
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

    def test_pictures_are_the_same_from_run_to_run(self):
        source = SAMPLE_DATA + '/gltf/khronos-samples/CesiumMilkTruck.glb'
        pictures = [self.render(source, '--size', '320x180', picture=name)[1] for name in ('a.png', 'b.png')]
        with open(pictures[0], 'rb') as one, open(pictures[1], 'rb') as other:
            self.assertEqual(one.read(), other.read())


if __name__ == '__main__':
    require_sample_data()
    program.main()
