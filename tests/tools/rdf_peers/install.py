#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Brings the npm packages that test_linked is compared with into a folder: install.py FOLDER.

Exit 77, a skip that says why, where there is no npm or nothing it can ask.
"""
import os
import shutil
import subprocess
import sys

OWN = os.path.dirname(os.path.abspath(__file__))


def main(folder):
    if not shutil.which('node') or not shutil.which('npm'):
        print('SKIPPED: not installed: node, npm')
        return 77
    os.makedirs(folder, exist_ok=True)
    for name in ('package.json', 'package-lock.json'):
        shutil.copy(os.path.join(OWN, name), folder)
    done = subprocess.run(['npm', 'ci', '--no-audit', '--no-fund'], cwd=folder, capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        print('SKIPPED: npm packages cannot be installed: ' + done.stderr.strip()[-200:])
        return 77
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
