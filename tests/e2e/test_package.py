#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The Debian package in a root that has nothing else: it installs, and the demo city opens and renders."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import model_city
import program

BUILD = os.path.dirname(os.path.dirname(os.path.abspath(program.BINARY)))


def checked(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f'{command[0]} failed: {done.stdout[-1500:]}{done.stderr[-1500:]}')
    return done.stdout


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='belvedere-package-')
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        checked('cpack', '--config', os.path.join(BUILD, 'CPackConfig.cmake'), '-B', cls.folder)
        package = next(name for name in os.listdir(cls.folder) if name.endswith('.deb'))
        cls.root = os.path.join(cls.folder, 'root')
        checked('mmdebstrap', '--mode=root', '--variant=apt', '--quiet',
                f'--customize-hook=copy-in {os.path.join(cls.folder, package)} /tmp',
                f'--customize-hook=chroot "$1" apt-get install --yes --no-install-recommends /tmp/{package}',
                'bookworm', cls.root)

    def inside(self, *command, **environment):
        return ['chroot', self.root, 'env', '-i', 'PATH=/usr/bin:/bin', 'HOME=/root',
                *[f'{key}={value}' for key, value in environment.items()], *command]

    def test_the_demo_renders_without_a_display(self):
        checked(*self.inside('belvedere', 'demo', '--out', '/tmp/demo.png', '--stats', '/tmp/stats.json',
                             '--size', '640x360'))
        with open(os.path.join(self.root, 'tmp/stats.json'), encoding='utf-8') as file:
            statistics = json.load(file)
        self.assertTrue(statistics['complete'], statistics)
        self.assertGreater(statistics['triangles_drawn'], 10_000)
        self.assertGreater(os.path.getsize(os.path.join(self.root, 'tmp/demo.png')), 50_000)

    def test_the_demo_opens_a_window(self):
        sockets = os.path.join(self.root, 'tmp/.X11-unix')
        os.makedirs(sockets, exist_ok=True)
        checked('mount', '--bind', '/tmp/.X11-unix', sockets)
        self.addCleanup(subprocess.run, ['umount', sockets], check=False)
        read, write = os.pipe()
        server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', '1280x720x24'],
                                  pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        os.close(write)
        with os.fdopen(read) as number:
            display = ':' + number.readline().strip()
        window = subprocess.Popen(self.inside('belvedere', 'demo', DISPLAY=display),
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(window.wait)
        self.addCleanup(window.terminate)
        for _ in range(300):
            listed = subprocess.run(['xwininfo', '-root', '-tree'], env=dict(os.environ, DISPLAY=display),
                                    capture_output=True, text=True, check=False).stdout
            if re.search('Belvedere', listed):
                return
            self.assertIsNone(window.poll(), 'the program ended')
            time.sleep(0.1)
        self.fail('no window within 30 s')

    def test_the_program_that_reads_models_came_along(self):
        model_city.write(os.path.join(self.root, 'tmp/city'))
        report = json.loads(checked(*self.inside('belvedere', 'inspect', '/tmp/city/city.gml', '--json')))
        self.assertEqual([], [said for said in report['warnings'] if 'model' in said])
        self.assertEqual(4, report['triangles'])

    def test_the_desktop_entry_and_its_icon_are_there(self):
        for path in ('applications/org.belvedere.Belvedere.desktop',
                     'mime/packages/org.belvedere.Belvedere.xml', 'metainfo/org.belvedere.Belvedere.metainfo.xml',
                     'icons/hicolor/scalable/apps/org.belvedere.Belvedere.svg', 'doc/belvedere/copyright'):
            self.assertTrue(os.path.isfile(os.path.join(self.root, 'usr/share', path)), path)


if __name__ == '__main__':
    program.require_tools('cpack', 'mmdebstrap', 'Xvfb', 'xwininfo')
    if os.geteuid() != 0:
        program.skip('a clean root needs root')
    sys.exit(unittest.main(verbosity=2))
