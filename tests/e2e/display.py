# SPDX-License-Identifier: Apache-2.0
"""An X server in memory with a window manager, for tests that drive a real window."""
import os
import subprocess
import time


class Display:
    """An X server in memory with a window manager."""

    def __init__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ['Xvfb', '-displayfd', str(write), '-screen', '0', '1280x720x24', '-nolisten', 'tcp'],
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

    def tool(self, *words):
        subprocess.run(['xdotool', *words], check=True, timeout=20, capture_output=True,
                       env=dict(os.environ, DISPLAY=self.name))
