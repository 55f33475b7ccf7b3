# SPDX-License-Identifier: Apache-2.0
"""Drops a file on a window as a file manager does (XDND 5), with nothing but the X library."""
import ctypes
import ctypes.util
import pathlib
import time

CLIENT_MESSAGE, SELECTION_REQUEST, SELECTION_NOTIFY = 33, 30, 31
LONG, POINTER, INT = ctypes.c_long, ctypes.c_void_p, ctypes.c_int
HEAD = [('type', INT), ('serial', ctypes.c_ulong), ('sent', INT), ('display', POINTER)]


class ClientMessage(ctypes.Structure):
    _fields_ = HEAD + [('window', LONG), ('message_type', LONG), ('format', INT), ('data', LONG * 5)]


class SelectionRequest(ctypes.Structure):
    _fields_ = HEAD + [('owner', LONG), ('requestor', LONG), ('selection', LONG), ('target', LONG),
                       ('property', LONG), ('time', LONG)]


class SelectionNotify(ctypes.Structure):
    _fields_ = HEAD + [('requestor', LONG), ('selection', LONG), ('target', LONG), ('property', LONG),
                       ('time', LONG)]


class Event(ctypes.Union):
    _fields_ = [('type', INT), ('message', ClientMessage), ('request', SelectionRequest),
                ('notify', SelectionNotify), ('pad', LONG * 24)]


def library():
    x11 = ctypes.CDLL(ctypes.util.find_library('X11') or 'libX11.so.6')
    x11.XOpenDisplay.restype = POINTER
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XDefaultRootWindow.restype = LONG
    x11.XDefaultRootWindow.argtypes = [POINTER]
    x11.XInternAtom.restype = LONG
    x11.XInternAtom.argtypes = [POINTER, ctypes.c_char_p, INT]
    x11.XCreateSimpleWindow.restype = LONG
    x11.XCreateSimpleWindow.argtypes = [POINTER, LONG] + [INT] * 5 + [LONG] * 2
    x11.XSetSelectionOwner.argtypes = [POINTER, LONG, LONG, LONG]
    x11.XSendEvent.argtypes = [POINTER, LONG, INT, LONG, POINTER]
    x11.XNextEvent.argtypes = [POINTER, POINTER]
    x11.XPending.argtypes = [POINTER]
    x11.XFlush.argtypes = [POINTER]
    x11.XCloseDisplay.argtypes = [POINTER]
    x11.XChangeProperty.argtypes = [POINTER, LONG, LONG, LONG, INT, INT, ctypes.c_char_p, INT]
    return x11


def drop(display_name, target, path, at, seconds=10.0):
    """Whether the window said that it took the file, dropped at `at` of the screen."""
    x11 = library()
    display = x11.XOpenDisplay(display_name.encode())
    source = x11.XCreateSimpleWindow(display, x11.XDefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0)

    def atom(name):
        return x11.XInternAtom(display, name.encode(), 0)

    def send(name, *data):
        event = Event()
        event.message = ClientMessage(CLIENT_MESSAGE, 0, 1, display, target, atom(name), 32,
                                      (LONG * 5)(source, *data))
        x11.XSendEvent(display, target, 0, 0, ctypes.byref(event))
        x11.XFlush(display)

    text = (pathlib.Path(path).resolve().as_uri() + '\r\n').encode()
    x11.XSetSelectionOwner(display, atom('XdndSelection'), source, 0)
    send('XdndEnter', 5 << 24, atom('text/uri-list'), 0, 0)
    send('XdndPosition', 0, at[0] << 16 | at[1], 0, atom('XdndActionCopy'))
    event = Event()
    taken = False
    end = time.monotonic() + seconds
    while not taken and time.monotonic() < end:
        if not x11.XPending(display):
            time.sleep(0.01)
            continue
        x11.XNextEvent(display, ctypes.byref(event))
        if event.type == SELECTION_REQUEST:
            asked = event.request
            x11.XChangeProperty(display, asked.requestor, asked.property, asked.target, 8, 0, text, len(text))
            reply = Event()
            reply.notify = SelectionNotify(SELECTION_NOTIFY, 0, 1, display, asked.requestor,
                                           asked.selection, asked.target, asked.property, asked.time)
            x11.XSendEvent(display, asked.requestor, 0, 0, ctypes.byref(reply))
            x11.XFlush(display)
        elif event.type == CLIENT_MESSAGE and event.message.message_type == atom('XdndStatus'):
            if event.message.data[1] & 1:
                send('XdndDrop', 0, 0, 0, 0)
        elif event.type == CLIENT_MESSAGE and event.message.message_type == atom('XdndFinished'):
            taken = True
    x11.XCloseDisplay(display)
    return taken

