# SPDX-License-Identifier: Apache-2.0
"""An X server in memory with a window manager, for tests that drive a real window."""
import os
import shutil
import struct
import subprocess
import tempfile
import time


class Display:
    """An X server in memory with a window manager."""

    def __init__(self):
        self.pixels_folder = tempfile.mkdtemp(prefix='belvedere-display-')
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ['Xvfb', '-displayfd', str(write), '-screen', '0', '1280x720x24', '-nolisten', 'tcp',
             '-fbdir', self.pixels_folder],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.name = ':' + number.readline().strip()
        self.manager = subprocess.Popen(['openbox'], env=dict(os.environ, DISPLAY=self.name),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_for_manager()

    def wait_for_manager(self):
        """A window made while the manager starts may wait for ever to be shown."""
        for _ in range(100):
            asked = subprocess.run(['xprop', '-root', '_NET_SUPPORTING_WM_CHECK'], capture_output=True, text=True,
                                   check=False, env=dict(os.environ, DISPLAY=self.name))
            if 'window id' in asked.stdout:
                return
            time.sleep(0.1)
        raise RuntimeError('openbox did not start')

    def close(self):
        for process in (self.manager, self.server):
            process.terminate()
            process.wait(timeout=20)
        shutil.rmtree(self.pixels_folder, ignore_errors=True)

    def count_pixels(self, color, near=12):
        """How many pixels of the screen have about that colour (red, green, blue)."""
        with open(os.path.join(self.pixels_folder, 'Xvfb_screen0'), 'rb') as file:
            data = file.read()
        # X11/XWDFile.h: sizes in network order, then the colour map, then 32 bits a pixel.
        header = struct.unpack('>25I', data[:100])
        height, bytes_per_line, colors, width = header[5], header[12], header[19], header[4]
        rows = memoryview(data)[header[0] + colors * 12:]
        red, green, blue = color
        count = 0
        for y in range(height):
            row = rows[y * bytes_per_line:y * bytes_per_line + width * 4]
            for b, g, r in zip(row[0::4], row[1::4], row[2::4]):
                if abs(r - red) <= near and abs(g - green) <= near and abs(b - blue) <= near:
                    count += 1
        return count

    def tool(self, *words):
        subprocess.run(['xdotool', *words], check=True, timeout=20, capture_output=True,
                       env=dict(os.environ, DISPLAY=self.name))
